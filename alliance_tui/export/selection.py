"""What an export tells of: the whole data set at a moment, or what a view shows."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, NamedTuple

from msgspec.structs import replace

from alliance_tui.model.dates import day_text
from alliance_tui.model.provenance import evidence_of
from alliance_tui.model.records import Claim, Country, Event, Source
from alliance_tui.model.words import number_of
from alliance_tui.pages.safe import neutral
from alliance_tui.query.sentence import sentence
from alliance_tui.query.view import ViewState
from alliance_tui.views.scene import Scene


class Flaws(NamedTuple):
    """What is wrong with a data set: how many errors it has, how many records that cost."""

    errors: int
    left_out: int

    @property
    def warning(self) -> str | None:
        """What whoever is given an export has to know, in a sentence."""
        if not self.errors:
            return None
        records = number_of(self.left_out, "record is", "records are")
        count = number_of(self.errors, "error")
        told = "what is told here may be incomplete"
        return f"The data set has {count} and {records} left out: {told}."


NO_FLAWS = Flaws(0, 0)


class Export:
    """What an export tells of.

    Attributes:
        scene: the data set and what a screen shows of it.
        view: the view; of the whole data set only its day and clock matter.
        whole: whether the whole data set is exported, whatever the query of the view.
        flaws: what is wrong with the data set.
        mark: what CSV files begin with: a byte order mark, by which Excel knows UTF-8, or nothing.
    """

    def __init__(
        self,
        scene: Scene,
        view: ViewState,
        *,
        whole: bool,
        flaws: Flaws = NO_FLAWS,
        mark: Literal["", "\ufeff"] = "",
    ) -> None:
        """Tell of what *scene* shows with *view*, or of the *whole* data set."""
        self.flaws = flaws
        self.mark = mark
        self.scene = scene
        if whole:
            self.view = replace(view, query="", standing=None)
        else:
            self.view = scene.completed(scene.holding(view))
        self.whole = whole
        self.answers = scene.answers
        self.dataset = scene.dataset
        self.moment = scene.moment(view)
        self.query = scene.asked(self.view).query

    @property
    def sentence(self) -> str:
        """What was asked, in words."""
        if self.whole:
            return f"All {len(self.dataset.countries)} countries of the data set"
        return neutral(sentence(self.query, self.dataset))

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """The countries, in the order of the view."""
        if self.whole:
            return self.dataset.countries
        return self.scene.listing(self.view).countries

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims for which the query holds, by date."""
        return tuple(self.answers.claims(self.query, self.moment))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events for which the query holds, by date."""
        events = self.dataset.events
        return tuple(events[each] for each in self.answers.events(self.query, self.moment))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that any of these records cites; all of the whole data set."""
        if self.whole:
            return self.dataset.sources
        records = (*self.countries, *self.claims, *self.events)
        cited = {each.source for record in records for each in evidence_of(record)}
        cited |= {
            later.source
            for event in self.events
            if event.votes is not None
            for later in event.votes.later
            if later.source is not None
        }
        return tuple(each for each in self.dataset.sources if each.id in cited)

    def file_name(self, suffix: str) -> str:
        """A good name for the file: the data set, the view and the day."""
        what = "" if self.whole else f"-{self.view.view}"
        data = neutral(self.dataset.metadata.id)
        name = "".join(each if each.isalnum() else "-" for each in data).strip("-") or "export"
        return f"{name}{what}-{day_text(self.moment.day)}{suffix}"
