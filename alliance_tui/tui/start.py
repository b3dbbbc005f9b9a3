"""Starting the explorer, and remembering where it was left."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from alliance_tui.query.view import ViewState, view_to_text
from alliance_tui.reading.files import files_of
from alliance_tui.reading.load import Loaded, Unread
from alliance_tui.tui.app import NOT_RESTORED, AllianceApp, last_session, spare_the_collector
from alliance_tui.user.config import Config
from alliance_tui.user.memory import (
    Memory,
    recall,
    remember,
    take_up,
    with_columns,
    with_opened,
    with_session,
)
from alliance_tui.user.reports import keep_report

PATIENCE = 0.5
"""Seconds for which whoever leaves waits for what is being written."""


def start(
    loaded: Loaded | Unread,
    view: ViewState | None,
    config: Config,
    *,
    ascii_only: bool,
    theme: str | None,
    fresh: bool,
    served: bool = False,
) -> int:
    """Explore *loaded*, once it is read, until the explorer is left; the exit code.

    Args:
        loaded: the open data set, or one that is read on the screen.
        view: what to show first; none for the last session's view or the opening view.
        config: the user's configuration.
        ascii_only: whether signs are of ASCII only.
        theme: the theme asked for on the command line.
        fresh: whether the last session is left alone.
        served: whether a visitor explores it; nothing is recalled and nothing remembered then.

    Raises:
        CannotOpenError: nothing of it can be opened; so, too, whatever else reading raises.
    """
    memory, note = (Memory(), None) if served else take_up()
    restores = config.restore and not fresh
    resumes = restores and view is None

    def first_view(loaded: Loaded | Unread, memory: Memory) -> ViewState | None:
        if not resumes or isinstance(loaded, Unread):
            return view
        return last_session(memory, loaded.dataset.metadata.id)

    def make(
        loaded: Loaded | Unread, first: ViewState | None, memory: Memory, note: str | None = None
    ) -> AllianceApp:
        return AllianceApp(
            loaded,
            first,
            ascii_only=ascii_only,
            theme=theme or config.theme or memory.theme,
            keys=config.keys,
            memory=memory,
            restores=restores,
            served=served,
            note=note,
        )

    first = first_view(loaded, memory)
    try:
        app = make(loaded, first, memory, note)
    except Exception as error:
        if first is None or not resumes:
            raise
        keep_report(error)
        app = make(loaded, None, memory, NOT_RESTORED)
    _run(app, fresh=fresh, remembers=not served)
    if app.why_unread is not None:
        raise app.why_unread
    began = app.began
    if began is not None and not served and not app.return_code:
        kept = replace(began, unkept=None)
        data = msgspec.json.encode(kept.dataset.metadata.id)
        from alliance_tui.tui.picture import keep_picture

        def make_next() -> AllianceApp:
            memory = recall()
            return make(kept, first_view(kept, memory), memory)

        keep_picture(make_next, b"    %s: " % data if resumes else b"", partial(_places, kept.path))
    return app.return_code or 0


def _run(app: AllianceApp, *, fresh: bool, remembers: bool) -> None:
    """Show *app* until it is left; then remember where, unless nothing is remembered."""
    app.appears_whole = app.began is not None
    if app.began is not None:
        spare_the_collector()
    try:
        app.run()
    finally:
        app.stop_keeping(PATIENCE)
        app.stop_reading(PATIENCE)
        if remembers and app.began is not None:
            _remember(app, fresh=fresh)


def _places(path: Path) -> list[str]:
    """The files and folders of the data set at *path*."""
    files = files_of(path)
    return [str(each) for each in (*files.paths, *files.folders)]


def _remember(app: AllianceApp, *, fresh: bool) -> None:
    def change(memory: Memory) -> Memory:
        for data, path, view in (*app.left, app.here):
            if not fresh:
                ended = None if view is None else view_to_text(view)
                memory = with_session(memory, data, ended)
            memory = with_opened(memory, path.absolute())
        if app.theme != app.first_theme:
            memory = replace(memory, theme=app.theme)
        for data, columns in rearranged.items():
            memory = with_columns(memory, data, columns)
        return replace(memory, wider=app.explorer.wider) if moved else memory

    rearranged = app.explorer.rearranged
    moved = app.explorer.wider != app.explorer.memory.wider
    if not fresh or moved or rearranged or app.theme != app.first_theme or app.left:
        with suppress(OSError):
            remember(change)
