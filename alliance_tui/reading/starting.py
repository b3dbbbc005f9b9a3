"""A data set of one's own to start from: small, made up, sound, and with comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

TEMPLATE = Path(__file__).with_name("template")


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
    from alliance_tui.reading.load import load
    from alliance_tui.reading.schema import format_schema, own_ids

    schema = format_schema(own_ids(load(TEMPLATE, use_copy=False).dataset))
    yield "schema.json", json.dumps(schema, indent=2, ensure_ascii=False).encode() + b"\n"
    for file in sorted(TEMPLATE.rglob("*.yaml")):
        yield file.relative_to(TEMPLATE).as_posix(), file.read_bytes()
