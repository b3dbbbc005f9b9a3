"""Opening a data set: files to records, with every problem on the way."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset, arranged, pack
from alliance_tui.reading.compiled import Compiled, key_of, read_copy, write_copy
from alliance_tui.reading.files import contents, shown
from alliance_tui.reading.problems import Place, Problem


class Loaded(Struct, frozen=True):
    """An open data set.

    Attributes:
        dataset: what is valid.
        problems: what is not, and what should be looked at.
        left_out: how many records were left out because of errors.
        path: where it was read from.
    """

    dataset: Dataset
    problems: tuple[Problem, ...]
    left_out: int
    path: Path

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which something is left out."""
        return tuple(each for each in self.problems if each.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings that are not waived."""
        return tuple(
            each for each in self.problems if each.severity == "warning" and each.waived is None
        )


class CannotOpenError(Exception):
    """Nothing of a data set can be opened."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        """Remember the problems that are in the way."""
        super().__init__(f"nothing of {path} can be opened")
        self.path = path
        self.problems = problems


def load(path: Path, *, use_copy: bool = True) -> Loaded:
    """Open the data set at *path*, a YAML file or a folder of them.

    Args:
        path: the file or folder.
        use_copy: whether a compiled copy may be read and is written.

    Raises:
        CannotOpenError: no file can be read, none holds the data set's own description, or it
            does not say up to which day.
    """
    files, unreadable = contents(path)
    if not files:
        raise CannotOpenError(path, tuple(unreadable))
    key = key_of(files)
    compiled = read_copy(key) if use_copy and not unreadable else None
    if compiled is None:
        compiled = compile_files(path, files, unreadable)
        if use_copy and not unreadable:
            write_copy(key, compiled)
    dataset = Dataset(compiled.records, compiled.packed)
    return Loaded(dataset, compiled.problems, compiled.left_out, path)


def compile_files(
    path: Path, files: list[tuple[str, bytes]], unreadable: list[Problem]
) -> Compiled:
    """Read *files*, check them, and keep what is valid.

    Raises:
        CannotOpenError: no file holds the data set's own description, or it has no last day.
    """
    from alliance_tui.reading.checks.care import check_care
    from alliance_tui.reading.checks.identity import check_ids
    from alliance_tui.reading.checks.queries import check_queries
    from alliance_tui.reading.checks.references import check_references
    from alliance_tui.reading.checks.sense import NoLastDayError, check_sense
    from alliance_tui.reading.checks.sources import check_sources
    from alliance_tui.reading.checks.standing import check_standing
    from alliance_tui.reading.checks.twins import check_twins
    from alliance_tui.reading.checks.waivers import check_waivers
    from alliance_tui.reading.draft import Draft
    from alliance_tui.reading.garbage import garbage_collection_paused
    from alliance_tui.reading.typed import read_file

    with garbage_collection_paused():
        readings = []
        for name, content in files:
            try:
                readings.append(read_file(name, content.decode("utf-8-sig")))
            except UnicodeDecodeError as error:
                line = content.count(b"\n", 0, error.start) + 1
                start = content.rfind(b"\n", 0, error.start) + 1
                column = len(content[start : error.start].decode()) + 1
                unreadable.append(
                    Problem("E101", "not UTF-8: save the file as UTF-8", Place(name, line, column))
                )
        draft = Draft(readings)
        draft.problems += unreadable
        for extra in draft.descriptions[1:]:
            first = draft.metadata.place()
            draft.report(
                "E207", extra, (), f"“dataset” stands twice, first in {first.file}:{first.line}"
            )
        if not draft.descriptions:
            places = [
                reading.tree.place(key)
                for reading in readings
                if (key := reading.tree.key(reading.tree.root, "dataset")) is not None
            ]
            place = places[0] if places else Place(shown(path))
            missing = Problem("E207", "no “dataset” section can be read", place)
            raise CannotOpenError(path, _in_order([*draft.problems, missing], files))
        check_ids(draft)
        try:
            check_sense(draft)
        except NoLastDayError:
            raise CannotOpenError(path, _in_order(draft.problems, files)) from None
        check_references(draft)
        records = arranged(draft.records())
        packed = pack(records)
        check_queries(draft, Dataset(records, packed))
        check_standing(draft)
        check_sources(draft)
        check_care(draft)
        check_twins(draft)
        check_waivers(draft)
    records = replace(records, dataset=draft.metadata.record, events=())
    return Compiled(records, packed, _in_order(draft.problems, files), len(draft.left_out))


def _in_order(problems: list[Problem], files: list[tuple[str, bytes]]) -> tuple[Problem, ...]:
    order = {name: position for position, (name, _) in enumerate(files)}
    return tuple(
        sorted(
            problems,
            key=lambda each: (
                order.get(each.place.file, -1),
                each.place.line,
                each.place.column,
                each.code,
            ),
        )
    )
