"""The colours: two themes of our own, and the colours that every other theme gets.

Stances are told apart by sign and word; colour only helps. The hues (orange for support,
blue and cyan against it, purple between) stay apart for the common kinds of colour
blindness: they follow Okabe and Ito, Color Universal Design (2008).
"""

from __future__ import annotations

from textual.theme import Theme

_ON_DARK = {
    "stance-supports": "#f28e5b",
    "stance-withholds": "#86dfe2",
    "stance-opposes": "#4f86ff",
    "stance-mixed": "#cc66c4",
    "stance-disputed": "#e3c463",
    "stance-none": "#a9b1bc",
    "stance-earlier": "#b58468",
    "stance-context": "#87919e",
    "stance-unassessed": "#525b68",
    "tone-subject": "#f2f4f7",
    "tone-strong-support": "#ff7a45",
    "tone-support": "#f2a77e",
    "tone-mixed": "#cc66c4",
    "tone-neutral": "#8b95a3",
    "tone-distancing": "#86dfe2",
    "tone-opposition": "#4f86ff",
    "vote-for": "#4f86ff",
    "vote-against": "#f28e5b",
    "vote-abstain": "#a9b1bc",
    "vote-absent": "#87919e",
    "evidence-good": "#8fc7a9",
    "evidence-bad": "#e3c463",
    "text-dim": "#8b95a3",
    "text-link": "#a9cbe8",
    "line": "#39424f",
    "line-focus": "#7fa6c9",
    "hit": "#3d4f33",
    "cursor": "#2b3745",
    "cursor-away": "#20272f",
}

_ON_LIGHT = {
    "stance-supports": "#b8430a",
    "stance-withholds": "#1f7a76",
    "stance-opposes": "#1c35d6",
    "stance-mixed": "#9d2f9c",
    "stance-disputed": "#876000",
    "stance-none": "#525a64",
    "stance-earlier": "#946246",
    "stance-context": "#666e78",
    "stance-unassessed": "#a9b0b8",
    "tone-subject": "#14181d",
    "tone-strong-support": "#a83200",
    "tone-support": "#b8430a",
    "tone-mixed": "#9d2f9c",
    "tone-neutral": "#666e78",
    "tone-distancing": "#1f7a76",
    "tone-opposition": "#1c35d6",
    "vote-for": "#1c35d6",
    "vote-against": "#b8430a",
    "vote-abstain": "#525a64",
    "vote-absent": "#666e78",
    "evidence-good": "#2e6b4b",
    "evidence-bad": "#876000",
    "text-dim": "#626a74",
    "text-link": "#1f5788",
    "line": "#c9cdd2",
    "line-focus": "#3f78aa",
    "hit": "#cfe3bf",
    "cursor": "#dbe6f0",
    "cursor-away": "#eceff2",
}

DARK = Theme(
    name="alliance-dark",
    dark=True,
    primary="#7fa6c9",
    secondary="#86dfe2",
    accent="#f28e5b",
    warning="#e3c463",
    error="#f0787a",
    success="#8fc7a9",
    foreground="#d5dae1",
    background="#14181e",
    surface="#1a1f26",
    panel="#222933",
    variables=_ON_DARK | {"footer-key-foreground": "#7fa6c9"},
)

LIGHT = Theme(
    name="alliance-light",
    dark=False,
    primary="#3f78aa",
    secondary="#1f7a76",
    accent="#b8430a",
    warning="#876000",
    error="#b3261e",
    success="#2e6b4b",
    foreground="#24292f",
    background="#fbfaf8",
    surface="#f4f3f0",
    panel="#e9e8e4",
    variables=_ON_LIGHT | {"footer-key-foreground": "#3f78aa"},
)


def colours_for(*, dark: bool) -> dict[str, str]:
    """The variables that a theme not of our own gets."""
    return _ON_DARK if dark else _ON_LIGHT
