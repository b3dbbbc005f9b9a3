"""Random text that has everything in it that is hard to measure."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "a",
    "word",
    " ",
    "  ",
    "-",
    "é",
    "日",
    "本語",
    "ｱ",
    "\u00a0",
    "\u0301",
    "e\u0301",
    "👍",
    "👍🏽",
    "👩\u200d👩\u200d👧",
    "🇺🇦",
    "🇺",
    "☺\ufe0f",
    "❤",
    "…",
    "ก็",
    "क्षि",
    "שלום",
    "─",
    "\u200b",
    "\u3000",
)


def texts(max_size: int = 12) -> st.SearchStrategy[str]:
    """Text of narrow, wide, combined and invisible characters."""
    pieces = st.one_of(
        st.sampled_from(PIECES), st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
    )
    return st.lists(pieces, max_size=max_size).map("".join)
