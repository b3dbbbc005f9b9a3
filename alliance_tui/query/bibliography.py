"""The sources of a data set, and how much rests on each."""

from __future__ import annotations

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.provenance import party_of, supporting
from alliance_tui.model.records import Claim, Source
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING, Query


class Weight(Struct, frozen=True):
    """How much rests on a source.

    Attributes:
        claims: how many claims cite it.
        denials: how many of them it denies.
        alone: how many rest on nothing else.
        events: how many events cite it.
    """

    claims: int
    denials: int
    alone: int
    events: int


def weight(dataset: Dataset, source: Source) -> Weight:
    """How much rests on *source*."""
    claims = dataset.claims_by_source.get(source.id, ())
    return Weight(
        len(claims),
        sum(
            any(each.source == source.id and each.stance == "denies" for each in claim.evidence)
            for claim in claims
        ),
        sum({each.source for each in supporting(claim)} == {source.id} for claim in claims),
        len(dataset.events_by_source.get(source.id, ())),
    )


def cited(
    answers: Answers, query: Query, moment: Moment, about: str | None = None
) -> tuple[Source, ...]:
    """The sources that the claims cite for which *query* holds; all for the empty query.

    Args:
        answers: the data set.
        query: what is asked.
        moment: the day and clock.
        about: the support type of the claims; none for all.
    """
    dataset = answers.dataset
    if query == EVERYTHING and about is None:
        return dataset.sources
    claims = dataset.claims if query == EVERYTHING else answers.claims(query, moment)
    sources = {
        each.source
        for claim in claims
        if about is None or claim.type == about
        for each in claim.evidence
    }
    return tuple(source for source in dataset.sources if source.id in sources)


def one_sided(dataset: Dataset) -> tuple[Claim, ...]:
    """The claims that stand only on the word of one side: the subject's or the adversary's."""
    claims = []
    for claim in dataset.claims:
        parties = {
            party_of(each, claim, dataset.source[each.source], dataset.metadata)
            for each in supporting(claim)
        }
        if len(parties) == 1 and parties <= {"beneficiary", "target"}:
            claims.append(claim)
    return tuple(claims)
