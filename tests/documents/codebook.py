"""The parts of the codebook that follow from the program: fields, words, dates, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import assert_never, get_args

import msgspec

from alliance_tui.export.tables import TABLES
from alliance_tui.model.dates import LAST_DAY, DateError, When, day_words, parse_when, when_words
from alliance_tui.model.records import Metadata, Record, Records
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.legend import STANCE_MEANINGS
from alliance_tui.query.stance import KINDS, LABELS, REASONS, Reason
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.shape import (
    Date,
    Field,
    Flag,
    Kind,
    ListOf,
    Number,
    RecordOf,
    Text,
    TextMap,
    Word,
    fields_of,
)
from alliance_tui.reading.tables import READ
from tests.bundled import dataset
from tests.documents import codebook_data_set
from tests.documents.marked import Parts, code, table

DATES = (
    "2022",
    "2022-02",
    "2022-02-24",
    "2022-10~",
    "2022-10?",
    "2022-10%",
    "[2022-02-24..2022-03]",
    "2022-02-24/2022-04-06~",
    "2022-02-24/..",
    "[2022-02-24..2023-01]/..",
    "2022-02-24/",
    "2022-06-29/[2024-12-08..]",
    "../2025-10-02",
)
"""Dates of every form."""

WRONG_DATES = ("24.2.2022", "Feb 2022", "2022-2-24", "2022-02-30", "spring 2022", "2022-04/2022-02")
"""Dates that cannot be read."""


@cache
def records() -> tuple[type[Record], ...]:
    """Every kind of record, each after the one that holds it."""
    found: list[type[Record]] = []
    waiting: list[type[Record]] = [Records]
    while waiting:
        record = waiting.pop(0)
        if record in found:
            continue
        found.append(record)
        inner = [_record_in(field.kind) for field in fields_of(record).values()]
        nested = [each for each in inner if each is not None]
        waiting = [*waiting, *nested] if record is Records else [*nested, *waiting]
    return tuple(found[1:])


def _record_in(kind: Kind) -> type[Record] | None:
    if isinstance(kind, ListOf):
        return _record_in(kind.item)
    return kind.record if isinstance(kind, RecordOf) else None


def title_of(record: type[Record]) -> str:
    """What a kind of record is called."""
    if record is Metadata:
        return "Data set"
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", record.__name__)


def vocabulary_of(kind: Word) -> str:
    """The name of the vocabulary that *kind* takes its words from."""
    return next(name for name, words in MEANINGS.items() if tuple(words) == kind.words)


def holds(kind: Kind) -> str:
    """What a field of *kind* holds."""
    match kind:
        case Text(source=source):
            return "text, as written" if source else "text"
        case Number(words=words):
            return " or ".join(["whole number", *map(code, words)])
        case Flag():
            return "true or false"
        case Word():
            return f"word: {_link(vocabulary_of(kind))}"
        case Date(before_records=before):
            return f"[date](#dates){', may begin with `..`' if before else ''}"
        case TextMap():
            return "texts by name"
        case ListOf(item=item):
            return f"list: {holds(item)}"
        case RecordOf(record=record):
            return _link(title_of(record))
        case _:
            assert_never(kind)


def _link(title: str) -> str:
    return f"[{title}](#{title.lower().replace(' ', '-')})"


def sections() -> str:
    """The sections of a data set."""
    rows = (
        (code(each.name), _link(title_of(record)), _demand(each), each.description)
        for each in fields_of(Records).values()
        if (record := _record_in(each.kind)) is not None
    )
    return table(("section", "holds", "", "meaning"), rows)


def _demand(field: Field, default: object = None) -> str:
    if field.required:
        return "required"
    if isinstance(field.kind, Word) and default is not None:
        return f"else {code(str(default))}"
    return ""


def fields() -> str:
    """Every kind of record with all its fields."""
    return "\n\n".join(_fields_of(record) for record in records())


def _fields_of(record: type[Record]) -> str:
    about = (record.__doc__ or "").partition("\n")[0]
    defaults = {each.name: each.default for each in msgspec.structs.fields(record)}
    rows = (
        (code(each.name), holds(each.kind), _demand(each, defaults[each.attribute]), _about(each))
        for each in fields_of(record).values()
    )
    return f"### {title_of(record)}\n\n{about}\n\n{table(('field', 'holds', '', 'meaning'), rows)}"


def _about(field: Field) -> str:
    return field.description.replace(f" ({code(field.name)} in the file)", "")


def vocabulary() -> str:
    """Every fixed word with its meaning."""
    parts = []
    for name, words in MEANINGS.items():
        places = ", ".join(f"{code(field)} of {_link(owner)}" for owner, field in _used_in(name))
        rows = ((code(word), meaning) for word, meaning in words.items())
        title = name[0].upper() + name[1:]
        parts.append(f"### {title}\n\nFor {places}.\n\n{table(('word', 'meaning'), rows)}")
    return "\n\n".join(parts)


def _used_in(name: str) -> Iterator[tuple[str, str]]:
    for record in records():
        for field in fields_of(record).values():
            kind = field.kind.item if isinstance(field.kind, ListOf) else field.kind
            if isinstance(kind, Word) and vocabulary_of(kind) == name:
                yield title_of(record), field.name


def dates() -> str:
    """Dates of every form, and what each says."""
    rows = []
    for text in DATES:
        when = parse_when(text, before_records=True)
        began, ended = _bounds(when)
        rows.append((code(text), when_words(text), began, ended))
    return table(("written", "read as", "began", "ended"), rows)


def _bounds(when: When) -> tuple[str, str]:
    span = when.span(dataset().as_of)
    began = _between(span.first_start, span.last_start)
    if when.doubtful:
        began += ", and none of it certain"
    if when.text.startswith(".."):
        began = "before records"
    if not when.interval:
        return began, "the same day"
    if when.is_open:
        return began, "not by the last day vouched for"
    return began, _between(span.first_end, span.last_end)


def _between(first: int, last: int) -> str:
    if first == last:
        return day_words(first)
    if last == LAST_DAY:
        return f"{day_words(first)}, or later, or not yet"
    return f"some day between {day_words(first)} and {day_words(last)}"


def wrong_dates() -> str:
    """Dates that cannot be read, and what is said of them."""
    rows = []
    for text in WRONG_DATES:
        try:
            parse_when(text)
        except DateError as error:
            rows.append((f"“{text}”", str(error)))
    assert len(rows) == len(WRONG_DATES)
    return table(("written", "answer"), rows)


def stances() -> str:
    """Every stance with its meaning, in the words of the legend."""
    rows = ((code(kind), LABELS[kind], STANCE_MEANINGS[kind]) for kind in KINDS)
    return table(("word", "on the screen", "meaning"), rows)


def reasons() -> str:
    """Every reason why a claim counts on a day or not."""
    words: tuple[Reason, ...] = get_args(Reason)
    return table(("reason", "meaning"), ((code(each), REASONS[each]) for each in words))


def problems() -> str:
    """Every code of `check` with its meaning."""
    rows = [(code(each.code), each.about, each.title) for each in CODES.values()]
    return table(("code", "about", "meaning"), rows)


def tables() -> str:
    """The tables for people that are read of a database."""
    about = {each.name: each.about for each in TABLES}
    rows = (
        (code(name), about[name], ", ".join(map(code, dict.fromkeys(columns))))
        for name, columns in READ.items()
    )
    return table(("table", "a row is", "columns"), rows)


PARTS: Parts = {
    "sections": sections,
    "fields": fields,
    "vocabulary": vocabulary,
    "dates": dates,
    "wrong-dates": wrong_dates,
    "tables": tables,
    "stances": stances,
    "reasons": reasons,
    **codebook_data_set.PARTS,
    "problems": problems,
}
