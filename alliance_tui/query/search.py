"""Bare words: the rows whose text has them."""

from __future__ import annotations

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim, Country, Event
from alliance_tui.model.words import text_of_claim, text_of_country, text_of_event


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
            text = self._claims[claim.id] = text_of_claim(claim)
        return text

    def of_country(self, country: Country) -> str:
        """A country's names and summary, and the texts of its claims."""
        text = self._countries.get(country.id)
        if text is None:
            claims = self.dataset.claims_by_country.get(country.id, ())
            text = text_of_country(country) + "".join(map(self.of_claim, claims))
            self._countries[country.id] = text
        return text

    def of_event(self, event: Event) -> str:
        """An event's title, place and summary, and the texts of the claims that name it."""
        text = self._events.get(event.id)
        if text is None:
            claims = self.dataset.claims_by_event.get(event.id, ())
            text = text_of_event(event) + "".join(map(self.of_claim, claims))
            self._events[event.id] = text
        return text
