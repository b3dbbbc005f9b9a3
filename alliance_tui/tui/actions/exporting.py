"""Exporting: the view or the whole data set as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alliance_tui.query.answers import Answers
from alliance_tui.tui.actions.keeping import Keeping
from alliance_tui.tui.overlay import ChoiceOverlay
from alliance_tui.tui.prompt import Prompt
from alliance_tui.writing.scene import Scene

if TYPE_CHECKING:
    from alliance_tui.tui.exporting import Outcome, Wanted
    from alliance_tui.writing.export.delivery import Writer


class Exporting(Keeping):
    """Choosing what to export, where to, and whether to replace what stands there."""

    def action_export(self) -> None:
        """Choose what to export."""
        from alliance_tui.tui.exporting import Wanted, choices_page

        def done(link: str | None) -> None:
            if link is not None:
                self._ask_where(Wanted.of(link))

        self.app.push_screen(ChoiceOverlay(choices_page(), self.glyphs), done)

    def _ask_where(self, wanted: Wanted) -> None:
        from alliance_tui.writing.export.selection import Export
        from alliance_tui.writing.export.views import file_name

        def done(line: str | None) -> None:
            if line is not None:
                self._deliver(Path(line).expanduser(), self._writer(wanted))

        start = file_name(Export(self.scene, self.view, whole=wanted.whole), wanted.suffix)
        hint = f"a file in {Path.cwd()}, or a path"
        self.app.push_screen(Prompt("Export to which file?", hint, start, _wrong_file), done)

    def _writer(self, wanted: Wanted) -> Writer:
        from alliance_tui.tui.exporting import PICTURE
        from alliance_tui.writing.export.delivery import text_writer
        from alliance_tui.writing.export.formats import FORMATS
        from alliance_tui.writing.export.selection import Export
        from alliance_tui.writing.export.svg import with_local_fonts

        if wanted.format == PICTURE:
            picture = self.app.export_screenshot(title=self.app.title)
            return text_writer((with_local_fonts(picture),), "the picture")
        # A scene of its own: the export is written beside the screen.
        scene = Scene(Answers(self.dataset), self.glyphs)
        return FORMATS[wanted.format].writer(Export(scene, self.view, whole=wanted.whole))

    def _deliver(self, target: Path, write: Writer, *, replace: bool = False) -> None:
        from alliance_tui.tui.exporting import Delivery

        def done(outcome: Outcome | None) -> None:
            if outcome is not None and outcome.replaceable:
                self._ask_to_replace(target, write)
            elif outcome is not None:
                self._say(outcome.message)

        self.app.push_screen(Delivery(target, write, replace=replace), done)

    def _ask_to_replace(self, target: Path, write: Writer) -> None:
        from alliance_tui.tui.exporting import replace_page

        def done(link: str | None) -> None:
            if link is not None:
                self._deliver(target, write, replace=True)

        self.app.push_screen(ChoiceOverlay(replace_page(target), self.glyphs), done)


def _wrong_file(line: str) -> str | None:
    """What is wrong with *line* as the path of a file."""
    path = Path(line).expanduser()
    if not line or not path.name:
        return "a name, please"
    return None if path.parent.is_dir() else f"there is no folder {path.parent}"
