"""``alliance-tui schema``: the data format, and the answers in JSON, as JSON Schemas."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE

SUMMARY = "print the JSON Schema of the data format, or of the answers in JSON"
EXAMPLES = """\
  alliance-tui schema > schema.json      for editors: completion, and every field explained
  alliance-tui schema --answers          what --format json prints, command by command
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--answers", action="store_true", help="of what commands print with --format json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from alliance_tui.reading.schema import DRAFT, format_schema, record_definitions
    from alliance_tui.writing.json_text import json_text

    if arguments.answers:
        from alliance_tui.writing.answer_schema import answer_definitions

        definitions = answer_definitions()
        schema = {
            "$schema": DRAFT,
            "title": "What the commands of alliance-tui print with --format json",
            "description": "Each definition that begins with a small letter is the answer of a "
            "command; the others are the records of the data format.",
            "anyOf": [{"$ref": f"#/definitions/{name}"} for name in definitions],
            "definitions": {**definitions, **record_definitions()},
        }
    else:
        schema = format_schema()
    print(json_text(schema))
    return DONE
