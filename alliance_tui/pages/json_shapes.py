"""The shapes of what the commands print as JSON, and their JSON Schema (draft 7).

An answer is called by its command; where an option gives another answer, by both, as in
``list-long``. Records of the data set stand in them as in its files, without the fields that
have their default; their definitions come with the data format.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta
from msgspec.json import schema_components

from alliance_tui.model.vocabulary import MembershipStatus, Vote
from alliance_tui.pages.long_form import CLAIM_COLUMNS, PART_COLUMNS
from alliance_tui.pages.sheet import Column
from alliance_tui.query.bibliography import Weight
from alliance_tui.query.differences import Difference
from alliance_tui.query.ordering import GROUPINGS
from alliance_tui.query.stance import MAY_BE_OTHER, MAY_HAVE_ENDED, Clock, StanceKind

_RECORDS = ("Country", "Group", "Source", "Claim", "Event", "Tie", "Correction")


def _as(schema: dict[str, Any]) -> Meta:
    return Meta(extra_json_schema=schema)


def _columns(columns: Sequence[Column]) -> Meta:
    """Rows with every column, each a text, a number or nothing."""
    value = {"type": ["string", "integer", "null"]}
    names = [column.name for column in columns]
    row = {"type": "object", "properties": dict.fromkeys(names, value), "required": names}
    return _as({"type": "array", "items": {**row, "additionalProperties": False}})


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$", extra_json_schema={"format": "date"})]
Whole = Annotated[int, Meta(ge=0)]
Doubt = list[Annotated[str, _as({"enum": [MAY_HAVE_ENDED, MAY_BE_OTHER]})]]
Grouping = Annotated[str, _as({"enum": [each for each in GROUPINGS if each != "auto"]})]


class DataSetCited(TypedDict):
    """Which data set it is."""

    id: str
    version: str
    as_of: str
    license: str | None


class Moment(TypedDict):
    """What every answer on a data set begins with."""

    dataset: DataSetCited
    as_of: Day
    clock: Clock


class Head(Moment):
    """The same, with the query."""

    query: str


class PostureTold(TypedDict):
    """The posture of a country."""

    id: str
    label: str
    certain: bool
    doubt: Doubt


class StanceTold(TypedDict):
    """The stance of a country on a kind of support: since when, or what it was until when."""

    stance: StanceKind
    certain: bool
    doubt: Doubt
    since: NotRequired[Day]
    last: NotRequired[Day]
    was: NotRequired[StanceKind]


class Standing(TypedDict):
    """Where a country stands; stances by kinds of support, groups with its part in them."""

    id: str
    name: str
    region: str | None
    groups: dict[str, MembershipStatus]
    posture: PostureTold
    stances: dict[str, StanceTold]
    claims: Whole


class StandingInSection(Standing):
    """The same in a table that may have sections."""

    section: str | None


class Countries(Head):
    """Countries with their stances and postures."""

    countries: list[Standing]


class ClaimRows(Head):
    """A row for each claim."""

    rows: Annotated[Any, _columns(CLAIM_COLUMNS)]


class TypeTold(TypedDict):
    """A kind of support, and what counts."""

    id: str
    label: str
    counts: str | None


class MatrixTold(TypedDict):
    """Countries by kinds of support, and how many stand where."""

    types: list[TypeTold]
    countries: list[StandingInSection]
    totals: dict[str, dict[str, Whole]]


class Matrix(Head, MatrixTold):
    """The same in its order."""

    sort: str
    group: Grouping


class RollCallTold(TypedDict):
    """A roll call."""

    id: str
    title: str
    when: str
    tally: Annotated[Any, _as({"anyOf": [_ref("Tally"), {"type": "null"}]})]
    later: bool


class VotesTold(TypedDict):
    """How a country voted, by ids of roll calls, and how often alike."""

    id: str
    name: str
    alike: Whole
    both: Whole
    votes: dict[str, Vote]
    declared_later: dict[str, Vote]


class VotesInSection(VotesTold):
    """The same in a table that may have sections."""

    section: str | None


class RollCallsTold(TypedDict):
    """Countries by roll calls, and how often each voted like one of them."""

    like: str
    roll_calls: list[RollCallTold]
    countries: list[VotesInSection]


class RollCalls(Head, RollCallsTold):
    """The same in its order."""

    sort: str
    group: Grouping


class Dated(TypedDict):
    """An event or a claim as the files hold it, and which of the two it is."""

    record: Literal["event", "claim"]
    id: str
    when: str


class Timeline(Head):
    """Events and claims by date."""

    country: str | None
    timeline: list[Dated]


class PartRows(Head):
    """A row for each role in which a country took part."""

    country: str | None
    rows: Annotated[Any, _columns(PART_COLUMNS)]


class FieldTold(TypedDict):
    """A field of queries."""

    field: str
    looks_at: str
    asks: str
    values: str


class Fields(Head):
    """The fields of queries."""

    fields: list[FieldTold]


class Said(Head):
    """A query in words, and for how many records it holds."""

    sentence: str
    countries: Whole
    events: Whole
    claims: Whole


class Turn(TypedDict):
    """What was before and after."""

    before: str
    before_doubt: Doubt
    after: str
    after_doubt: Doubt


class CauseTold(TypedDict):
    """A claim that changed a stance."""

    id: str
    change: Literal["counts now", "counts no longer", "lapsed"]
    because: str


class StanceTurn(TypedDict):
    """A stance before and after, and because of which claims."""

    type: str
    before: StanceKind
    before_doubt: Doubt
    after: StanceKind
    after_doubt: Doubt
    claims: list[CauseTold]


class ChangeTold(TypedDict):
    """What changed of a country."""

    country: str
    posture: Turn
    stances: list[StanceTurn]


class ChangesTold(TypedDict):
    """What changed since a day."""

    since: Day
    changes: list[ChangeTold]


class Changes(Head, ChangesTold):
    """The same, for countries of a query."""


class DataSetVersion(TypedDict):
    """A version of a data set."""

    id: str
    version: str


class Differences(TypedDict):
    """What differs between two data sets."""

    before: DataSetVersion
    after: DataSetVersion
    differences: list[Difference]


class RecordTold(Moment):
    """A record as the files hold it, and what follows from the data set."""

    record: Annotated[str, _as({"enum": [name.lower() for name in _RECORDS]})]
    written_for: Day
    item: Annotated[Any, _as({"anyOf": [_ref(name) for name in _RECORDS]})]
    derived: dict[str, Any]


class SourceTold(TypedDict):
    """A source as the files hold it, and how much rests on it."""

    id: str
    publisher: str
    title: str
    kind: str
    rests_on_it: Weight


class Sources(Head):
    """Sources and what rests on them."""

    sources: list[SourceTold]


class DataSetTold(TypedDict):
    """What a data set tells of itself."""

    id: str
    title: str
    question: NotRequired[str]
    description: NotRequired[str]
    version: str
    format: Whole
    license: NotRequired[str]
    as_of: str
    first_day: str
    subject: str
    adversary: NotRequired[str]
    path: str


class RecordCounts(TypedDict):
    """How many records there are."""

    countries: Whole
    claims: Whole
    events: Whole
    sources: Whole
    groups: Whole
    ties: Whole
    corrections: Whole


class OneSided(TypedDict):
    """How many claims rest on the word of one side."""

    one_sided: Whole


class ProblemCounts(TypedDict):
    """How many problems there are."""

    errors: Whole
    warnings: Whole
    left_out: Whole


class Info(TypedDict):
    """What a data set is, counted."""

    dataset: DataSetTold
    records: RecordCounts
    claims_by_type: dict[str, Whole]
    claims_by_status: dict[str, Whole]
    claims_one_sided: OneSided
    sources_by_kind: dict[str, Whole]
    sources_by_voice: dict[str, Whole]
    sources_by_language: dict[str, Whole]
    problems: ProblemCounts


class ProblemTold(TypedDict):
    """A problem: in a file by line and column, in a database by table and row."""

    code: Annotated[str, Meta(pattern=r"^[EW]\d{3}$")]
    severity: Literal["error", "warning"]
    means: str
    message: str
    file: str
    line: Whole | None
    column: Whole | None
    table: str | None
    row: str | None
    record: str | None
    waived: str | None
    left_out: str | None
    follows: bool


ANSWERS: dict[str, Any] = {
    "list": Countries,
    "list-long": ClaimRows,
    "matrix": Matrix,
    "votes": RollCalls,
    "timeline": Timeline,
    "timeline-long": PartRows,
    "query-fields": Fields,
    "query": Said,
    "diff-days": Changes,
    "diff-data-sets": Differences,
    "show": RecordTold,
    "sources": Sources,
    "info": Info,
    "check": list[ProblemTold],
}
"""The answers."""


_OPEN = ("Dated", "SourceTold")
"""What has the fields of a record too."""


def definitions() -> dict[str, Any]:
    """A definition for each answer, and for what stands in them."""
    template = "#/definitions/{name}"
    shapes, parts = schema_components(ANSWERS.values(), ref_template=template)
    for name, part in parts.items():
        part["additionalProperties"] = name in _OPEN
    return {**dict(zip(ANSWERS, shapes, strict=True)), **parts}
