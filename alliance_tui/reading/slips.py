"""Names that many write for a field that is called otherwise here."""

from __future__ import annotations

from typing import Final

from alliance_tui.model.records import (
    Claim,
    Country,
    Event,
    Evidence,
    Group,
    Leader,
    Membership,
    Record,
    Source,
    Tally,
    Tie,
    Votes,
)

_DAYS: Final = dict.fromkeys(
    ("since", "from", "to", "until", "till", "date", "day", "year", "start", "end", "begin"), "when"
)
_CITED: Final = dict.fromkeys(("source", "sources", "cite", "citation", "url"), "evidence")
_CAST: Final = {
    **dict.fromkeys(("yes", "yea", "yeas", "favour", "favor", "in_favour", "in_favor"), "for"),
    **dict.fromkeys(("no", "nay", "nays"), "against"),
    **dict.fromkeys(("abstained", "abstention", "abstentions", "abstaining"), "abstain"),
    **dict.fromkeys(("not_voting", "non_voting", "missing", "novote"), "absent"),
}

SLIPS: Final[dict[type[Record], dict[str, str]]] = {
    Claim: {
        **_DAYS,
        **_CITED,
        "text": "statement",
        "title": "statement",
        "claim": "statement",
        "kind": "type",
        "stance": "direction",
        "state": "country",
        "who": "country",
        "certainty": "confidence",
    },
    Event: {
        **_DAYS,
        **_CITED,
        "name": "title",
        "type": "kind",
        "location": "place",
        "where": "place",
        "countries": "participants",
        "members": "participants",
        "signed": "outcome.signed",
        "signatories": "outcome.signed",
        "not_signed": "outcome.not_signed",
        **{word: f"votes.{vote}" for word, vote in _CAST.items()},
        **{vote: f"votes.{vote}" for vote in ("for", "against", "abstain", "absent")},
    },
    Votes: _CAST,
    Tally: _CAST,
    Source: {
        **dict.fromkeys(("date", "day", "year", "when"), "published"),
        "name": "title",
        "link": "url",
        "address": "url",
        "language": "lang",
        "type": "kind",
        "retrieved": "accessed",
        "read": "accessed",
        "by": "author",
    },
    Country: {**_CITED, "title": "name", "groups": "memberships", "description": "summary"},
    Group: {**_DAYS, **_CITED, "title": "name", "type": "kind", "description": "summary"},
    Leader: {**_DAYS, **_CITED, "title": "office", "role": "office", "position": "office"},
    Membership: {**_DAYS, **_CITED, "id": "group", "name": "group", "role": "status"},
    Tie: {**_DAYS, **_CITED, "name": "title", "partners": "with", "country": "with"},
    Evidence: {"id": "source", "text": "says", "page": "loc", "kind": "stance"},
}
"""For each kind of record the names that are written and what the field is called."""


def slip(record: type[Record], name: str) -> str:
    """An ending for the message that a *record* has no field *name*; empty where none is usual."""
    meant = SLIPS.get(record, {}).get(name.casefold().replace("-", "_"))
    return f"; did you mean “{meant}”?" if meant else ""
