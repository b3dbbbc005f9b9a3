"""``alliance-tui init``: a data set of one's own to start from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from alliance_tui.cli.common import CANNOT_WRITE, DONE, USAGE, Exit, narrate

TEMPLATE = Path(__file__).with_name("template")

SUMMARY = "begin a data set of your own: a small one that explains itself"
EXAMPLES = """\
  alliance-tui init my-data/             write it; nothing is ever overwritten
  alliance-tui init ~/allies/            then: alliance-tui -d ~/allies/
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("path", help="a folder that does not exist yet or is empty")


def run(arguments: argparse.Namespace) -> int:
    """Write the data set, print its files, and say how to go on."""
    import shlex

    from alliance_tui.pages.safe import neutral
    from alliance_tui.user.folders import user_path

    folder = user_path(arguments.path)
    try:
        written = start_data_set(folder)
    except FileExistsError:
        raise Exit(USAGE, f"{folder} is there already and not empty; nothing was written") from None
    except OSError as error:
        code = USAGE if isinstance(error, NotADirectoryError) else CANNOT_WRITE
        raise Exit(code, f"{folder} cannot be written: {error.strerror}") from None
    for file in written:
        print(neutral(str(file)))
    shown = shlex.quote(str(folder))
    narrate(
        f"open it with: alliance-tui -d {shown}\n"
        f"  check it with: alliance-tui check --strict {shown}"
    )
    return DONE


def start_data_set(folder: Path) -> tuple[Path, ...]:
    """Write the data set to *folder*, which must be absent or empty; the files written.

    Beside it goes its schema, by which editors complete and explain fields and ids.

    Raises:
        FileExistsError: *folder* is a file, or something lies in it.
        OSError: it cannot be written; nothing of it is left.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already")
    files = {folder / name: content for name, content in _files()}
    made: list[Path] = []
    try:
        for file, content in files.items():
            for above in reversed(file.parents):
                if not above.exists():
                    above.mkdir()
                    made.append(above)
            with file.open("xb") as out:  # never over something
                made.append(file)
                out.write(content)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
    return tuple(files)


def _files() -> Iterator[tuple[str, bytes]]:
    import json

    from alliance_tui.reading.load import load
    from alliance_tui.reading.schema import format_schema, own_ids

    schema = format_schema(own_ids(load(TEMPLATE, use_copy=False).dataset))
    yield "schema.json", json.dumps(schema, indent=2, ensure_ascii=False).encode() + b"\n"
    for file in sorted(TEMPLATE.rglob("*.yaml")):
        yield file.relative_to(TEMPLATE).as_posix(), file.read_bytes()
