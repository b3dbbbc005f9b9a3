"""What may be meant by the word that is being typed in a query: fields, then values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.words import fold
from alliance_tui.query.answers import Answers
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.language import to_text
from alliance_tui.query.names import ranked
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import Term
from alliance_tui.query.verbs import directions_begun

MOST, MOST_NAMES = 8, 5
"""How many completions are offered at once, and how many names among them."""

LEAST_NAME = 3
"""How many letters of a name have to be typed before it is offered."""

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
    begun = _LAST_WORD.search(text[:cursor])
    word = begun[0] if begun else ""
    start = cursor - len(word)
    if not word:
        return []
    field, colon, value = word.partition(":")
    if not colon:
        offered = [
            *_fields(word, start),
            *_directions(answers, word, start),
            *_named(answers, word, start, moment),
        ]
        return offered[:MOST]
    if field.lower() not in FIELDS:
        return []
    chosen, equals, match = value.partition("=")
    if equals:
        return [
            Completion(start, f"{field}:{chosen}={each}", each)
            for each in FIELDS[field.lower()].matches
            if each.startswith(match) and each != match
        ]
    return list(_values(answers, field.lower(), value.strip('"'), start, moment))


def _fields(word: str, start: int) -> Iterator[Completion]:
    wanted = word.lower()
    names = [name for name in FIELDS if name.startswith(wanted)]
    for name in names[:MOST]:
        yield Completion(start, f"{name}:", FIELDS[name].asks)


def _directions(answers: Answers, word: str, start: int) -> Iterator[Completion]:
    """The directions of claims whose verb *word* begins."""
    for direction, verb in directions_begun(answers.dataset, word).items():
        yield Completion(start, f"direction:{direction}", f"claims: “{verb} …”")


def _named(answers: Answers, word: str, start: int, moment: Moment) -> Iterator[Completion]:
    """The countries and groups that *word* may name, a typing mistake forgiven."""
    if len(word) < LEAST_NAME:
        return
    terms, texts = _names(answers.dataset)
    for _, position in ranked(word.strip('"'), texts)[:MOST_NAMES]:
        term, name = terms[position]
        rows = len(answers.countries(term, moment)) if term.field == "group" else None
        yield Completion(start, to_text(term), name, rows)


@lru_cache(maxsize=1)
def _names(dataset: Dataset) -> tuple[list[tuple[Term, str]], list[str]]:
    """The terms that ask for a country or a group, each with its name; and all their names."""
    terms = [(Term("country", each.id), each.name) for each in dataset.countries]
    texts = [f"{each.id} {each.name} {' '.join(each.aliases)}" for each in dataset.countries]
    terms += [(Term("group", each.id), each.name) for each in dataset.groups]
    return terms, texts + [f"{each.id} {each.name} " for each in dataset.groups]


def _values(
    answers: Answers, field: str, value: str, start: int, moment: Moment
) -> Iterator[Completion]:
    dataset = answers.dataset
    wanted = fold(value)
    labels = dict(FIELDS[field].labels(dataset))
    values = list(labels) or list(FIELDS[field].values(dataset))
    begun = (each for each in values if fold(each).startswith(wanted))
    named = (
        each
        for each in values
        if wanted in fold(labels.get(each, each)) and not fold(each).startswith(wanted)
    )
    fitting = list(islice(chain(begun, named), MOST))
    if len(fitting) == 1 and fold(fitting[0]) == wanted:
        return
    for each in fitting:
        term = Term(field, each)
        rows = None
        if FIELDS[field].counted:
            rows = len(answers.countries(term, moment))
        label = labels.get(each, "")
        yield Completion(start, to_text(term), label if label != each else "", rows)
