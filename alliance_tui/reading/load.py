"""Opening a data set: files to records, with every problem on the way."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple, replace

from alliance_tui.model.dataset import Dataset, arranged
from alliance_tui.model.words import number_of
from alliance_tui.reading.cache import copy_name, file_of, keep_name, known_copy, trust
from alliance_tui.reading.compiled import Copy, Counts, Findings, Unkept, read_copy
from alliance_tui.reading.files import (
    TAKES_TIME,
    CannotReadError,
    File,
    Files,
    Stamp,
    contents,
    files_of,
    shown_from,
)
from alliance_tui.reading.problems import Place, Problem, is_cause, is_open_warning
from alliance_tui.store.store import check_search
from alliance_tui.user.folders import is_folder

if TYPE_CHECKING:
    from alliance_tui.model.records import Records
    from alliance_tui.reading.draft import Draft
    from alliance_tui.reading.earlier import Earlier
    from alliance_tui.reading.tree import Tree
    from alliance_tui.reading.typed import FileReading, FileRecords


class Loaded(Struct, frozen=True, dict=True):
    """An open data set.

    Attributes:
        dataset: what is valid.
        counts: how much is not, and how much should be looked at.
        findings: gives that itself.
        path: where it was read from.
        stale: the records of files that could be read earlier and now cannot, by the names
            that the files have in the data set.
        closed: whether nothing can be opened any more, and all of it is as it was last read.
        unkept: what is still to be kept, where that was asked to wait.
    """

    dataset: Dataset
    counts: Counts
    findings: Callable[[], Findings]
    path: Path
    stale: dict[str, FileRecords] = {}
    closed: bool = False
    unkept: Unkept | None = None

    def now_closed(self, problems: tuple[Problem, ...]) -> Loaded:
        """This reading once nothing of the data set can be opened because of *problems*."""
        counts = Findings(problems).counts

        def findings() -> Findings:
            return Findings(problems, contents=self.contents)

        return replace(self, counts=counts, findings=findings, closed=True)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is not valid, and what should be looked at; causes first."""
        return self.findings().problems

    @property
    def left_out(self) -> int:
        """How many records were left out because of errors."""
        return self.counts.left_out

    @property
    def contents(self) -> bytes:
        """What stands in which file, as `earlier.Contents` in MessagePack."""
        return self.findings().contents

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which something is left out."""
        return tuple(each for each in self.problems if each.severity == "error")

    @property
    def causes(self) -> tuple[Problem, ...]:
        """The errors that do not only follow from others."""
        return tuple(filter(is_cause, self.problems))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings that are not waived."""
        return tuple(filter(is_open_warning, self.problems))


def soundness(loaded: Loaded) -> str:
    """How much is wrong in a data set, and what is done about it, in a sentence."""
    _, causes, warnings, left_out = astuple(loaded.counts)
    if not loaded.counts.is_wrong:
        return "nothing is wrong in the data set"
    what = "error" if causes else "warning"
    number = causes or warnings
    parts = [f"{number_of(number, what)} in the data set"]
    if left_out:
        parts.append(f"{number_of(left_out, 'record')} left out")
    if loaded.closed:
        parts.append("all of it shown as last read")
    elif loaded.stale:
        names = [name.replace("\\", "/").rpartition("/")[2] for name in loaded.stale]
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        parts.append(f"{', '.join(names[:2])}{more} shown as last read")
    return ", ".join(parts)


class CannotOpenError(Exception):
    """Nothing of a data set can be opened."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        """Remember the problems that are in the way."""
        super().__init__(f"nothing of {path} can be opened")
        self.path = path
        self.problems = problems


class Unread(Struct, frozen=True):
    """A data set that is still to be read.

    Attributes:
        path: the file or folder.
    """

    path: Path

    def read(self, tell: Callable[[str], None]) -> Loaded:
        """Read it, its copy left to the caller; *tell* is told in words how far it has come."""
        return load(self.path, keep_later=True, tell=tell)


def takes_time(path: Path) -> bool:
    """Whether reading the data set at *path* takes a while: it is large, and there is no copy."""
    there = files_of(path)
    try:
        if sum(each.stat().st_size for each in there.paths) < TAKES_TIME:
            return False
    except (OSError, ValueError):
        return False
    known = known_copy(path, there.named)
    return known is None or not file_of("copies", known[0]).exists()


def load(
    path: Path,
    *,
    use_copy: bool = True,
    before: Loaded | None = None,
    keep_later: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Open the data set at *path*, a YAML file, a folder of them, or a SQLite database.

    Args:
        path: the file or folder.
        use_copy: whether a compiled copy may be read and is written.
        before: an earlier reading of it. What has not changed since is not read anew, and of
            a file that can no longer be read its records stay.
        keep_later: whether writing a compiled copy is left to the caller (`Loaded.unkept`).
        tell: is told in words how far it has come; it returns at once.

    Raises:
        CannotOpenError: no file can be read, none holds the data set's own description, or it
            does not say up to which day.
        NoSearchError: this Python cannot search.
    """
    check_search()
    there = files_of(path)
    try:
        if use_copy and not there.unreadable:
            copy = _known_copy(path, there)
            if copy is not None:
                return _loaded(there.base, path, copy.dataset, copy.counts, copy.findings)
        files, unreadable = contents(there)
        if not files:
            raise CannotOpenError(path, tuple(unreadable))
        use_copy = use_copy and not unreadable
        if use_copy:
            name = copy_name(files)
            keep_name(path, files, name)
            copy = read_copy(name)
            if copy is not None:
                return _loaded(there.base, path, copy.dataset, copy.counts, copy.findings)
        records, findings, stale = compile_files(
            path, files, unreadable, before, use_parts=use_copy, tell=tell
        )
    except CannotOpenError as error:
        raise CannotOpenError(path, _from(there.base, error.problems)) from None
    dataset = Dataset(records)
    loaded = _loaded(there.base, path, dataset, findings.counts, lambda: findings, stale)
    if use_copy and not stale and _can_be_kept(files, findings):
        unkept = Unkept(copy_name(files), dataset, findings)
        if keep_later:
            return replace(loaded, unkept=unkept)
        unkept.keep()
    return loaded


def _loaded(
    base: Path,
    path: Path,
    dataset: Dataset,
    counts: Counts,
    read: Callable[[], Findings],
    stale: dict[str, FileRecords] | None = None,
) -> Loaded:
    """What was read, with the files, which lie below *base*, as whoever asked names them."""

    def findings() -> Findings:
        found = read()
        return replace(found, problems=_from(base, found.problems))

    return Loaded(dataset, counts, findings, path, stale or {})


def _known_copy(path: Path, there: Files) -> Copy | None:
    """The copy of the files *there*, if none has changed since they were read."""
    known = known_copy(path, there.named)
    if known is None:
        return None
    name, trusted = known
    copy = read_copy(name, trusted)
    if copy is not None and copy.stamp != trusted:
        trust(path, copy.stamp)
    return copy


def _can_be_kept(files: list[File], findings: Findings) -> bool:
    """Whether the same would be read of the same *files* again."""
    return all(map(_is_settled, files)) and not any(map(_hinders, findings.problems))


def _is_settled(file: File) -> bool:
    """Whether *file* is still the one whose digest was taken; a database is read after that."""
    return file.content is not None or Stamp.of(file.path.stat()) == file.stamp


def _hinders(problem: Problem) -> bool:
    """Whether a file could not be read; perhaps it can next time, though it is the same."""
    return problem.code == "E101"


def _from(base: Path, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """*problems* of files below *base*, with the paths of the files."""
    return tuple(
        replace(each, place=replace(each.place, file=shown_from(base, each.place.file)))
        for each in problems
    )


def compile_files(
    path: Path,
    files: list[File],
    unreadable: list[Problem],
    before: Loaded | None = None,
    *,
    use_parts: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Records, Findings, dict[str, FileRecords]]:
    """Read *files*, check them, and keep what is valid; with it what is from *before*.

    Files are called as in the data set.

    Args:
        path: the data set.
        files: its files.
        unreadable: what of it cannot be read.
        before: an earlier reading of it.
        use_parts: whether the records of single files may be read from the cache and are
            kept there.
        tell: is told in words how far it has come; it returns at once.

    Raises:
        CannotOpenError: no file holds the data set's own description, or it has no last day.
    """
    from alliance_tui.reading.checks.comments import check_comments
    from alliance_tui.reading.checks.duplicates import check_duplicates
    from alliance_tui.reading.checks.identity import check_ids
    from alliance_tui.reading.checks.queries import check_queries
    from alliance_tui.reading.checks.references import check_references
    from alliance_tui.reading.checks.review import check_review, check_waivers
    from alliance_tui.reading.checks.sense import NoLastDayError, check_sense
    from alliance_tui.reading.checks.sources import check_sources
    from alliance_tui.reading.checks.standing import check_standing
    from alliance_tui.reading.collector import garbage_collection_paused
    from alliance_tui.reading.draft import Draft
    from alliance_tui.reading.earlier import Earlier, contents_of, keep_parts

    with garbage_collection_paused():
        earlier = Earlier(before, use_parts=use_parts)
        readings, unseen = _readings(files, unreadable, earlier, tell)
        draft = Draft(readings, unseen=unseen)
        for extra in draft.descriptions[1:]:
            first = draft.metadata.place()
            draft.report("E207", extra, (), f"“dataset” stands twice, first in {first.address}")
        if not draft.descriptions:
            file = files[0].name if not is_folder(path) else "."
            missing = _no_description(draft, readings, file, unseen=unseen)
            raise CannotOpenError(path, _in_order([*draft.problems, missing], files))
        tell("all read, checking")
        check_ids(draft)
        try:
            check_sense(draft)
        except NoLastDayError:
            raise CannotOpenError(path, _in_order(draft.problems, files)) from None
        check_references(draft)
        records = arranged(draft.records())
        check_queries(draft, Dataset(records))
        checks = (
            check_standing, check_sources, check_review, check_duplicates, check_comments,
            check_waivers,
        )  # fmt: skip
        for step, check in enumerate(checks, start=1):
            tell(f"all read, checking, {step} of {len(checks)}")
            check(draft)
        if use_parts:
            keep_parts(files, readings)
    records = replace(records, dataset=draft.metadata.record)
    problems = _in_order(draft.problems, files)
    stale = {each.tree.file: each.records for each in readings if each.stale}
    contents = contents_of(files, draft, problems)
    return records, Findings(problems, draft.left_out, contents), stale


def _no_description(
    draft: Draft, readings: list[FileReading], file: str, *, unseen: bool
) -> Problem:
    """That there is no description of the data set; it only follows where one may be unread.

    Args:
        draft: what could be read, and its problems.
        readings: what each file gives.
        file: where it is missing, if none of them has a section for it.
        unseen: whether there is a file of which there is not even text.
    """
    places = [
        reading.tree.place(key)
        for reading in readings
        if (key := reading.tree.key(reading.tree.root, "dataset")) is not None
    ]
    told = any(each.severity == "error" for each in draft.problems)
    elsewhere = unseen or any(re.search(_MAY_DESCRIBE, each) for each in draft.unread_texts)
    follows = told and (elsewhere or bool(places))
    place = places[0] if places else Place(file)
    return Problem("E207", "no “dataset” section can be read", place, follows=follows)


def _readings(
    files: list[File],
    unreadable: list[Problem],
    earlier: Earlier,
    tell: Callable[[str], None],
) -> tuple[list[FileReading], bool]:
    """What each file gives; whether there is one that gives nothing, not even text."""
    from alliance_tui.reading.sound import sound_readings
    from alliance_tui.reading.tree import Tree
    from alliance_tui.reading.typed import FileReading, FileRecords, read_tree

    readings: list[FileReading] = []
    unreadable = [*unreadable]
    readable = {file.name: reading for file in files if (reading := earlier.unchanged(file))}
    texts = [(file.name, file.content) for file in files if file.name not in readable]
    trees = {name: _text_tree(name, content) for name, content in texts if content is not None}
    readable |= sound_readings([*trees.values()], tell)
    for file in files:
        if file.name in readable:
            readings.append(readable[file.name])
            continue
        try:
            reading = read_tree(trees.get(file.name) or _database_tree(file))
        except CannotReadError as error:
            unreadable.append(Problem("E101", str(error), Place(file.name)))
            continue
        kept = earlier.instead_of(reading)
        readings.append(kept or reading)
    unseen = False
    for problem in unreadable:
        kept = earlier.of_unreadable(problem)
        unseen = unseen or kept is None
        readings.append(kept or FileReading(Tree(problem.place.file, ""), FileRecords(), [problem]))
    return readings, unseen


def _database_tree(file: File) -> Tree:
    """What stands in the database *file*, as nodes.

    Raises:
        CannotReadError: it cannot be read.
    """
    from alliance_tui.reading.tables import Tables

    return Tables(file.name, file.path)


def _text_tree(name: str, content: bytes) -> Tree:
    """What stands in the file *name*, whose bytes are *content*, as nodes."""
    from alliance_tui.reading.tree import Tree

    try:
        return Tree(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="replace")
        return Tree(name, text, undecoded=_undecoded(content))


def _undecoded(content: bytes) -> str:
    """What is said of *content*, which is not UTF-8."""
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return f"{'UTF-16 and not' if is_utf16 else 'not'} UTF-8: save the file as UTF-8"


_MAY_DESCRIBE = r"(?m)^\W*dataset\b"
"""A text in which the data set's own description may stand."""


def _in_order(problems: list[Problem], files: list[File]) -> tuple[Problem, ...]:
    """Causes first, of them what keeps files from being read; then as they stand in files."""
    order = {file.name: position for position, file in enumerate(files)}

    def rank(problem: Problem) -> tuple[int, int, str, int, int, str]:
        if problem.follows:
            group = 3
        elif problem.severity == "warning":
            group = 2
        else:
            group = 0 if problem.code.startswith("E1") else 1
        place = problem.place
        where = (order.get(place.file, -1), place.table, place.line, place.column)
        return group, *where, problem.code

    return tuple(sorted(problems, key=rank))
