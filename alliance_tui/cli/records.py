"""Records as they are named on the command line: by id, or a country by its name."""

from __future__ import annotations

from alliance_tui.cli.common import USAGE, Exit
from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.records import Country


def item_called(dataset: Dataset, text: str) -> Item:
    """The record that *text* names.

    Raises:
        Exit: there is none.
    """
    from alliance_tui.query.names import find_item, nearest_names

    found = find_item(dataset, text)
    if found is None:
        raise Exit(USAGE, f"nothing is called “{text}”{nearest_names(dataset, text)}")
    return found


def country_called(dataset: Dataset, text: str) -> str:
    """The id of the country that *text* names.

    Raises:
        Exit: there is none.
    """
    from alliance_tui.query.names import find_item, nearest_names

    found = find_item(dataset, text)
    if not isinstance(found, Country):
        raise Exit(USAGE, f"no country “{text}”{nearest_names(dataset, text)}")
    return found.id
