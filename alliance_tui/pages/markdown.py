"""A page as Markdown."""

from __future__ import annotations

import re

from alliance_tui.pages.glyphs import ASCII, UNICODE
from alliance_tui.pages.page import Block, Page, Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import markdown, markdown_address

_START = re.compile(r"^(\d*)([-+=]|(?<=\d)[.)])")


def markdown_page(page: Page) -> str:
    """*page* as Markdown: headings, and paragraphs or items of lists."""
    lines = [f"# {markdown(neutral(page.title))}"]
    for block in page.blocks:
        line = _block(block)
        if line or lines[-1]:
            lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block) -> str:
    lead = () if _is_bullet(block.lead) else block.lead
    spans = "".join(map(_span, (*lead, *block.spans)))
    if block.kind == "heading":
        return f"\n## {spans}\n"
    if not spans.strip():
        return ""
    line = _START.sub(_escaped, spans.lstrip())
    return f"{'  ' * (block.indent // 2)}- {line}" if block.indent or block.lead else f"{line}  "


def _is_bullet(lead: tuple[Span, ...]) -> bool:
    """Whether *lead* is only what Markdown puts before an item by itself."""
    return "".join(span.text for span in lead).strip() in (UNICODE.bullet, ASCII.bullet)


def _escaped(match: re.Match[str]) -> str:
    """What would make a line an item of a list or underline the one before, as text."""
    number, mark = match.groups()
    return f"{number}\\{mark}"


def _span(span: Span) -> str:
    inner = span.text.strip()
    if not inner:
        return span.text
    if span.role == "query":
        shown = _code(inner)
    elif span.role == "address":
        shown = markdown_address(inner)
    elif span.role in ("strong", "label") or span.role.startswith("tone-"):
        shown = f"**{markdown(inner)}**"
    else:
        shown = markdown(inner)
    return span.text.replace(inner, shown)


def _code(text: str) -> str:
    """*text* as code, between more backticks than stand together in it."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def lowered(page: Page, levels: int = 1) -> str:
    """*page* as Markdown with its headings *levels* lower, to stand within another text."""
    lines = markdown_page(page).splitlines()
    marks = "#" * levels
    return "\n".join(f"{marks}{line}" if line.startswith("#") else line for line in lines) + "\n"
