"""The fields of the query language: each is declared once, and everything else reads it here.

A field of countries is something that is derived, or that `of_country` tells; all others are
conditions of SQL on the tables of a store: ``v`` is an event, ``e`` what it records of a
country, ``k`` a claim, and `ROW` in the condition of a date either ``v`` or ``k``. A
condition that is NULL does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct

from alliance_tui.model import vocabulary
from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import FIRST_DAY, LAST_DAY, holds_on, parse_when, when_words
from alliance_tui.model.records import Country
from alliance_tui.model.words import fold
from alliance_tui.query.stance import KINDS, LABELS
from alliance_tui.query.terms import SUBJECT

Scope = Literal["country", "event", "claim", "date"]

ANY = "any"
SELF = "self"
ROW = "{row}"
"""Stands in the condition of a date for the event or claim that has it."""


class Value(Struct, frozen=True):
    """What a term asks of its field.

    Attributes:
        text: the value, as the data set spells it.
        match: what follows ``=`` after it.
        holds: whether it is to be so, or not to be so.
    """

    text: str
    match: str | None = None
    holds: bool = True

    @property
    def no(self) -> str:
        """“not” and a blank where it is not to be so."""
        return "" if self.holds else "not "


class Condition(Struct, frozen=True):
    """A condition of SQL; NULL is false.

    Attributes:
        sql: the condition, with a ``?`` for each value.
        values: the values.
        of_entry: whether it looks at what an event records of one country.
    """

    sql: str
    values: tuple[object, ...] = ()
    of_entry: bool = False


def _nothing(_: Dataset) -> Iterator[str]:
    return iter(())


def _no_labels(_: Dataset) -> Iterator[tuple[str, str]]:
    return iter(())


class Field(Struct, frozen=True, kw_only=True):
    """A field.

    Attributes:
        name: what stands before the colon.
        scope: what it looks at.
        asks: what it asks for, in a few words.
        told: how a sentence tells a value: after “countries that”, “an event”, “a claim”.
        takes: whether it takes one of its values, any text, a single date, or a time, which may
            also be an interval.
        values: its values on a data set, of a field that takes one of them.
        spelled: the values that a text may be, where going through all would take too long.
        matches: the words that may follow ``=``.
        labels: what the values are called, each as a value and its name.
        aliases: other names of the values, in the same way.
        means: the condition that a value stands for.
        of_country: the values that a country has on a day, whatever the claims say.
        counted: whether completion tells how many countries have a value.
        facet: the title under which its values are counted, for `of_country` or `grouped`.
        rank: its place among the facets; those that share one stand as they are declared.
        shown: what a value is called there.
        several: whether an event, a claim or a country may have several of its values.
        grouped: a SELECT of the values that each event or claim has, as ``value`` and ``position``.
    """

    name: str
    scope: Scope
    asks: str
    told: Callable[[Value, Dataset], str]
    takes: Literal["value", "text", "date", "time"] = "value"
    values: Callable[[Dataset], Iterable[str]] = _nothing
    spelled: Callable[[str, Dataset], Iterable[str]] | None = None
    matches: tuple[str, ...] = ()
    labels: Callable[[Dataset], Iterable[tuple[str, str]]] = _no_labels
    aliases: Callable[[Dataset], Iterable[tuple[str, str]]] = _no_labels
    means: Callable[[Value], Condition] | None = None
    of_country: Callable[[Dataset, Country, int], Iterable[str]] | None = None
    counted: bool = False
    facet: str | None = None
    rank: int = 9
    shown: Callable[[str, Dataset], str] = lambda value, _: value
    several: bool = False
    grouped: str | None = None


def _worded(value: str, _: Dataset) -> str:
    return value.replace("-", " ")


def _side(value: str, data: Dataset) -> str:
    """Who a party is: by name where that is the same for all claims."""
    metadata = data.metadata
    states = {"beneficiary": metadata.subject, "target": metadata.adversary}
    state = states.get(value)
    if state:
        country = data.country.get(state)
        return state if country is None else country.name
    named = {"actor": "the country itself", "third": "third states", "independent": "no state"}
    return named.get(value, value)


# Values, and what they are called ---------------------------------------------------------------


def _words(literal: object, *more: str) -> Callable[[Dataset], Iterable[str]]:
    words = (*more, *get_args(literal))
    return lambda _: words


def _countries(data: Dataset) -> Iterator[tuple[str, str]]:
    return ((each.id, each.name) for each in data.countries)


def _other_names(data: Dataset) -> Iterator[tuple[str, str]]:
    return ((each.id, alias) for each in data.countries for alias in each.aliases)


def _signers(data: Dataset) -> Iterator[tuple[str, str]]:
    return iter(((ANY, "somebody"), (SELF, "the country itself"), *_countries(data)))


def _who(value: str, data: Dataset) -> str:
    return {ANY: "somebody", SELF: "they"}.get(value) or data.country[value].name


def _title(event_id: str, data: Dataset) -> str:
    event = data.events.get(event_id)
    return event_id if event is None else event.title


def _roll_calls_spelled(value: str, data: Dataset) -> Iterator[str]:
    if fold(value) == ANY:
        yield ANY
    calls = frozenset(data.roll_calls)
    yield from (each for each in data.events.spelled(value) if data.events.position[each] in calls)


def _group_name(group: str, data: Dataset) -> str:
    return data.group[group].name if data.group[group].analytic else group


# Countries --------------------------------------------------------------------------------------


def _stance(kind: str, asks: str) -> Field:
    def told(value: Value, data: Dataset) -> str:
        on = "any kind of support" if value.text == ANY else data.support_types[value.text].label
        have = "have" if value.holds else "do not have"
        return f"{have} the stance “{LABELS[kind]}” on {on}"

    return Field(
        name=kind,
        scope="country",
        asks=asks,
        told=told,
        values=lambda data: (ANY, *(each.id for each in data.scored_types)),
        labels=lambda data: (
            (ANY, "any kind of support"),
            *((each.id, each.label) for each in data.scored_types),
        ),
        counted=True,
    )


def _told_posture(value: Value, data: Dataset) -> str:
    label = "Subject" if value.text == SUBJECT else data.postures[value.text].label
    return f"{'have' if value.holds else 'do not have'} the posture “{label}”"


def _told_group(value: Value, data: Dataset) -> str:
    name = _group_name(value.text, data)
    if value.match:
        return f"are {value.no}{value.match} of {name}"
    return f"{'' if value.holds else 'do not '}belong to {name}"


def _told_country(value: Value, data: Dataset) -> str:
    name = "in the data set" if value.text == ANY else data.country[value.text].name
    return f"are {value.no}{name}"


def _groups_on(data: Dataset, country: Country, day: int) -> Iterator[str]:
    for membership in country.memberships:
        if holds_on(membership.when, day, data.as_of):
            yield f"{membership.group}={membership.status}"
        if membership.belongs_on(day, data.as_of):
            yield membership.group
    for group in data.listed_in.get(country.id, ()):
        yield from (group, f"{group}=member")


_COUNTRIES = (
    _stance("supports", "supports, on this kind of support"),
    _stance("withholds", "withholds"),
    _stance("opposes", "opposes"),
    _stance("mixed", "supports and withholds or opposes at once"),
    _stance("disputed", "only alleged or disputed claims"),
    _stance("none", "looked for, none found"),
    _stance("earlier", "not now, but before"),
    _stance("context", "context only"),
    _stance("unassessed", "not assessed"),
    Field(
        name="posture",
        scope="country",
        asks="has this posture",
        told=_told_posture,
        values=lambda data: (SUBJECT, *data.postures),
        labels=lambda data: ((each.id, each.label) for each in data.metadata.postures),
        counted=True,
    ),
    Field(
        name="group",
        scope="country",
        asks="belongs to this group",
        told=_told_group,
        values=lambda data: data.group,
        matches=get_args(vocabulary.MembershipStatus),
        labels=lambda data: ((each.id, each.name) for each in data.groups),
        aliases=lambda data: ((each.id, alias) for each in data.groups for alias in each.aliases),
        of_country=_groups_on,
        counted=True,
        facet="Group",
        several=True,
        shown=_group_name,
    ),
    Field(
        name="region",
        scope="country",
        asks="lies in this region",
        told=lambda value, _: f"{'' if value.holds else 'do not '}lie in {value.text}",
        values=lambda data: sorted({each.region for each in data.countries if each.region}),
        of_country=lambda _, country, day: () if country.region is None else (country.region,),
        counted=True,
        facet="Region",
    ),
    Field(
        name="country",
        scope="country",
        asks="is this country; any for all",
        told=_told_country,
        values=lambda data: (ANY, *data.country),
        labels=lambda data: ((ANY, "every country"), *_countries(data)),
        aliases=_other_names,
        of_country=lambda _, country, day: (ANY, country.id),
    ),
)


# Events -----------------------------------------------------------------------------------------

_POSITION = "(SELECT position FROM event WHERE id = ?)"


def _vote(value: Value) -> Condition:
    values: tuple[object, ...] = ()
    if value.match is None:
        sql = "e.vote IN ('for', 'against', 'abstain')"
    else:
        sql, values = "e.vote = ?", (value.match,)
    if value.text == ANY:
        return Condition(sql, values, of_entry=True)
    return Condition(f"e.event = {_POSITION} AND {sql}", (value.text, *values), of_entry=True)


def _told_vote(value: Value, data: Dataset) -> str:
    how = {"for": "for", "against": "against", "abstain": "in abstention", "absent": "not at all"}
    voted = f"{value.no}at which they voted" + (f" {how[value.match]}" if value.match else "")
    return voted if value.text == ANY else f"{voted} on “{_title(value.text, data)}”"


def _signature(value: Value, *, signed: bool) -> Condition:
    if value.text == SELF:
        return Condition("e.signed = ?", (signed,), of_entry=True)
    found = "v.position IN (SELECT s.event FROM entry s WHERE s.signed = ?"
    if value.text == ANY:
        return Condition(f"{found})", (signed,))
    by = "s.country = (SELECT position FROM country WHERE id = ?)"
    return Condition(f"{found} AND {by})", (signed, value.text))


_EVENTS = (
    Field(
        name="kind",
        scope="event",
        asks="events of this kind",
        told=lambda value, _: f"{value.no}of kind {value.text}",
        values=_words(vocabulary.EventKind),
        means=lambda value: Condition("v.kind = ?", (value.text,)),
        facet="Kind of event",
        shown=_worded,
        grouped="SELECT kind AS value, position FROM event",
    ),
    Field(
        name="role",
        scope="event",
        asks="takes part in this role",
        told=lambda value, _: f"{value.no}as {value.text}",
        values=_words(vocabulary.Role),
        means=lambda value: Condition(
            "e.roles <> '' AND instr(e.roles, ?) > 0",
            (f" {value.text} ",),
            of_entry=True,
        ),
    ),
    Field(
        name="place",
        scope="event",
        asks="took place there",
        told=lambda value, _: f"{value.no}in a place named “{value.text}”",
        takes="text",
        means=lambda value: Condition("instr(v.place, ?) > 0", (fold(value.text),)),
    ),
    Field(
        name="event",
        scope="event",
        asks="this event",
        told=lambda value, data: f"{value.no}that is “{_title(value.text, data)}”",
        values=lambda data: data.events.ids,
        spelled=lambda value, data: data.events.spelled(value),
        means=lambda value: Condition("v.id = ?", (value.text,)),
    ),
    Field(
        name="vote",
        scope="event",
        asks="voted so, as in vote:any=against",
        told=_told_vote,
        values=lambda data: (ANY, *(data.events.ids[each] for each in data.roll_calls)),
        spelled=_roll_calls_spelled,
        matches=get_args(vocabulary.Vote),
        means=_vote,
    ),
    Field(
        name="signed",
        scope="event",
        asks="signed by: a country, any or self",
        told=lambda value, data: f"{value.no}that {_who(value.text, data)} signed",
        values=lambda data: (ANY, SELF, *data.country),
        labels=_signers,
        aliases=_other_names,
        means=lambda value: _signature(value, signed=True),
    ),
    Field(
        name="not-signed",
        scope="event",
        asks="refused by: a country, any or self",
        told=lambda value, data: f"{value.no}that {_who(value.text, data)} did not sign",
        values=lambda data: (ANY, SELF, *data.country),
        labels=_signers,
        aliases=_other_names,
        means=lambda value: _signature(value, signed=False),
    ),
)


# Claims -----------------------------------------------------------------------------------------

_CITED = "EXISTS (SELECT 1 FROM cited c WHERE c.claim = k.position AND"
_SUPPORTERS = (
    "(SELECT group_concat(DISTINCT c.party) FROM cited c "
    "WHERE c.claim = k.position AND c.stance = 'supports')"
)


_ALONE = (
    "SELECT min(party) AS value, claim AS position FROM cited WHERE stance = 'supports' "
    "GROUP BY claim HAVING count(DISTINCT party) = 1 AND min(party) <> 'independent'"
)


def _is(column: str) -> Callable[[Value], Condition]:
    return lambda value: Condition(f"k.{column} = ?", (value.text,))


def _cites(column: str) -> Callable[[Value], Condition]:
    return lambda value: Condition(f"{_CITED} c.{column} = ?)", (value.text,))


def _denied(value: Value) -> Condition:
    if value.text == ANY:
        return Condition(f"{_CITED} c.stance = 'denies')")
    return Condition(f"{_CITED} c.stance = 'denies' AND c.party = ?)", (value.text,))


def _alone(value: Value) -> Condition:
    if value.text == ANY:
        return Condition(f"{_SUPPORTERS} IN ('actor', 'beneficiary', 'target', 'third')")
    return Condition(f"{_SUPPORTERS} = ?", (value.text,))


def _known(value: Value) -> Condition:
    when = parse_when(value.text, before_records=True)
    days = when.first_start, when.last_end
    return Condition("k.known BETWEEN ? AND ?", days)


def _told_known(value: Value, _: Dataset) -> str:
    words = when_words(value.text)
    if "/" not in value.text:
        words = f"in {words}" if value.text.count("-") < 2 else f"on {words}"
    return f"{value.no}that became known {words}"


def _told_denied(value: Value, _: Dataset) -> str:
    who = "somebody" if value.text == ANY else f"the {value.text}"
    return f"{value.no}that {who} denies"


def _told_alone(value: Value, _: Dataset) -> str:
    who = "one side" if value.text == ANY else f"the {value.text}"
    return f"{value.no}that {who} alone supports"


def _claims_by(column: str) -> str:
    return f"SELECT {column} AS value, position FROM claim"


_CLAIMS = (
    Field(
        name="type",
        scope="claim",
        asks="claims of this kind of support",
        told=lambda value, data: f"{value.no}on {data.support_types[value.text].label}",
        values=lambda data: data.support_types,
        labels=lambda data: ((each.id, each.label) for each in data.metadata.support_types),
        means=_is("type"),
        facet="Kind of support",
        shown=lambda value, data: data.support_types[value].label,
        grouped=_claims_by("type"),
    ),
    Field(
        name="direction",
        scope="claim",
        asks="claims in this direction",
        told=lambda value, _: f"{value.no}with the direction {value.text}",
        values=_words(vocabulary.Direction),
        means=_is("direction"),
        facet="Direction",
        shown=_worded,
        grouped=_claims_by("direction"),
    ),
    Field(
        name="status",
        scope="claim",
        asks="claims that stand so",
        told=lambda value, _: f"{value.no}that is {value.text}",
        values=_words(vocabulary.Status),
        means=_is("status"),
        facet="Status",
        rank=3,
        shown=_worded,
        grouped=_claims_by("status"),
    ),
    Field(
        name="confidence",
        scope="claim",
        asks="claims as sure as this",
        told=lambda value, _: f"{value.no}with {value.text} confidence",
        values=_words(vocabulary.Confidence),
        means=_is("confidence"),
        facet="Confidence",
        rank=4,
        shown=_worded,
        grouped=_claims_by("confidence"),
    ),
    Field(
        name="stage",
        scope="claim",
        asks="claims that went so far",
        told=lambda value, _: f"{value.no}of something {value.text}",
        values=_words(vocabulary.Stage),
        means=_is("stage"),
    ),
    Field(
        name="agent",
        scope="claim",
        asks="claims in which such an agent acted",
        told=lambda value, _: f"{value.no}with the agent {value.text}",
        values=_words(vocabulary.Agent),
        means=_is("agent"),
    ),
    Field(
        name="object",
        scope="claim",
        asks="claims about this",
        told=lambda value, _: f"{value.no}about “{value.text}”",
        takes="text",
        means=lambda value: Condition("instr(k.object, ?) > 0", (fold(value.text),)),
    ),
    Field(
        name="source",
        scope="claim",
        asks="claims that cite this source",
        told=lambda value, _: f"{value.no}that cites {value.text}",
        values=lambda data: data.source,
        means=_cites("source"),
    ),
    Field(
        name="source-kind",
        scope="claim",
        asks="claims that cite such a source",
        told=lambda value, _: f"{value.no}that cites a source of kind {value.text}",
        values=_words(vocabulary.SourceKind),
        means=_cites("kind"),
        facet="Kind of source",
        shown=_worded,
        several=True,
        grouped="SELECT DISTINCT kind AS value, claim AS position FROM cited",
    ),
    Field(
        name="publisher",
        scope="claim",
        asks="claims that cite this publisher",
        told=lambda value, _: f"{value.no}that cites {value.text}",
        takes="text",
        means=lambda value: Condition(f"{_CITED} instr(c.publisher, ?) > 0)", (fold(value.text),)),
    ),
    Field(
        name="party",
        scope="claim",
        asks="claims supported by a source that speaks for this side",
        told=lambda value, _: f"{value.no}that the {value.text} supports",
        values=_words(vocabulary.Party),
        means=lambda value: Condition(
            f"{_CITED} c.stance = 'supports' AND c.party = ?)", (value.text,)
        ),
    ),
    Field(
        name="denied",
        scope="claim",
        asks="claims denied by this side, or by any",
        told=_told_denied,
        values=_words(vocabulary.Party, ANY),
        means=_denied,
        facet="Denied by",
        rank=2,
        shown=lambda value, data: "anybody" if value == ANY else _side(value, data),
        several=True,
        grouped="SELECT party AS value, claim AS position FROM cited WHERE stance = 'denies' "
        f"UNION SELECT '{ANY}', claim FROM cited WHERE stance = 'denies'",
    ),
    Field(
        name="alone",
        scope="claim",
        asks="claims that the word of this side alone supports, or of any one",
        told=_told_alone,
        values=_words(vocabulary.Party, ANY),
        means=_alone,
        facet="On whose word alone",
        rank=1,
        shown=lambda value, data: "any one side's" if value == ANY else _side(value, data),
        grouped=f"SELECT value, position FROM ({_ALONE}) "
        f"UNION ALL SELECT '{ANY}', position FROM ({_ALONE})",
    ),
    Field(
        name="known",
        scope="claim",
        asks="claims that became known in this time",
        told=_told_known,
        takes="time",
        means=_known,
    ),
)


# Dates: of an event or of a claim ---------------------------------------------------------------


def _date(name: str, asks: str, told: str, takes: Literal["date", "time"] = "date") -> Field:
    def means(value: Value) -> Condition:
        when = parse_when(value.text, before_records=True)
        first, last = when.first_start, when.last_end
        if name == "after":
            last = LAST_DAY
        elif name == "before":
            first, last = FIRST_DAY, when.first_start - 1
        return Condition(f"{ROW}.starts <= ? AND {ROW}.lasts >= ?", (last, first))

    return Field(
        name=name,
        scope="date",
        asks=asks,
        told=lambda value, _: value.no + told.format(when_words(value.text)),
        takes=takes,
        means=means,
    )


_DATES = (
    _date("on", "on this day", "on {}"),
    _date("after", "on this day or later", "from {} on"),
    _date("before", "before this day", "before {}"),
    _date("during", "at any time of this", "during {}", takes="time"),
)

# What claims rest on has the first ranks among the facets: nothing else tells it at once.
FIELDS: dict[str, Field] = {each.name: each for each in (*_COUNTRIES, *_EVENTS, *_CLAIMS, *_DATES)}
"""Every field by its name, in the order in which they are listed."""

STANCE_FIELDS: frozenset[str] = frozenset(KINDS)
"""The fields that ask where a country stands, each called as the stance."""
