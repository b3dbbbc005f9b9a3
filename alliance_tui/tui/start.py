"""Starting the explorer, and remembering where it was left."""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import partial

import msgspec
from msgspec.structs import replace

from alliance_tui.query.view import ViewState, view_to_text
from alliance_tui.reading.files import files_of
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp, last_session
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
    loaded: Loaded,
    view: ViewState | None,
    config: Config,
    *,
    ascii_only: bool,
    theme: str | None,
    fresh: bool,
    served: bool = False,
) -> int:
    """Explore *loaded* until the explorer is left; the exit code.

    Args:
        loaded: the open data set.
        view: what to show first; none for the last session's view or the opening view.
        config: the user's configuration.
        ascii_only: whether signs are of ASCII only.
        theme: the theme asked for on the command line.
        fresh: whether the last session is left alone.
        served: whether a visitor explores it; nothing is recalled and nothing remembered then.
    """
    memory, note = (Memory(), None) if served else take_up()
    data = loaded.dataset.metadata.id
    restores = config.restore and not fresh
    resumes = restores and view is None

    def first_view(memory: Memory) -> ViewState | None:
        return last_session(memory, data) if resumes else view

    def make(
        first: ViewState | None, memory: Memory, note: str | None = None, loaded: Loaded = loaded
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

    def make_next() -> AllianceApp:
        memory, kept = recall(), replace(loaded, unkept=None)
        return make(first_view(memory), memory, loaded=kept)

    first = first_view(memory)
    try:
        app = make(first, memory, note)
    except Exception as error:
        if first is None or not resumes:
            raise
        keep_report(error)
        hint = "The last session could not be restored; see: alliance-tui report"
        app = make(None, memory, hint)
    _run(app, fresh=fresh, remembers=not served)
    if not served and not app.return_code:
        session = b"    %s: " % msgspec.json.encode(data) if resumes else b""
        from alliance_tui.tui.picture import keep_picture

        keep_picture(make_next, session, partial(_places, loaded))
    return app.return_code or 0


def _run(app: AllianceApp, *, fresh: bool, remembers: bool) -> None:
    """Show *app* until it is left; then remember where, unless nothing is remembered."""
    app.appears_whole = True
    # The data set stays as it is: the collector need not look at it at every key. There is
    # hardly any garbage yet, and looking for it would cost more than it holds.
    gc.freeze()
    gc.enable()
    try:
        app.run()
    finally:
        app.stop_keeping(PATIENCE)
        if remembers:
            _remember(app, fresh=fresh)


def _places(loaded: Loaded) -> list[str]:
    """The files and folders of a data set."""
    files = files_of(loaded.path)
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
