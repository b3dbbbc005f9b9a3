"""The explorer: the linked screen with every command.

Panes say what the user meant; the screen makes a new view state from it; what is shown
follows from the state and flows down to the panes. Nothing else changes anything.
"""

from __future__ import annotations

from textual import on
from textual.binding import Binding

from alliance_tui.tui.actions.exporting import Exporting
from alliance_tui.tui.actions.moving import Moving
from alliance_tui.tui.commands import COMMANDS, textual_keys
from alliance_tui.tui.overlay_pages import help_page, problems_page
from alliance_tui.tui.panes.header import Header
from alliance_tui.tui.panes.key_bar import KeyBar


class Explorer(Moving, Exporting):
    """Country list, detail, timeline and the other views, by key and mouse."""

    BINDINGS = [
        Binding(textual_keys(each), each.action, each.label, id=each.id, show=False)
        for each in COMMANDS
    ]

    @on(Header.ProblemsPressed)
    def _press_problems(self) -> None:
        self.action_problems()

    @on(KeyBar.Pressed)
    async def _press_key(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.action)

    def action_problems(self) -> None:
        """List what is wrong in the data set."""
        self._overlay(problems_page(self.loaded, self.glyphs))

    def action_help(self) -> None:
        """List every key."""
        self._overlay(help_page(self.dataset, self.glyphs, self.other_keys))

    def action_palette(self) -> None:
        """Find a command, a country or an event by name."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
