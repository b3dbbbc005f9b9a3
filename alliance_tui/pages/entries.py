"""What an event records of one country, in a few words: its roles, its signature, its vote."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_tui.model.entries import Entry
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.votes import VOTE_WORDS


def named_in(entries: Mapping[str, Entry]) -> list[str]:
    """The countries that took part or signed, also by not doing so; voters are too many."""
    return [each.country for each in entries.values() if each.parts or each.signed is not None]


def part_words(entry: Entry, glyphs: Glyphs) -> str:
    """What an event records of one country in a few words, the most telling first."""
    words: list[str] = []
    if entry.signed is not None:
        words.append("signed" if entry.signed else "did not sign")
    if entry.vote is not None:
        words.append(VOTE_WORDS[entry.vote])
    roles = dict.fromkeys(part.role for part in entry.parts)
    words += [role for role in roles if role not in ("other", "participant")]
    words += dict.fromkeys(
        part.attendance
        for part in entry.parts
        if part.attendance and part.attendance != "in-person"
    )
    if not words and "participant" in roles:
        words.append("took part")
    return f" {glyphs.dot} ".join(words)
