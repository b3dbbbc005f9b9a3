"""Keeping: copies, sources, saved views."""

from __future__ import annotations

import shlex

from alliance_tui.model.records import Source
from alliance_tui.query.view import view_to_text
from alliance_tui.reading.bundled import bundled_path
from alliance_tui.tui.actions.going import Going
from alliance_tui.tui.overlay import ChoiceOverlay
from alliance_tui.tui.saved_views import PREFIX, SavedViews
from alliance_tui.tui.sources import can_open_browser, sources_blocks, sources_of
from alliance_tui.user.memory import Memory, SavedView, remember
from alliance_tui.writing.citation import copied_text
from alliance_tui.writing.page import Block, Page, text
from alliance_tui.writing.safe import neutral


class Keeping(Going):
    """Taking along what is shown."""

    def action_copy(self) -> None:
        """Copy what is shown, with its sources."""
        item = self.dataset.find(self.view.focus or self.view.country or "")
        if item is not None:
            self._copy("Copied, with sources", copied_text(item, self.scene.answers))

    def action_copy_command(self) -> None:
        """Copy the command that opens this view."""
        command = ["alliance-tui"]
        if self.loaded.path != bundled_path():
            command += ["-d", str(self.loaded.path)]
        self._copy("Copied", shlex.join([*command, "--view", view_to_text(self.view)]))

    def _copy(self, title: str, copied: str) -> None:
        """Copy a text and show it, since not every terminal takes it."""
        self.app.copy_to_clipboard(copied)
        blocks = tuple(Block((text(line),)) for line in copied.split("\n"))
        self._overlay(Page("copied", title, blocks))

    def action_source(self) -> None:
        """Open the source of what is shown; where there are several, the one that is chosen."""

        def done(target: str | None) -> None:
            if target is not None:
                self._open_source(self.dataset.source[target])

        item = self.dataset.find(self.view.focus or "")
        sources = sources_of(item, self.dataset) if item is not None else []
        if not sources:
            self._say("Choose a claim, an event or a source first.")
        elif len(sources) > 1:
            page = Page("sources", "Which source?", sources_blocks(sources))
            self.app.push_screen(ChoiceOverlay(page, self.glyphs), done)
        else:
            self._open_source(sources[0])

    def _open_source(self, source: Source) -> None:
        address = source.url or source.archived
        if address is None:
            self._say("No address is recorded for this source.")
        elif can_open_browser():
            self.app.open_url(address)
            self._say(f"Opening {address}")
        else:
            self._copy("The address, copied", address)

    def action_saved_views(self) -> None:
        """Show the saved views."""

        def done(target: str | None) -> None:
            if target is not None:
                views = [each for each in self.memory.views if each.data == present.data]
                saved = views[int(target.removeprefix(PREFIX))]
                self.open_view(saved.view)

        name = neutral(self.sentence)
        data = self.dataset.metadata.id
        present = SavedView(name, view_to_text(self.view), data)
        self.app.push_screen(SavedViews(self.memory, present, self.glyphs, self._keep), done)

    def _keep(self, memory: Memory) -> None:
        self.memory = memory
        if not remember(memory):
            self._say("This could not be written; it is kept until you leave.")
