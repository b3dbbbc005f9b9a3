"""A query as alternatives: `not` moved inward to single terms, `or` outward."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod

from msgspec import Struct

from alliance_tui.query.language import leaves
from alliance_tui.query.terms import And, Never, Not, Or, Query, QueryError, Term, Word

MOST = 256
"""How many alternatives a query may have: each is a question to the store."""

MOST_TERMS = 1_000
"""How many words and terms it may have; SQLite bounds how long a question may be."""


class Wanted(Struct, frozen=True):
    """A single term, and whether it is to hold or not to hold."""

    term: Word | Term | Never
    holds: bool


class CountryTerms(Struct, frozen=True):
    """The country terms of an alternative, as the keys of facts.

    Attributes:
        facts: the facts that have to hold.
        absent: the facts that must not hold.
        postures: ids of postures, each with whether it has to be the country's.
        nevers: queries, each with whether it must hold for no row of the country.
    """

    facts: frozenset[str]
    absent: frozenset[str]
    postures: tuple[tuple[str, bool], ...]
    nevers: tuple[tuple[Query, bool], ...]

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.facts or self.absent or self.postures or self.nevers)


class Alternative(Struct, frozen=True):
    """Terms that are to be judged together.

    The date terms stand with the event terms, with the claim terms or with both, whichever
    there are; in `dates` where there are neither.
    """

    words: tuple[Wanted, ...]
    country: CountryTerms
    event: tuple[Wanted, ...]
    claim: tuple[Wanted, ...]
    dates: tuple[Wanted, ...]

    @property
    def finds_entry(self) -> bool:
        """Whether an event term asks for something, and not only for its absence."""
        return any(each.holds for each in self.event)

    @property
    def finds_claim(self) -> bool:
        """Whether a claim term asks for something, and not only for its absence."""
        return any(each.holds for each in self.claim)


def alternatives(query: Query) -> tuple[Alternative, ...]:
    """The alternatives of *query*, whose number `check_alternatives` has found to be few."""
    return tuple(_alternative(terms) for terms in _spread(query, holds=True))


def check_alternatives(query: Query) -> None:
    """Make sure that `alternatives` can be found for *query* and what it holds.

    Raises:
        QueryError: there are more than `MOST`, or more than `MOST_TERMS` words and terms.
    """
    too_many = ""
    if _count(query, holds=True) > MOST:
        too_many = "alternatives"
    elif sum(1 for _ in leaves(query)) > MOST_TERMS:
        too_many = "words"
    if too_many:
        places = [(leaf.start, leaf.end) for leaf in leaves(query)]
        raise QueryError(f"too many {too_many}; ask in two queries", places[0][0], places[-1][1])


def _count(query: Query, *, holds: bool) -> int:
    """How many alternatives *query* has, or its opposite."""
    match query:
        case Word() | Term():
            return 1
        case Never():
            check_alternatives(query.item)
            return 1
        case Not():
            return _count(query.item, holds=not holds)
        case And() | Or():
            counts = [_count(item, holds=holds) for item in query.items]
            return prod(counts) if isinstance(query, And) == holds else sum(counts)


def _spread(query: Query, *, holds: bool) -> list[tuple[Wanted, ...]]:
    match query:
        case Word() | Term() | Never():
            return [(Wanted(query, holds),)]
        case Not():
            return _spread(query.item, holds=not holds)
        case And() | Or():
            parts = [_spread(item, holds=holds) for item in query.items]
            if isinstance(query, And) != holds:
                return [terms for part in parts for terms in part]
            return [tuple(t for part in chosen for t in part) for chosen in product(*parts)]


def _alternative(terms: Iterable[Wanted]) -> Alternative:
    scopes: dict[str, list[Wanted]] = {
        scope: [] for scope in ("word", "never", "country", "event", "claim", "date")
    }
    for wanted in terms:
        match wanted.term:
            case Word():
                scopes["word"].append(wanted)
            case Never():
                scopes["never"].append(wanted)
            case Term():
                scopes[wanted.term.scope].append(wanted)
    dates = tuple(scopes["date"])
    event, claim = tuple(scopes["event"]), tuple(scopes["claim"])
    return Alternative(
        tuple(scopes["word"]),
        _country_terms(scopes["country"], scopes["never"]),
        event + dates if event else (),
        claim + dates if claim else (),
        () if event or claim else dates,
    )


def _country_terms(terms: list[Wanted], nevers: list[Wanted]) -> CountryTerms:
    keys = [(each.term, each.holds) for each in terms if isinstance(each.term, Term)]
    return CountryTerms(
        frozenset(term.key for term, holds in keys if holds and term.field != "posture"),
        frozenset(term.key for term, holds in keys if not holds and term.field != "posture"),
        tuple((term.value, holds) for term, holds in keys if term.field == "posture"),
        tuple((each.term.item, each.holds) for each in nevers if isinstance(each.term, Never)),
    )
