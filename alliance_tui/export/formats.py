"""The formats of an export: how each is called, what it can hold, and who writes it.

The picture of the screen is not among them: only the screen can draw it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alliance_tui.export.delivery import Progress, Writer, text_writer

if TYPE_CHECKING:
    from alliance_tui.export.selection import Export


class Format(NamedTuple):
    """A format.

    Attributes:
        name: what it is called.
        about: what it is good for.
        suffixes: how names of such files end, the usual one first.
        view: writes what a view shows; none where the format holds only a whole data set.
        whole: writes a whole data set.
        text: whether all it writes is text that a pipe can take.
    """

    name: str
    about: str
    suffixes: tuple[str, ...]
    view: Callable[[Export], Writer] | None
    whole: Callable[[Export], Writer]
    text: bool = True

    def writer(self, export: Export) -> Writer:
        """What writes *export* in this format.

        Raises:
            ValueError: the format does not hold what a view shows.
        """
        if export.whole:
            return self.whole(export)
        if self.view is None:
            raise ValueError(f"{self.name} holds only the whole data set")
        return self.view(export)


def _view_csv(export: Export) -> Writer:
    from alliance_tui.export.csv_export import view_csv

    return _texts(view_csv, export)


def _tables_csv(export: Export) -> Writer:
    from alliance_tui.export.csv_export import write_tables

    return partial(write_tables, export)


def _view_json(export: Export) -> Writer:
    from alliance_tui.export.json_export import view_json

    return _texts(view_json, export)


def _whole_json(export: Export) -> Writer:
    from alliance_tui.export.json_export import whole_json

    return _texts(whole_json, export)


def _view_markdown(export: Export) -> Writer:
    from alliance_tui.export.markdown_export import view_markdown

    return _texts(view_markdown, export)


def _whole_markdown(export: Export) -> Writer:
    from alliance_tui.export.markdown_export import whole_markdown

    return _texts(whole_markdown, export)


def _html(export: Export) -> Writer:
    from alliance_tui.export.html.report import write_report

    return partial(write_report, export)


def _sqlite(export: Export) -> Writer:
    from alliance_tui.export.sqlite_export import write_sqlite

    return partial(write_sqlite, export)


def _texts(pieces: Callable[[Export], Iterable[str]], export: Export) -> Writer:
    """Writes the pieces as one file; they are made anew at every call."""

    def write(path: Path) -> Iterator[Progress]:
        what = "the data set" if export.whole else "the view"
        return text_writer(pieces(export), what)(path)

    return write


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "csv",
            "for spreadsheets and statistics; a whole data set as a folder or archive of tables",
            (".csv", ".zip"),
            _view_csv,
            _tables_csv,
        ),
        Format(
            "json",
            "for programs; a whole data set can be opened again",
            (".json",),
            _view_json,
            _whole_json,
        ),
        Format("md", "for notes and wikis", (".md", ".markdown"), _view_markdown, _whole_markdown),
        Format(
            "html",
            "a report in one file, to read, print and hand on",
            (".html", ".htm"),
            _html,
            _html,
        ),
        Format(
            "sqlite",
            "for SQL and Datasette",
            (".sqlite", ".sqlite3", ".db"),
            None,
            _sqlite,
            text=False,
        ),
    )
}
"""The formats by name."""


def format_of(path: Path) -> Format | None:
    """The format that the end of the name of *path* tells."""
    suffix = path.suffix.casefold()
    return next((each for each in FORMATS.values() if suffix in each.suffixes), None)
