"""What may be meant by the word that is being typed in a query: fields, then values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from alliance_tui.model.words import fold
from alliance_tui.query.answers import Answers
from alliance_tui.query.language import FIELDS, STANCE_FIELDS, Term, to_text
from alliance_tui.query.names import ranked
from alliance_tui.query.stance import Moment
from alliance_tui.query.values import ANY, matches_of, values_of

MOST, MOST_NAMES = 8, 5
"""How many completions are offered at once, and how many names among them."""

LEAST_NAME = 3
"""How many letters of a name have to be typed before it is offered."""

_COUNTED = frozenset({*STANCE_FIELDS, "posture", "group", "region"})
"""The fields whose values are counted: by how many countries have them."""

_LAST_WORD = re.compile(r'(?:[^\s()"-]|"[^"]*"?|(?<=\S)-)*$')


class Completion(NamedTuple):
    """One way to go on.

    Attributes:
        start: from which character on the text is replaced, up to the cursor.
        text: what is put there.
        label: what it is, in words.
        rows: how many countries it finds alone; none where they are not counted.
    """

    start: int
    text: str
    label: str
    rows: int | None = None


def completions(answers: Answers, text: str, cursor: int, moment: Moment) -> list[Completion]:
    """How the word of *text* that ends at *cursor* may go on; none for a finished one."""
    found = _LAST_WORD.search(text[:cursor])
    word = found[0] if found else ""
    start = cursor - len(word)
    if not word:
        return []
    field, colon, value = word.partition(":")
    if not colon:
        offered = [*_fields(word, start), *_named(answers, word, start, moment)]
        return offered[:MOST]
    if field.lower() not in FIELDS:
        return []
    chosen, equals, match = value.partition("=")
    if equals:
        return [
            Completion(start, f"{field}:{chosen}={each}", each)
            for each in matches_of(field)
            if each.startswith(match) and each != match
        ]
    return list(_values(answers, field.lower(), value.strip('"'), start, moment))


def _fields(word: str, start: int) -> Iterator[Completion]:
    wanted = word.lower()
    names = [name for name in FIELDS if name.startswith(wanted)]
    for name in names[:MOST]:
        yield Completion(start, f"{name}:", FIELDS[name][1])


def _named(answers: Answers, word: str, start: int, moment: Moment) -> Iterator[Completion]:
    """The countries and groups that *word* may name, a typing mistake forgiven."""
    if len(word) < LEAST_NAME:
        return
    dataset = answers.dataset
    terms = [(Term("country", each.id), each.name, each.aliases) for each in dataset.countries]
    terms += [(Term("group", each.id), each.name, ()) for each in dataset.groups]
    texts = [f"{term.value} {name} {' '.join(aliases)}" for term, name, aliases in terms]
    for _, position in ranked(word.strip('"'), texts)[:MOST_NAMES]:
        term, name, _ = terms[position]
        rows = len(answers.countries(term, moment)) if term.field == "group" else None
        yield Completion(start, to_text(term), name, rows)


def _values(
    answers: Answers, field: str, value: str, start: int, moment: Moment
) -> Iterator[Completion]:
    dataset = answers.dataset
    wanted = fold(value)
    labels = dict(_labels(answers, field))
    values = list(labels) or list(values_of(field, dataset))
    fitting = [each for each in values if fold(each).startswith(wanted)]
    fitting += [
        each for each in values if each not in fitting and wanted in fold(labels.get(each, each))
    ]
    if fitting and fold(fitting[0]) == wanted and len(fitting) == 1:
        return
    for each in fitting[:MOST]:
        term = Term(field, each)
        rows = None
        if field in _COUNTED:
            rows = len(answers.countries(term, moment))
        label = labels.get(each, "")
        yield Completion(start, to_text(term), label if label != each else "", rows)


def _labels(answers: Answers, field: str) -> Iterator[tuple[str, str]]:
    """The values of a field that have names, with their names."""
    dataset = answers.dataset
    if field in STANCE_FIELDS:
        yield ANY, "any kind of support"
        yield from ((each.id, each.label) for each in dataset.scored_types)
    elif field == "type":
        yield from ((each.id, each.label) for each in dataset.metadata.support_types)
    elif field == "posture":
        yield from ((each.id, each.label) for each in dataset.metadata.postures)
    elif field == "group":
        yield from ((each.id, each.name) for each in dataset.groups)
    elif field in ("country", "signed", "not-signed"):
        if field != "country":
            yield from (("any", "somebody"), ("self", "the country itself"))
        else:
            yield ANY, "every country"
        yield from ((each.id, each.name) for each in dataset.countries)
