"""Elements of HTML, escaped by construction: a text is text unless it was made here.

>>> element("p", "1 < 2 ", element("b", "so"), class_="fact")
'<p class="fact">1 &lt; 2 <b>so</b></p>'
"""

from __future__ import annotations

from collections.abc import Iterable
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


def joined(children: Iterable[Child], separator: Child) -> Html:
    """Those of *children* that are something, with *separator* between them."""
    made = [each for each in map(together, children) if each]
    return Html(together(separator).join(made))


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
