"""Tables of the report: each with a caption, heads with their scope, and words for every sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alliance_tui.export.html.element import Child, Html, element


def table(
    name: str, caption: Child, heads: Sequence[Child], rows: Iterable[Html], class_: str = ""
) -> Html:
    """A table that can be scrolled where it is too wide; *name* is the id of its caption."""
    return element(
        "div",
        element(
            "table",
            element("caption", caption, id=name),
            element("thead", element("tr", (element("th", head, scope="col") for head in heads))),
            element("tbody", rows),
            class_=class_ or None,
        ),
        class_="wide",
        role="region",
        aria_labelledby=name,
        tabindex=0,
    )


def row(head: Child, *cells: Child) -> Html:
    """A row of a table with its head."""
    return element("tr", element("th", head, scope="row"), (element("td", each) for each in cells))


def signed(sign: str, words: Child, role: str) -> Html:
    """A sign for the eyes before *words* in the colour of *role*."""
    return element("span", element("span", sign, aria_hidden="true"), " ", words, class_=role)
