"""Completing the command line for a shell: ids, names of things, and words of a query.

Only loaded when a shell asks. The shell's own code comes from ``alliance-tui completions``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from alliance_tui.cli.common import data_path
from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.safe import neutral
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.view import VIEWS
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.load import CannotOpenError, load
from alliance_tui.user.config import THEMES

Offered: TypeAlias = Mapping[str, str]
"""What may be typed, each with what it means."""


def complete(parser: argparse.ArgumentParser) -> None:
    """Answer the shell that asks, and end the program."""
    import argcomplete

    _attach(parser)
    argcomplete.autocomplete(parser, always_complete_options="long", validator=_begins)


def _attach(parser: argparse.ArgumentParser) -> None:
    """Give every argument of *parser* and its commands what completes it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                _attach(sub)
        elif action.dest in _COMPLETERS:
            setattr(action, "completer", _completer(_COMPLETERS[action.dest]))  # noqa: B010
        elif action.dest in _WORDS:
            setattr(action, "completer", _WORDS[action.dest])  # noqa: B010


def _completer(offer: Callable[[Answers, str], Offered]) -> Callable[..., dict[str, str]]:
    def completer(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> dict[str, str]:
        try:
            answers = Answers(load(data_path(parsed_args)).dataset)
        except CannotOpenError:
            return {}
        offered = {
            word: neutral(meaning)
            for word, meaning in offer(answers, prefix).items()
            if word.isprintable() and _begins(word, prefix)
        }
        # Shells complete what all that is offered has in common, and case is part of that.
        as_typed = {word: offered[word] for word in offered if word.startswith(prefix)}
        return as_typed or offered

    return completer


def _records(answers: Answers, prefix: str) -> Offered:
    dataset = answers.dataset
    return {
        **_countries(answers, prefix),
        **{each.id: each.name for each in dataset.groups},
        **{each: dataset.events[number].title for each, number in _events(dataset, prefix)},
        **{each.id: each.statement for each in dataset.claims},
        **{each.id: each.title for each in dataset.sources},
        **{each.id: each.title for each in dataset.tie.values()},
        **{each.id: each.why for each in dataset.corrections},
    }


def _events(dataset: Dataset, prefix: str) -> Iterator[tuple[str, int]]:
    """The ids and positions of the events that *prefix* begins; the others stay packed."""
    for number, each in enumerate(dataset.events.ids):
        if _begins(each, prefix):
            yield each, number


def _begins(word: str, prefix: str) -> bool:
    return word.casefold().startswith(prefix.casefold())


def _countries(answers: Answers, prefix: str) -> Offered:
    return {each.id: each.name for each in answers.dataset.countries}


def _query(answers: Answers, prefix: str) -> Offered:
    """Ways in which the query *prefix* may go on; every field where a new word begins."""
    from alliance_tui.query.completion import completions
    from alliance_tui.query.fields import FIELDS

    if not prefix or prefix.endswith((" ", "(", "-")):
        return {f"{prefix}{name}:": field.asks for name, field in FIELDS.items()}
    moment = Moment(answers.dataset.as_of)
    ways = completions(answers, prefix, len(prefix), moment)
    return {prefix[: each.start] + each.text: each.label for each in ways}


def _days(answers: Answers, prefix: str) -> Offered:
    """The days on which something happened."""
    from alliance_tui.model.dates import day_text

    return {
        day_text(each.when.written): each.title
        for each in answers.dataset.events
        if each.when.is_day
    }


def _orders(answers: Answers, prefix: str) -> Offered:
    from alliance_tui.query.ordering import SORTS

    dataset = answers.dataset
    calls: Iterable[int] = dataset.roll_calls
    return {
        **dict.fromkeys(SORTS, ""),
        "alike": "in votes: how often as the country of --like",
        **{each.id: f"in the matrix: {each.label}" for each in dataset.scored_types},
        **{dataset.events[each].id: f"in votes: {dataset.events[each].title}" for each in calls},
    }


_COMPLETERS: dict[str, Callable[[Answers, str], Offered]] = {
    "id": _records,
    "country": _countries,
    "like": _countries,
    "query": _query,
    "as_of": _days,
    "before": _days,
    "after": _days,
    "sort": _orders,
}
"""What completes an argument from a data set, by the name under which the parser keeps it."""

_WORDS: dict[str, Callable[..., Offered]] = {
    "explain": lambda **_: {each.code: each.title for each in CODES.values()},
    "theme": lambda **_: dict.fromkeys(THEMES, ""),
    "view": lambda **_: dict.fromkeys(VIEWS, ""),
}
"""What completes one that needs no data set."""
