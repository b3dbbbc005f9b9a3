"""Elements of HTML and tables, escaped by construction: a text is text unless it was made here.

>>> element("p", "1 < 2 ", element("b", "so"), class_="fact")
'<p class="fact">1 &lt; 2 <b>so</b></p>'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeAlias
from urllib.parse import quote

from alliance_tui.pages.safe import legible, neutral


class Html(str):
    """HTML that was made here. Whatever is done to it gives a common text, which is escaped."""

    __slots__ = ()


Child: TypeAlias = str | Iterable["Child"] | None
"""What may stand in an element: HTML, text, nothing, or several of these."""

Attribute: TypeAlias = str | int | bool | None

_VOID = frozenset({"br", "meta", "path", "rect", "line"})
"""The elements without content, those of SVG that are so here among them."""


def element(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """An element.

    Args:
        tag: its name, never of the data.
        children: what stands in it.
        attributes: its attributes, `class_` and `aria_label` for class and aria-label; true
            for one without a value, none or false for one that is left out.
    """
    given = "".join(
        _attribute(name, value)
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Html(f"<{tag}{given}>" if tag in ("br", "meta") else f"<{tag}{given}/>")
    return Html(f"<{tag}{given}>{together(children)}</{tag}>")


def together(child: Child) -> Html:
    """*child* as HTML."""
    if child is None:
        return Html("")
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return Html(escape(legible(child), quote=False))
    return Html("".join(map(together, child)))


def trusted(text: str) -> Html:
    """*text* of the program's own, such as its style sheet, as it is."""
    return Html(text)


def _attribute(name: str, value: Attribute) -> str:
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(legible(str(value)))}"'


def anchor(record_id: str) -> str:
    """The id of the element about a record."""
    return "r-" + "".join("_" if each.isspace() else each for each in neutral(record_id))


def reference(element_id: str) -> str:
    """The address of an element of the same page."""
    return "#" + quote(element_id, safe="")


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
