"""What a map shows: every country in one class, by posture, by a kind of support or by a vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from alliance_tui.model.records import Country, Event, PostureRule, SupportType
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import Role, stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.votes import NOT_RECORDED, VOTE_WORDS
from alliance_tui.query.answers import NO_POSTURE, SUBJECT_POSTURE, Answers
from alliance_tui.query.stance import KINDS, Moment, label_at
from alliance_tui.query.votes import VOTES

POSTURE = "posture"
"""What a map shows where nothing else is asked for."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""The signs of postures, which have none of their own: their places in the data set.

Digits are keys.
"""


class MapClass(NamedTuple):
    """A class of countries.

    Attributes:
        id: a posture, a stance or a vote.
        label: how it is called.
        sign: its sign, one cell wide.
        role: its colour.
        fade: how many classes before it have the same colour; it is drawn fainter.
    """

    id: str
    label: str
    sign: str
    role: Role
    fade: int = 0


class Classes:
    """The class of each country.

    Attributes:
        shown: what the classes say: ``posture``, or the id of a support type or a vote.
        title: the same in words.
        all: the classes in their order.
        counts: how many countries are in each class, by its id.
    """

    def __init__(
        self,
        answers: Answers,
        countries: Sequence[Country],
        shown: str | None,
        moment: Moment,
        glyphs: Glyphs,
    ) -> None:
        """Class *countries* at *moment*; where *shown* is nothing to be shown, by posture."""
        self._answers = answers
        self._moment = moment
        self._of: dict[str, str] = {}
        dataset = answers.dataset
        support_type = dataset.support_types.get(shown or "")
        event = dataset.events.get(shown or "")
        if support_type is not None and support_type.scored:
            self._by_stance(support_type, countries, glyphs)
        elif event is not None and event.votes is not None:
            self._by_vote(event, countries, glyphs)
        else:
            self._by_posture(countries, glyphs)
        self._by_id = {each.id: each for each in self.all}
        self.counts = Counter(self._of.values())

    def of(self, country: str) -> MapClass:
        """The class of *country*, which is one of those that were classed."""
        return self._by_id[self._of[country]]

    @property
    def present(self) -> list[MapClass]:
        """The classes that any country is in."""
        return [each for each in self.all if self.counts[each.id]]

    def _by_posture(self, countries: Sequence[Country], signs: Glyphs) -> None:
        self.shown, self.title = POSTURE, "Posture"
        rules = self._answers.dataset.metadata.postures
        self.all = _faded(_posture_classes(rules or (NO_POSTURE,), signs))
        for each in countries:
            posture = self._answers.posture(each.id, self._moment)
            self._put(each.id, posture.rule.id)

    def _by_stance(
        self, support_type: SupportType, countries: Sequence[Country], signs: Glyphs
    ) -> None:
        self.shown, self.title = support_type.id, neutral(support_type.label)
        self.all = _faded(
            MapClass(
                kind,
                label_at(kind, self._moment, self._answers.dataset.as_of),
                signs.stance[kind],
                stance_role(kind),
            )
            for kind in KINDS
        )
        for each in countries:
            stance = self._answers.stances.stance(each.id, support_type.id, self._moment)
            self._put(each.id, stance.kind)

    def _by_vote(self, event: Event, countries: Sequence[Country], signs: Glyphs) -> None:
        self.shown, self.title = event.id, neutral(event.title)
        self.all = _faded(
            [
                *(
                    MapClass(vote, VOTE_WORDS[vote], signs.vote[vote], f"vote-{vote}")
                    for vote in VOTES
                ),
                MapClass("", NOT_RECORDED, signs.stance["unassessed"], stance_role("unassessed")),
            ]
        )
        entries = self._answers.dataset.entries(event)
        for each in countries:
            entry = entries.get(each.id)
            self._put(each.id, (entry.vote or "") if entry is not None else "")

    def _put(self, country: str, class_id: str) -> None:
        self._of[country] = class_id


def _posture_classes(rules: Sequence[PostureRule], signs: Glyphs) -> Iterator[MapClass]:
    yield MapClass(SUBJECT_POSTURE.id, SUBJECT_POSTURE.label, "*", "tone-subject")
    for place, rule in enumerate(rules):
        label = neutral(rule.label)
        if rule.default:
            sign = signs.stance["unassessed"]
            yield MapClass(rule.id, label, sign, stance_role("unassessed"))
        else:
            sign = LETTERS[min(place, len(LETTERS) - 1)]
            yield MapClass(rule.id, label, sign, f"tone-{rule.tone}")


def _faded(classes: Iterable[MapClass]) -> tuple[MapClass, ...]:
    """*classes*, each fainter than those before it that have the same colour."""
    seen = Counter[Role]()
    found = []
    for each in classes:
        found.append(each._replace(fade=seen[each.role]))
        seen[each.role] += 1
    return tuple(found)
