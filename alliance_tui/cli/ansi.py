"""Colours for text on a terminal, by the terminal's own sixteen."""

from __future__ import annotations

from alliance_tui.pages.page import Role

_CODES: dict[Role, str] = {
    "strong": "1",
    "heading": "1;4",
    "label": "2",
    "dim": "2",
    "quote": "3",
    "query": "36",
    "good": "34",
    "bad": "33",
    "denied": "33",
    "stance-supports": "1;31",
    "stance-withholds": "36",
    "stance-opposes": "1;34",
    "stance-mixed": "35",
    "stance-disputed": "33",
    "stance-none": "2",
    "stance-earlier": "2;31",
    "stance-context": "2",
    "stance-unassessed": "2",
    "tone-subject": "1",
    "tone-strong-support": "1;31",
    "tone-support": "31",
    "tone-mixed": "35",
    "tone-neutral": "2",
    "tone-distancing": "36",
    "tone-opposition": "1;34",
    "vote-for": "1;34",
    "vote-against": "1;31",
    "vote-abstain": "37",
    "vote-absent": "2",
}


def coloured(text: str, role: Role) -> str:
    """*text* in the colour of *role*."""
    code = _CODES.get(role)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text


def plain(text: str, role: Role) -> str:
    """*text* as it is."""
    return text
