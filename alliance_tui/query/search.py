"""Bare words: the text that each row is searched in, without case and accents."""

from __future__ import annotations

import re

from alliance_tui.model.dataset import Dataset, fold
from alliance_tui.model.records import Claim, Country, Event

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def searchable(*texts: str | None) -> str:
    """The words of *texts*, folded, each with a space before it; texts never run together."""
    return "|".join(
        f" {_BETWEEN_WORDS.sub(' ', fold(text)).strip()} " for text in texts if text is not None
    )


def found_in(words: str, text: str) -> bool:
    """Whether *text*, made `searchable`, has *words* in a row, the last perhaps begun only."""
    return searchable(words).rstrip() in text


class Texts:
    """The searchable text of every row of a data set, made when first asked for."""

    def __init__(self, dataset: Dataset) -> None:
        """Search in *dataset*."""
        self.dataset = dataset
        self._claims: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._events: dict[str, str] = {}

    def of_claim(self, claim: Claim) -> str:
        """A claim's own texts and its quotations."""
        text = self._claims.get(claim.id)
        if text is None:
            text = searchable(claim.id, claim.statement, claim.object, claim.note) + "".join(
                searchable(each.says, each.quote.text if each.quote else None)
                for each in claim.evidence
            )
            self._claims[claim.id] = text
        return text

    def of_country(self, country: Country) -> str:
        """A country's names and summary, and the texts of its claims."""
        text = self._countries.get(country.id)
        if text is None:
            claims = self.dataset.claims_by_country.get(country.id, ())
            own = searchable(country.id, country.name, *country.aliases, country.summary)
            text = own + "".join(map(self.of_claim, claims))
            self._countries[country.id] = text
        return text

    def of_event(self, event: Event) -> str:
        """An event's title, place and summary, and the texts of the claims that name it."""
        text = self._events.get(event.id)
        if text is None:
            claims = self.dataset.claims_by_event.get(event.id, ())
            own = searchable(event.id, event.title, event.place, event.summary)
            text = own + "".join(map(self.of_claim, claims))
            self._events[event.id] = text
        return text
