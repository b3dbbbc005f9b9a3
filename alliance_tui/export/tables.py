"""The data set as tidy tables: the one relational form that CSV, SQLite and their schema share.

Tables and columns are called as in the format, but where SQL wants quotes around a name
(`model.columns`). A date keeps its text; a `when` has its bounds beside it, empty where an
interval is still open. What follows from the records, such as who stood where from when to when,
has tables of its own. Text is kept as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from alliance_tui.export import table_rows
from alliance_tui.export.rows import Column, columns_of
from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Era,
    Event,
    Group,
    LaterVote,
    Leader,
    Membership,
    Participant,
    PostureRule,
    Source,
    SupportType,
    Tally,
    Tie,
    Verbs,
)
from alliance_tui.model.table_columns import EVIDENCE_OWNERS


class Table(NamedTuple):
    """A table.

    Attributes:
        name: its name.
        about: what a row of it is.
        columns: its columns.
        key: the columns that tell its rows apart.
        rows: makes its rows, in a fixed order.
        prose: the columns in which words are looked for.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: table_rows.Rows
    prose: tuple[str, ...] = ()


_NUMBER = Column("id", "integer", about="number of the row.")
_COUNTRY = Column("country", references="countries", about="id of the country.")
_EVENT = Column("event", references="events", about="id of the event.")
_GROUP = Column("group_id", references="groups", about="id of the group.")


TABLES: tuple[Table, ...] = (
    Table(
        "metadata",
        "What the data set says of itself, and for which day and by which clock it is shown.",
        (Column("key"), Column("value")),
        ("key",),
        table_rows.metadata,
    ),
    Table(
        "vocabulary",
        "A word that the format fixes, and what it means.",
        (Column("vocabulary"), Column("word"), Column("meaning")),
        ("vocabulary", "word"),
        table_rows.vocabulary,
    ),
    Table(
        "support_types",
        "A kind of support, with the threshold that a claim has to pass.",
        (
            *columns_of(SupportType),
            *(each._replace(name=f"says_{each.name}") for each in columns_of(Verbs)),
        ),
        ("id",),
        table_rows.support_types,
    ),
    Table(
        "postures",
        "A label for a country; the first rule whose query holds gives it.",
        columns_of(PostureRule),
        ("id",),
        table_rows.rows_of(table_rows.postures),
    ),
    Table(
        "eras",
        "A named stretch of time.",
        columns_of(Era),
        ("id",),
        table_rows.rows_of(lambda data: data.metadata.eras),
    ),
    Table(
        "countries",
        "A country.",
        columns_of(Country),
        ("id",),
        table_rows.rows_of(lambda data: data.countries),
        ("name", "aliases", "summary"),
    ),
    Table(
        "groups",
        "An organisation, or an analytic set with a written rule.",
        columns_of(Group),
        ("id",),
        table_rows.rows_of(lambda data: data.groups),
    ),
    Table(
        "group_members",
        "A country that an analytic set lists.",
        (_GROUP, _COUNTRY),
        ("group_id", "country"),
        table_rows.links_of(lambda data: data.groups, "members"),
    ),
    Table(
        "sources",
        "Something published that says something.",
        columns_of(Source, {"speaks_for": "countries"}),
        ("id",),
        table_rows.rows_of(lambda data: data.sources),
        ("title", "publisher", "author"),
    ),
    Table(
        "source_based_on",
        "A source that reprints or rewrites another.",
        (Column("source", references="sources"), Column("based_on", references="sources")),
        ("source", "based_on"),
        table_rows.links_of(lambda data: data.sources, "based_on"),
    ),
    Table(
        "leaders",
        "Somebody who leads a country.",
        (_NUMBER, _COUNTRY, *columns_of(Leader)),
        ("id",),
        table_rows.parts_of(table_rows.leaders),
    ),
    Table(
        "memberships",
        "A country's place in a group.",
        (_NUMBER, _COUNTRY, *columns_of(Membership, {"group_id": "groups"})),
        ("id",),
        table_rows.parts_of(table_rows.memberships),
    ),
    Table(
        "ties",
        "A formal obligation of a country.",
        (_COUNTRY, *columns_of(Tie)),
        ("id",),
        table_rows.ties,
    ),
    Table(
        "tie_partners",
        "A country to which a tie obliges.",
        (Column("tie", references="ties"), Column("partner", references="countries")),
        ("tie", "partner"),
        table_rows.links_of(lambda data: data.tie.values(), "partners"),
    ),
    Table(
        "events",
        "Something that happened at a time.",
        (
            *columns_of(Event),
            Column("outcome"),
            Column("votes_whole", "boolean"),
            *(each._replace(name=f"tally_{each.name}") for each in columns_of(Tally)),
        ),
        ("id",),
        table_rows.events,
        ("title", "short", "place", "summary", "outcome", "note"),
    ),
    Table(
        "event_groups",
        "A group to which an event belongs.",
        (_EVENT, _GROUP),
        ("event", "group_id"),
        table_rows.links_of(lambda data: data.events, "groups"),
    ),
    Table(
        "participants",
        "What a country did at an event, once for each of its roles.",
        (_NUMBER, _EVENT, *columns_of(Participant, {"country": "countries"})),
        ("id",),
        table_rows.parts_of(table_rows.participants),
        ("who", "did"),
    ),
    Table(
        "signatures",
        "Whether a country signed what came of an event.",
        (_EVENT, _COUNTRY, Column("signed", "boolean")),
        ("event", "country"),
        table_rows.signatures,
    ),
    Table(
        "votes",
        "How a country voted; a country in no row is not recorded.",
        (_EVENT, _COUNTRY, Column("vote")),
        ("event", "country"),
        table_rows.votes,
    ),
    Table(
        "later_votes",
        "A vote that a country later said it had meant; shown, never counted.",
        (_NUMBER, _EVENT, *columns_of(LaterVote, {"country": "countries", "source": "sources"})),
        ("id",),
        table_rows.parts_of(table_rows.later_votes),
    ),
    Table(
        "claims",
        "One country, one kind of support, one direction, one sentence, one time.",
        (
            *columns_of(Claim, {"country": "countries", "type": "support_types"}),
            Column("known_since", "date", about="the day from which it could be known."),
        ),
        ("id",),
        table_rows.claims,
        ("statement", "object", "note"),
    ),
    Table(
        "claim_ends",
        "A claim that brings another to an end.",
        (Column("claim", references="claims"), Column("ends", references="claims")),
        ("claim", "ends"),
        table_rows.links_of(lambda data: data.claims, "ends"),
    ),
    Table(
        "claim_events",
        "An event on which a claim rests or to which it belongs.",
        (Column("claim", references="claims"), _EVENT),
        ("claim", "event"),
        table_rows.links_of(lambda data: data.claims, "events"),
    ),
    Table(
        "evidence",
        "What one source says of a claim, an event or a part of a profile.",
        (
            _NUMBER,
            *(
                Column(
                    owner,
                    "integer" if owner in ("participant", "leader", "membership") else "string",
                    table,
                )
                for owner, table in EVIDENCE_OWNERS.items()
            ),
            Column("source", references="sources"),
            *map(Column, ("stance", "says", "loc", "quote", "speaker", "lang", "party", "said_by")),
            Column("said_on", "edtf", about="when it was said."),
        ),
        ("id",),
        table_rows.evidence,
        ("says", "quote", "speaker", "said_by"),
    ),
    Table(
        "stance_spans",
        "From when to when a country stood somewhere on a kind of support, by either clock.",
        (
            Column("clock"),
            _COUNTRY,
            Column("type", references="support_types"),
            Column("first", "date"),
            Column("last", "date"),
            Column("stance"),
            Column("certain", "boolean"),
            Column("doubt", about="what is not certain of it, in words."),
            Column("since", "date", about="the first day of the stance, certain or not."),
            Column("last_so", "date", about="for what was so earlier, the last day of it."),
        ),
        ("clock", "country", "type", "first"),
        table_rows.spans_of_stances,
    ),
    Table(
        "posture_spans",
        "From when to when a country had a posture, by either clock.",
        (
            Column("clock"),
            _COUNTRY,
            Column("first", "date"),
            Column("last", "date"),
            Column("posture", references="postures"),
            Column("certain", "boolean"),
            Column("doubt", about="what is not certain of it, in words."),
        ),
        ("clock", "country", "first"),
        table_rows.spans_of_postures,
    ),
    Table(
        "corrections",
        "An entry of the ledger of corrections.",
        columns_of(Correction),
        ("id",),
        table_rows.rows_of(lambda data: data.corrections),
    ),
    Table(
        "waivers",
        "A warning that does not apply to a record, and why.",
        (Column("record"), Column("code"), Column("reason")),
        ("record", "code"),
        table_rows.waivers,
    ),
)
"""The tables, each after those that it refers to."""
