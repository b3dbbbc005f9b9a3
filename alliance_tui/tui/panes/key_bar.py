"""The key bar: as many keys as fit, how to leave and how to get help always among them."""

from __future__ import annotations

from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.cells import width
from alliance_tui.pages.page import Span
from alliance_tui.tui.commands import Command, Context, bar_commands, key_name, keys_of, word_of
from alliance_tui.tui.input import Action, DirectApp
from alliance_tui.tui.text import role_styles, strip_of

LAST = {"palette": 1, "help": 2, "escape": 3, "quit": 4}
"""The commands that stand at the right end."""

NOTHING_TO_OPEN = frozenset({"open"})
"""The commands that have no place where nothing is chosen."""

DIGITS = "1-9"
"""The keys of the kinds of support."""


class KeyBar(Widget):
    """One line of keys, in the order of their ranks, at the end how to leave."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; }
    """

    off: reactive[frozenset[str]] = reactive(frozenset())
    without: reactive[frozenset[str]] = reactive(frozenset())
    context: reactive[Context] = reactive("list")

    def _shown(self) -> list[tuple[Command, str, str]]:
        """The commands that fit, each with its key and its label."""
        app, room = self.app, self.size.width - 1
        assert isinstance(app, DirectApp)
        ascii_only = app.has_class("-ascii")
        chosen: list[tuple[Command, str, str]] = []
        for command in bar_commands(self.context, served=app.served):
            keys = keys_of(command, app.other_keys, self.context)
            if not keys or command.id in self.without:
                continue
            key = DIGITS if command.id == "type-1" else key_name(keys[0], ascii_only=ascii_only)
            parts = (command, key, word_of(command, self.context))
            needed = width(parts[1]) + width(parts[2]) + 3
            if needed <= room:
                chosen.append(parts)
                room -= needed
        # Leaving stands at the right end, where people look for it.
        return sorted(chosen, key=lambda each: (LAST.get(each[0].id, 0), each[0].bar))

    def render_line(self, y: int) -> Strip:
        """Draw the keys."""
        if y > 0:
            return Strip.blank(self.size.width, self.rich_style)
        spans = [Span(" ")]
        for command, key, label in self._shown():
            off = command.id in self.off
            spans.append(Span(f"{key} ", "dim" if off else "key", command.action))
            spans.append(Span(f"{label}  ", "dim" if off else "text", command.action))
        return strip_of(tuple(spans), self.size.width, role_styles(self))

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Run the command under the mouse."""
        return link
