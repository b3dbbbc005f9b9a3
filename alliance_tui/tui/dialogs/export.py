"""Exporting from the screen: what and as what, then the writing, which can be cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from alliance_tui.export.delivery import (
    CannotDeliverError,
    Progress,
    Writer,
    deliver,
    text_writer,
)
from alliance_tui.export.formats import FORMATS
from alliance_tui.export.selection import Export, Flaws
from alliance_tui.export.svg import alone
from alliance_tui.model.words import number_of
from alliance_tui.pages.page import GAP, Block, Page, Span, heading, text
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import ViewState
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.commands import Context
from alliance_tui.tui.dialogs.dialog import Box, Done
from alliance_tui.tui.dialogs.overlay import ChoiceOverlay
from alliance_tui.tui.dialogs.prompt import Prompt, wrong_file
from alliance_tui.tui.text import content
from alliance_tui.user.folders import here, user_path
from alliance_tui.views.scene import Scene

if TYPE_CHECKING:
    from alliance_tui.tui.explorer import Explorer

PICTURE = "svg"
"""The format that only the screen can make."""

ABOUT_PICTURE = "the picture of the screen"

WIDEST_NAME = 10


class Wanted(NamedTuple):
    """What is to be exported: a view or the whole data set, and the format.

    Of a view that may be the marked countries alone.
    """

    whole: bool
    format: str
    marked: bool = False

    @property
    def link(self) -> str:
        """How a page links to it."""
        what = "all" if self.whole else "marked" if self.marked else "view"
        return f"{what}:{self.format}"

    @classmethod
    def of(cls, link: str) -> Wanted:
        """What a link of the page stands for."""
        what, _, name = link.partition(":")
        return cls(what == "all", name, what == "marked")

    def view(self, scene: Scene, view: ViewState) -> ViewState:
        """What *view* is exported as."""
        if not self.marked:
            return view
        query = " or ".join(f"country:{each.id}" for each in scene.marked(view))
        return replace(view, query=query)

    @property
    def suffix(self) -> str:
        """How the name of the file ends."""
        if self.format == PICTURE:
            return f".{PICTURE}"
        suffixes = FORMATS[self.format].suffixes
        return suffixes[-1] if self.whole and self.format == "csv" else suffixes[0]


def choices_page(marked: int = 0) -> Page:
    """Everything that can be exported, as links; so many countries are *marked*."""
    return Page("export", "Export", tuple(_choices(marked)))


def _choices(marked: int) -> Iterator[Block]:
    yield heading("What this view shows")
    for each in FORMATS.values():
        if each.view is not None:
            yield _choice(Wanted(whole=False, format=each.name), each.about)
    yield _choice(Wanted(whole=False, format=PICTURE), ABOUT_PICTURE)
    yield GAP
    if marked:
        yield heading(f"The {number_of(marked, 'marked country', 'marked countries')} of it")
        for each in FORMATS.values():
            if each.view is not None:
                yield _choice(Wanted(whole=False, format=each.name, marked=True), each.about)
        yield GAP
    yield heading("The whole data set")
    for each in FORMATS.values():
        yield _choice(Wanted(whole=True, format=each.name), each.about)


def _choice(wanted: Wanted, about: str) -> Block:
    name = wanted.format.upper()
    gap = " " * (WIDEST_NAME - len(name))
    use = about.partition(";")[0]
    return Block((Span(name, "link", wanted.link), text(gap + use, "dim")), indent=2)


REPLACE = "replace"


def replace_page(target: Path) -> Page:
    """Asks whether what stands at *target* may be replaced."""
    blocks = (
        Block((text(f"{target.name} exists already."),)),
        GAP,
        Block((Span("Replace it", "link", REPLACE), Span("   Esc leaves it as it is", "dim"))),
    )
    return Page("replace", "Export", blocks)


class Outcome(NamedTuple):
    """How an export ended.

    Attributes:
        message: what is told of it.
        made: whether the file is there.
        replaceable: whether it failed only because something stands there already.
    """

    message: str
    made: bool = False
    replaceable: bool = False


CANCELLED = Outcome("Cancelled; nothing was written.")

SOON = 1.0
"""For how many seconds a key waits for the end of an export, before it is one of its box."""


class Delivery(Box[Outcome]):
    """Writes an export and says how far it is; Escape cancels."""

    place: ClassVar[Context] = "writing"

    def __init__(self, target: Path, write: Writer, *, replace: bool = False) -> None:
        """Have *write* make *target*."""
        super().__init__()
        self._target = target
        self._write = write
        self._replace = replace
        self._worker: Worker[None] | None = None

    def parts(self) -> ComposeResult:
        """One line that says how far it is."""
        with Vertical() as box:
            box.border_title = content(f"Writing {self._target.name}")
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._worker = self._make()

    @work(thread=True)
    def _make(self) -> None:
        worker = get_current_worker()
        try:
            with closing(deliver(self._target, self._write, replace=self._replace)) as steps:
                for progress in steps:
                    if worker.is_cancelled:
                        return
                    self.app.call_from_thread(self._tell, progress)
        except CannotDeliverError as error:
            self._end(Outcome(str(error), replaceable=error.replaceable))
        except OSError as error:
            self._end(Outcome(f"Cannot write {self._target}: {error.strerror or error}"))
        else:
            self._end(Outcome(f"Wrote {self._target}", made=True))

    def _end(self, outcome: Outcome) -> None:
        self.app.call_from_thread(self.call_next, self._finish, outcome)

    async def _finish(self, outcome: Outcome) -> None:
        await self.leave(outcome)

    def _tell(self, progress: Progress) -> None:
        share = 100 * progress.done // max(1, progress.total)
        self.query_one(Static).update(content(f"{share:>3} %  {progress.what}"))

    async def open_over(self, screen: Screen[Any], done: Done[Outcome] | None = None) -> None:
        """The same; a key that comes meanwhile is for what lies below, if that is soon."""
        await super().open_over(screen, done)
        if self.app.screen is self:
            self.ready.clear()
            self.set_timer(SOON, self.ready.set)

    async def leave(self, result: Outcome | None = None) -> None:
        """The same; keys wait no longer."""
        await super().leave(result)
        self.ready.set()

    async def action_leave(self) -> None:
        """Stop; nothing is left behind."""
        if self._worker is not None:
            self._worker.cancel()
        await self.leave(CANCELLED)


async def export(explorer: Explorer) -> None:
    """Ask what to export from *explorer* and where to, write it, and say how that went."""

    async def done(link: str) -> None:
        ask = _send if explorer.served else _ask_where
        await ask(explorer, Wanted.of(link))

    page = choices_page(len(explorer.scene.marked(explorer.view)))
    box = ChoiceOverlay(page, explorer.scene.glyphs, "export")
    await box.open_over(explorer, done)


async def _send(explorer: Explorer, wanted: Wanted) -> None:
    """Make the export where nobody else looks, and give it to the visitor's browser."""
    name = _name(explorer, wanted)
    folder = TemporaryDirectory(prefix="alliance-tui-", ignore_cleanup_errors=True)
    made = Path(folder.name) / name

    async def done(outcome: Outcome) -> None:
        with folder:
            if outcome == CANCELLED:
                explorer.say(CANCELLED.message)
            elif outcome.made:
                file = made.open("rb")
                explorer.app.deliver_binary(file, save_directory=Path(), save_filename=name)
                explorer.say(f"{name} goes to your browser.")
            else:
                explorer.say("The export could not be made.")

    await Delivery(made, _writer(explorer, wanted)).open_over(explorer, done)


def _name(explorer: Explorer, wanted: Wanted) -> str:
    view = wanted.view(explorer.scene, explorer.view)
    return Export(explorer.scene, view, whole=wanted.whole).file_name(wanted.suffix)


async def _ask_where(explorer: Explorer, wanted: Wanted) -> None:
    async def done(line: str) -> None:
        await _deliver(explorer, user_path(line), _writer(explorer, wanted))

    start = _name(explorer, wanted)
    hint = f"a file in {here()}, or a path"
    await Prompt("Export to which file?", hint, start, wrong_file).open_over(explorer, done)


def _writer(explorer: Explorer, wanted: Wanted) -> Writer:
    if wanted.format == PICTURE:
        name, warning = explorer.app.title, flaws_of(explorer.loaded).warning
        picture = explorer.app.export_screenshot(title=": ".join(filter(None, (name, warning))))
        title = explorer.scene.dataset.metadata.title
        return text_writer((alone(picture, title, warning),), "the picture")
    # A scene of its own: the export is written beside the screen.
    scene = Scene(Answers(explorer.scene.dataset), explorer.scene.glyphs)
    flaws = flaws_of(explorer.loaded)
    export = Export(scene, wanted.view(scene, explorer.view), whole=wanted.whole, flaws=flaws)
    return FORMATS[wanted.format].writer(export)


def flaws_of(loaded: Loaded) -> Flaws:
    """What is wrong with an open data set."""
    return Flaws(loaded.counts.errors, loaded.left_out)


async def _deliver(
    explorer: Explorer, target: Path, write: Writer, *, replace: bool = False
) -> None:
    async def done(outcome: Outcome) -> None:
        if outcome.replaceable:
            await _ask_to_replace(explorer, target, write)
        else:
            explorer.say(outcome.message)

    await Delivery(target, write, replace=replace).open_over(explorer, done)


async def _ask_to_replace(explorer: Explorer, target: Path, write: Writer) -> None:
    async def done(_link: str) -> None:
        await _deliver(explorer, target, write, replace=True)

    page = replace_page(target)
    await ChoiceOverlay(page, explorer.scene.glyphs).open_over(explorer, done)
