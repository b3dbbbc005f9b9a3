"""Votes in words: what a country did, the lists of a roll call, and its figures.

The letters are in `pages.glyphs`, the colours in `tui.theme`, and the heads of the columns are
made in `views.votes`.
"""

from __future__ import annotations

from alliance_tui.model.records import Tally
from alliance_tui.model.vocabulary import Vote
from alliance_tui.pages.glyphs import Glyphs

VOTE_WORDS: dict[str, str] = {
    "for": "voted for",
    "against": "voted against",
    "abstain": "abstained",
    "absent": "did not vote",
}
"""What a country did in a vote."""

NOT_RECORDED = "not recorded"
"""What is said of a country that no list of a vote names."""

MEANT_OTHERWISE = "*"
"""After a vote that the country later said it had not meant."""

VOTE_LABELS: dict[Vote, str] = {
    "against": "Against",
    "abstain": "Abstained",
    "absent": "Not voting",
    "for": "For",
}
"""What stands before the list of each vote, the shortest lists first as a rule."""


def votes_cast(tally: Tally) -> list[str]:
    """How many voted how: “141 for”, “5 against”, “35 abstained”."""
    return [f"{tally.for_} for", f"{tally.against} against", f"{tally.abstain} abstained"]


def tally_words(tally: Tally, glyphs: Glyphs) -> str:
    """The same in a line, with who did not vote: “141 for · 5 against · 35 abstained”."""
    absent = [] if tally.absent is None else [f"{tally.absent} not voting"]
    return f" {glyphs.dot} ".join([*votes_cast(tally), *absent])
