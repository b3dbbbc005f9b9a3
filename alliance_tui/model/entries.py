"""What one event records of one country: its roles, its vote, its signature."""

from msgspec import Struct

from alliance_tui.model.records import Event, LaterVote, Participant
from alliance_tui.model.vocabulary import Vote


class Entry(Struct, frozen=True):
    """What one event records of one country.

    Attributes:
        country: id of the country.
        parts: the participant records, one for each role.
        vote: the recorded vote; none where the country stands in no list.
        signed: true if it signed, false if it is recorded as not signing.
        later: the vote that it declared afterwards.
    """

    country: str
    parts: tuple[Participant, ...] = ()
    vote: Vote | None = None
    signed: bool | None = None
    later: LaterVote | None = None

    @property
    def takes_part(self) -> bool:
        """Whether this makes the event the country's own; a recorded absence does not."""
        return bool(self.parts) or self.signed is not None or self.vote not in (None, "absent")


def entries_of(event: Event) -> dict[str, Entry]:
    """The entries of *event* by country, participants first, then signatures and votes."""
    parts: dict[str, tuple[Participant, ...]] = {}
    for part in event.participants:
        parts[part.country] = (*parts.get(part.country, ()), part)
    votes = votes_of(event)
    signed = signatures_of(event)
    later = {row.country: row for row in event.votes.later} if event.votes else {}
    return {
        country: Entry(
            country,
            parts.get(country, ()),
            votes.get(country),
            signed.get(country),
            later.get(country),
        )
        for country in dict.fromkeys((*parts, *signed, *votes, *later))
    }


def votes_of(event: Event) -> dict[str, Vote]:
    """The recorded vote of each country that a list of *event* names."""
    if event.votes is None:
        return {}
    lists = event.votes.lists
    return {country: vote for vote, countries in lists.items() for country in countries}


def signatures_of(event: Event) -> dict[str, bool]:
    """For each country of the outcome, whether it signed."""
    if event.outcome is None:
        return {}
    return dict.fromkeys(event.outcome.signed, True) | dict.fromkeys(
        event.outcome.not_signed, False
    )
