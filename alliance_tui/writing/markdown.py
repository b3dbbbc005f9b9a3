"""A page as Markdown."""

from __future__ import annotations

from alliance_tui.writing.page import Block, Page, Span
from alliance_tui.writing.sheet import markdown


def markdown_page(page: Page) -> str:
    """*page* as Markdown: headings, and paragraphs or items of lists."""
    lines = [f"# {markdown(page.title)}"]
    for block in page.blocks:
        line = _block(block)
        if line or lines[-1]:
            lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block) -> str:
    spans = "".join(map(_span, (*block.lead, *block.spans)))
    if block.kind == "heading":
        return f"\n## {spans}\n"
    if not spans.strip():
        return ""
    return f"{'  ' * (block.indent // 2)}- {spans}" if block.indent or block.lead else f"{spans}  "


def _span(span: Span) -> str:
    text = markdown(span.text)
    if span.role in ("strong", "label") or span.role.startswith("tone-"):
        stripped = text.strip()
        return text.replace(stripped, f"**{stripped}**") if stripped else text
    if span.role == "query":
        return f"`{span.text}`"
    return text
