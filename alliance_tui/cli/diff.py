"""``alliance-tui diff``: what changed between two days, or between two data sets."""

from __future__ import annotations

import argparse
from typing import Any

from alliance_tui.cli.common import CANNOT_OPEN, DONE, USAGE, Exit, cannot_open_text, narrate
from alliance_tui.cli.output import add_format, glyphs, print_page
from alliance_tui.cli.question import Asked, add_asking
from alliance_tui.model.date_hints import suggestions, typed_when
from alliance_tui.model.dates import DateError, day_words
from alliance_tui.user.folders import can_be_seen, user_path

SUMMARY = "tell what changed between two days, or between two data sets"
EXAMPLES = """\
  alliance-tui diff 2022-02-24 2023-02-24              postures and stances, and because of what
  alliance-tui diff 2021 2024 -q group:CSTO            of some countries only
  alliance-tui diff old-data/ new-data/                records added, removed and changed
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("before", help="a day (a month or year stands for its end), or a data set")
    parser.add_argument("after", help="the later of the two")
    add_asking(parser, day=False)
    add_format(parser, ("text", "json", "md"))


def run(arguments: argparse.Namespace) -> int:
    """Print what changed."""
    days = [_day(arguments.before), _day(arguments.after)]
    if days[0] is not None and days[1] is not None:
        return _between_days(arguments, days[0], days[1])
    for each, day in zip((arguments.before, arguments.after), days, strict=True):
        if day is None and not can_be_seen(user_path(each)):
            meant = " or ".join(suggestions(each))
            hint = f"; write {meant}" if meant else ""
            raise Exit(USAGE, f"“{each}” is neither a day nor a data set{hint}")
    return _between_data_sets(arguments)


def _day(text: str) -> int | None:
    try:
        when = typed_when(text)
    except DateError:
        return None
    return None if when.interval else when.last_end


def _between_days(arguments: argparse.Namespace, first: int, second: int) -> int:
    from alliance_tui.pages.changes import changes_page
    from alliance_tui.query.changes import changes
    from alliance_tui.query.stance import Moment

    arguments.as_of = None
    asked = Asked(arguments)
    last = asked.dataset.as_of
    if max(first, second) > last:
        narrate(f"the data set vouches for nothing after {day_words(last)}; showing that day")
    before, after = (Moment(min(day, last), asked.moment.clock) for day in (first, second))
    changed = changes(asked.answers, asked.countries(after), before, after)
    if arguments.format == "json":
        from alliance_tui.pages.lists import changes_data, head_data
        from alliance_tui.pages.plain import json_text

        data = head_data(asked.answers, after, asked.text)
        print(json_text({**data, **changes_data(changed, before)}))
        return DONE
    page = changes_page(asked.answers, changed, before, after, glyphs(arguments))
    print_page(page, arguments)
    return DONE


def _between_data_sets(arguments: argparse.Namespace) -> int:
    from alliance_tui.pages.changes import differences_page
    from alliance_tui.query.differences import differences
    from alliance_tui.reading.load import CannotOpenError, load

    try:
        before = load(user_path(arguments.before)).dataset
        after = load(user_path(arguments.after)).dataset
    except CannotOpenError as error:
        raise Exit(CANNOT_OPEN, cannot_open_text(error)) from None
    differing = list(differences(before, after))
    if arguments.format == "json":
        from alliance_tui.pages.plain import json_text, plain_data

        data: dict[str, Any] = {
            "before": {"id": before.metadata.id, "version": before.metadata.version},
            "after": {"id": after.metadata.id, "version": after.metadata.version},
            "differences": plain_data(differing),
        }
        print(json_text(data))
        return DONE
    print_page(differences_page(before, after, differing, glyphs(arguments)), arguments)
    return DONE
