"""``alliance-tui schema``: the data format, and the answers in JSON, as JSON Schemas."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_tui.cli.common import DONE

if TYPE_CHECKING:
    from alliance_tui.model.dataset import Dataset

NAME = "schema.json"
"""What the schema beside a data set is called."""

SUMMARY = "print the JSON Schema of the data format, or of the answers in JSON"
EXAMPLES = """\
  alliance-tui schema > schema.json      for editors: completion, and every field explained
  alliance-tui schema -d my-data/ > my-data/schema.json   with its ids; `check` keeps it fresh
  alliance-tui schema --standard         without the words that only editors know
  alliance-tui schema --answers          what --format json prints, command by command
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--standard",
        action="store_true",
        help="only the words of the standard, for validators that refuse others",
    )
    parser.add_argument(
        "--answers", action="store_true", help="of what commands print with --format json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from alliance_tui.pages.plain import json_text
    from alliance_tui.reading.schema import DRAFT, format_schema, record_definitions, standard

    if arguments.answers:
        from alliance_tui.pages.json_shapes import ANSWERS, definitions

        schema = {
            "$schema": DRAFT,
            "title": "What the commands of alliance-tui print with --format json",
            "description": "Each definition that begins with a small letter is the answer of a "
            "command; the others stand in these, or are the records of the data format.",
            "anyOf": [{"$ref": f"#/definitions/{name}"} for name in ANSWERS],
            "definitions": {**definitions(), **record_definitions()},
        }
    elif getattr(arguments, "data", None):
        from alliance_tui.cli.common import open_data
        from alliance_tui.reading.schema import own_ids

        schema = format_schema(own_ids(open_data(arguments).dataset))
    else:
        schema = format_schema()
    print(json_text(standard(schema) if arguments.standard else schema))
    return DONE


def refresh(folder: Path, dataset: Dataset) -> bool:
    """Bring the schema beside a data set up to date with its ids; whether that was needed.

    A file that is no schema of the format is left alone.

    Raises:
        OSError: it cannot be read or written.
    """
    from alliance_tui.pages.plain import json_text
    from alliance_tui.reading.schema import HINTS, TITLE, format_schema, own_ids, standard
    from alliance_tui.user.folders import write_whole

    file = folder / NAME
    if not file.is_file():
        return False
    before = file.read_bytes()
    try:
        written = json.loads(before)
    except ValueError:
        return False
    if not isinstance(written, dict) or written.get("title") != TITLE:
        return False
    schema = format_schema(own_ids(dataset))
    if not any(hint.encode() in before for hint in HINTS):
        schema = standard(schema)
    content = f"{json_text(schema)}\n".encode()
    if content == before:
        return False
    write_whole(file, content)
    return True
