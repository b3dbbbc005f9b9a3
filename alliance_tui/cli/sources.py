"""``alliance-tui sources``: the bibliography, for reading and for reference managers."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE, put
from alliance_tui.cli.output import FORMATS, add_format, print_answer
from alliance_tui.cli.question import Asked, add_asking

SUMMARY = "list the sources and what rests on them; BibTeX and CSL-JSON too"
EXAMPLES = """\
  alliance-tui sources                             every source
  alliance-tui sources -q "type:arms country:IRN"  those that such claims cite
  alliance-tui sources -f bibtex > sources.bib
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_asking(parser)
    add_format(parser, (*FORMATS, "bibtex", "csl-json"))


def run(arguments: argparse.Namespace) -> int:
    """Print the sources."""
    from alliance_tui.export.bibtex import bibtex
    from alliance_tui.pages.citation import csl_data
    from alliance_tui.pages.lists import sources_data, sources_sheet
    from alliance_tui.pages.plain import json_text
    from alliance_tui.query.bibliography import cited

    asked = Asked(arguments)
    sources = cited(asked.answers, asked.query, asked.moment)
    if arguments.format == "bibtex":
        put(bibtex(sources))
        return DONE
    if arguments.format == "csl-json":
        print(json_text(csl_data(sources)))
        return DONE
    sheet = sources_sheet(asked.dataset, sources, asked.moment)
    print_answer(asked, sheet, arguments, lambda: {"sources": sources_data(asked.dataset, sources)})
    return DONE
