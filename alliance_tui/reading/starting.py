"""A data set of one's own to start from: small, made up, sound, and with comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

TEMPLATE = Path(__file__).with_name("template")


def start_data_set(folder: Path) -> tuple[Path, ...]:
    """Write the data set to *folder*, which must be absent or empty; the files written.

    Beside it goes its schema, by which editors complete and explain fields and ids.

    Raises:
        FileExistsError: *folder* is a file, or something lies in it.
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    written = []
    for name, content in _files():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        with file.open("xb") as out:  # never over something
            out.write(content)
        written.append(file)
    return tuple(written)


def _files() -> Iterator[tuple[str, bytes]]:
    from alliance_tui.reading.load import load
    from alliance_tui.reading.schema import format_schema, own_ids

    schema = format_schema(own_ids(load(TEMPLATE, use_copy=False).dataset))
    yield "schema.json", json.dumps(schema, indent=2, ensure_ascii=False).encode() + b"\n"
    for file in sorted(TEMPLATE.rglob("*.yaml")):
        yield file.relative_to(TEMPLATE).as_posix(), file.read_bytes()
