"""The palette: commands, and every country, group and event by name."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from alliance_tui.model.dates import when_words
from alliance_tui.model.records import Country, Event, Group
from alliance_tui.query.names import ranked
from alliance_tui.tui.commands import COMMANDS, Command, key_name, keys_of
from alliance_tui.tui.explorer import Explorer
from alliance_tui.tui.text import content

MOST_NAMES = 30
"""How many names the palette offers at once."""


class ExplorerProvider(Provider):
    """Offers what the explorer can do and where it can go.

    Names come from the data set, so they reach the palette as content and are matched by
    our own rules, which neither read markup nor take long on prose.
    """

    @property
    def explorer(self) -> Explorer | None:
        """The explorer over which the palette lies."""
        return self.screen if isinstance(self.screen, Explorer) else None

    async def discover(self) -> Hits:
        """Offer the commands."""
        explorer = self.explorer
        for command in COMMANDS:
            if command.palette and explorer is not None:
                yield DiscoveryHit(
                    content(_label(command, explorer)),
                    partial(explorer.run_action, command.action),
                    text=command.label,
                    help=command.help,
                )

    async def search(self, query: str) -> Hits:
        """Offer the commands and names that *query* may mean."""
        explorer = self.explorer
        if explorer is None:
            return
        offered = [command for command in COMMANDS if command.palette]
        texts = [f"{command.label} {command.help}" for command in offered]
        for score, position in ranked(query, texts):
            command = offered[position]
            yield Hit(
                score,
                content(_label(command, explorer)),
                partial(explorer.run_action, command.action),
                text=command.label,
                help=command.help,
            )
        items: list[Country | Group | Event] = [
            *explorer.dataset.countries,
            *explorer.dataset.groups,
            *explorer.dataset.events,
        ]
        names = [_name(item) for item in items]
        for score, position in ranked(query, names)[:MOST_NAMES]:
            item = items[position]
            yield Hit(
                score,
                content(_shown(item)),
                partial(explorer.follow, item.id),
                text=content(_shown(item)).plain,
            )


def _label(command: Command, explorer: Explorer) -> str:
    keys = keys_of(command, explorer.other_keys)
    return f"{command.label}  ({key_name(keys[0])})" if keys else command.label


def _name(item: Country | Group | Event) -> str:
    if isinstance(item, Event):
        return f"{item.title} {item.id}"
    return " ".join((item.name, item.id, *item.aliases))


def _shown(item: Country | Group | Event) -> str:
    if isinstance(item, Event):
        return f"{item.title}, {when_words(item.when.text)}"
    return f"{item.name}  {item.id}"
