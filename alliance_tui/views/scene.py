"""What the screen shows for a view state, before anybody draws it.

Everything here follows from a data set and a `ViewState`; nothing is remembered that could
not be made again. What is dear to make is made row by row, when a row is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from alliance_tui.model.records import Claim, Country, SupportType
from alliance_tui.pages.country import NO_HITS, Hits
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import Page
from alliance_tui.pages.record import page_of
from alliance_tui.pages.telling import Telling
from alliance_tui.query.answers import Answers
from alliance_tui.query.days import earliest_day, year_away
from alliance_tui.query.edit import step_of, types_named, with_step, without_begun_word
from alliance_tui.query.language import asks_for_claims, to_text, words_of
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING, Query, QueryError
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.query.verbs import directions_meant
from alliance_tui.query.view import ViewState, at_country, view_from_text
from alliance_tui.views.country_list import Listing
from alliance_tui.views.steps import going_to
from alliance_tui.views.timeline import Timeline
from alliance_tui.views.view import view_called

if TYPE_CHECKING:
    from alliance_tui.query.changes import Change
    from alliance_tui.views.board import BoardFor
    from alliance_tui.views.map.world import WorldFor
    from alliance_tui.views.ribbon import Ribbons


T = TypeVar("T")


class _Latest(Generic[T]):
    """The last value made, there until another key is asked for."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._last: tuple[object, T] | None = None

    def of(self, key: object, make: Callable[[], T]) -> T:
        """The value for *key*: the last one if it was for an equal key, else what *make* makes."""
        if self._last is None or self._last[0] != key:
            self._last = (key, make())
        return self._last[1]


class Asked(NamedTuple):
    """The query that holds, and what is wrong with the text as typed, if anything."""

    query: Query
    error: QueryError | None = None


class Scene:
    """Makes what is shown from a view state; the last of each kind is kept."""

    def __init__(self, answers: Answers, glyphs: Glyphs) -> None:
        """Show the data set of *answers* with *glyphs*."""
        self.answers = answers
        self.dataset = answers.dataset
        self.glyphs = glyphs
        opening = self.dataset.metadata.opening
        self.opening = view_from_text(opening).view if opening else ViewState()
        self._asked: _Latest[Asked] = _Latest()
        self._named: _Latest[frozenset[str]] = _Latest()
        self._listing: _Latest[Listing] = _Latest()
        self._timeline: _Latest[Timeline] = _Latest()
        self._hits: _Latest[Hits] = _Latest()
        self._page: _Latest[Page] = _Latest()
        self._board: _Latest[BoardFor] = _Latest()
        self._world: _Latest[WorldFor] = _Latest()
        self.ribbons: _Latest[Ribbons] = _Latest()

    def moment(self, view: ViewState) -> Moment:
        """The day and clock that hold in *view*."""
        return view.moment(self.dataset.as_of)

    def telling(self, view: ViewState) -> Telling:
        """With what the pages of *view* are told."""
        return Telling(self.answers, self.moment(view), self.glyphs)

    def completed(self, view: ViewState) -> ViewState:
        """*view* with nothing in it that is not there, and with a country: its own, or the first.

        In an earlier text the type that map and matrix show is a column.
        """
        types, shown = self.dataset.support_types, view_called(view.view)
        if shown.types_are_columns and view.column in types:
            view = replace(view, type=view.type or view.column, column=None)
        if view.type is not None and view.type not in types:
            view = replace(view, type=None)
        if shown.in_list and self.dataset.find(view.focus or "") is None:
            view = replace(view, focus=None)
        if view.country in self.dataset.country:
            return view
        first = self.chosen(view) or next(iter(self.dataset.countries), None)
        return replace(view, country=None if first is None else first.id)

    def opened(self, view: ViewState) -> ViewState:
        """*view*, come from elsewhere, completed; a country that its list leaves out in focus."""
        wanted = view.country
        view = self.completed(view)
        in_panes = view_called(view.view).in_list and view.focus is None and wanted == view.country
        return going_to(self, view, view.country) if in_panes and view.country else view

    def chosen(self, view: ViewState) -> Country | None:
        """The country shown as chosen: the wanted one where the list holds it.

        Else, and while a query is typed that single claims satisfy, the one that it finds most
        of; else the first of the list.
        """
        listing = self.listing(view)
        found = listing.found_most if view.led or view.country not in listing.position else None
        if found is None and view.country in listing.position:
            return self.dataset.country[view.country]
        return found or (listing.rows[0] if listing.rows else None)

    def country(self, view: ViewState) -> Country | None:
        """The country that page and timeline are about: the chosen one, or one in focus."""
        item = self.dataset.find(view.focus or "")
        if isinstance(item, Claim) and item.country not in self.listing(view).position:
            item = self.dataset.country.get(item.country)
        return item if isinstance(item, Country) else self.chosen(view)

    def marked(self, view: ViewState) -> tuple[Country, ...]:
        """The marked countries that there are, in the order in which they were marked."""
        known = self.dataset.country
        return tuple(known[each] for each in view.pins if each in known)

    def as_shown(self, view: ViewState) -> ViewState:
        """*view* as others are to see it: with the country that is shown as its own."""
        chosen = self.chosen(view)
        return view if chosen is None else at_country(view, chosen.id)

    def asked(self, view: ViewState) -> Asked:
        """The query of *view*; where it cannot be read, the one that stands in its place.

        Nothing is left of a query that cannot be read: the rest of it may ask the opposite.
        """
        return self._asked.of(
            (view.query, view.standing), lambda: self._read(view.query, view.standing)
        )

    def _read(self, text: str, standing: str | None) -> Asked:
        try:
            return Asked(self.answers.query(text))
        except QueryError as error:
            stands = None if standing is None else self._read(standing, None)
            return Asked(EVERYTHING if stands is None else stands.query, error)

    def settled(self, view: ViewState, before: ViewState) -> ViewState:
        """*view*, which comes after *before*, with the query that holds in its place.

        While what is typed cannot be read, the last query that could be stands; it is a part
        of the state, so that files, copies and saved views tell what the screen shows. A word
        that has grown into what cannot be read, as ``supports`` into ``supports:``, was none.
        """
        error = self.asked(replace(view, standing=None)).error
        if error is None:
            return replace(view, standing=None)
        if before.standing is not None:
            return replace(view, standing=before.standing)
        rest = without_begun_word(before.query, view.query, error.start)
        good = before.query if rest is None or self._read(rest, None).error else rest
        return replace(view, standing=good)

    def holding(self, view: ViewState) -> ViewState:
        """*view* with the text of the query that holds as its own."""
        query, error = self.asked(view)
        return view if error is None else replace(view, query=to_text(query), standing=None)

    def type_in_view(self, view: ViewState) -> str | None:
        """Id of the support type that everything shown is about; none where it is about all.

        It is the one that is chosen, else the one that the query names, where it names one
        alone, else the only one that is scored.
        """
        found = self.type_chosen(view)
        scored = self.dataset.scored_types
        return scored[0].id if found is None and len(scored) == 1 else found

    def type_chosen(self, view: ViewState) -> str | None:
        """The support type that is chosen in *view*, else the only one that its query names."""
        if view.type in self.dataset.support_types:
            return view.type
        named = self.types_named(view)
        return next(iter(named)) if len(named) == 1 else None

    def types_named(self, view: ViewState) -> frozenset[str]:
        """The support types that the query of *view* names."""
        query = self.asked(view).query
        return self._named.of(query, lambda: types_named(query) & set(self.dataset.support_types))

    def mapped(self, view: ViewState) -> str | None:
        """Id of the roll call or the support type that the map shows; none for the posture."""
        return view.column or self.type_chosen(view)

    def listing(self, view: ViewState) -> Listing:
        """The country list of *view*; with an empty query the map has every country."""
        query = self.asked(view).query
        shown = view_called(view.view)
        whole = shown.every_country and query == EVERYTHING
        moment = self.moment(view)
        event = self.dataset.events.get(view.focus or "")
        about = self.type_in_view(view) if shown.in_list else None
        grouping = view.grouping if shown.in_list or view.grouping != "auto" else "none"

        def make() -> Listing:
            support_type = None if about is None else self.dataset.support_types[about]
            countries = self.answers.countries(query, moment)
            if whole:
                countries = tuple(self.dataset.countries)
            return Listing(
                self.answers,
                countries,
                moment,
                self.glyphs,
                sort=view.sort,
                grouping=grouping,
                about=support_type,
                event=event,
                query=query,
                others=self._others(query, support_type, moment),
            )

        focus = event.id if event is not None else None
        return self._listing.of((query, moment, view.sort, focus, about, grouping, whole), make)

    def claims(self, view: ViewState) -> dict[str, list[Claim]]:
        """The claims that the query finds, by the listed countries, on the type in view or all."""
        about = self.type_in_view(view)
        found: dict[str, list[Claim]] = {each.id: [] for each in self.listing(view).countries}
        for claim in self.answers.claims(self.asked(view).query, self.moment(view)):
            if claim.country in found and about in (None, claim.type):
                found[claim.country].append(claim)
        return {country: claims for country, claims in found.items() if claims}

    def _others(
        self, query: Query, support_type: SupportType | None, moment: Moment
    ) -> tuple[Country, ...]:
        """Who does both, where *query* asks for who does one of them."""
        if support_type is None or step_of(query, support_type.id) is None:
            return ()
        mixed = with_step(query, support_type.id, "mixed")
        return self.answers.countries(mixed, moment)

    def timeline(self, view: ViewState) -> Timeline:
        """The timeline of *view*."""
        query = self.asked(view).query
        moment = self.moment(view)
        country = self.country(view) if view.rows != "all" else None
        mine = country.id if country is not None else None

        about = self.type_in_view(view)
        listed: tuple[Country, ...] = ()
        if about is not None and mine is None:
            listed = self.listing(view).countries
        answers = self.answers

        def make() -> Timeline:
            if about is None:
                records = timeline_rows(answers, query, moment, mine)
                return Timeline(answers, records, country, moment, self.glyphs)
            ids = tuple(each.id for each in listed)
            records = timeline_rows(answers, query, moment, mine, about, ids)
            every = timeline_rows(answers, query, moment, mine, about, ids, alone=False)
            if view.rows == "mine":
                of_type = frozenset(each.id for each in records)
                return Timeline(answers, every, country, moment, self.glyphs, belonging=of_type)
            return Timeline(answers, records, country, moment, self.glyphs, about, len(every))

        return self._timeline.of((query, moment, mine, about, view.rows, listed), make)

    def board_for(self, view: ViewState) -> BoardFor:
        """Makes the board of *view* for a width; the same as before where nothing is new."""
        moment = self.moment(view)
        shown = view_called(view.view)
        country = self.country(view) if shown.of_country and view.rows != "all" else None
        mine = None if country is None else country.id
        query = self.asked(view).query
        key = (
            view.view, query, moment, view.sort, view.grouping, view.by, view.rows, mine, view.pins,
            view.columns,
        )  # fmt: skip
        about = self.type_in_view(view) if shown.of_type_alone else None
        return self._board.of((*key, about), lambda: shown.board_for(self, view))

    def world_for(self, view: ViewState) -> WorldFor:
        """Makes the map of *view* for a size; the same as before where nothing is new."""
        from alliance_tui.views.map.world import world_for

        key = (self.asked(view).query, self.moment(view), self.mapped(view))
        return self._world.of(key, lambda: world_for(self, view))

    def since(self, view: ViewState) -> Moment:
        """The first of the two days between which changes are shown."""
        day, clock = self.moment(view)
        first = earliest_day(self.dataset)
        since = year_away(day, -1, first, day) if view.since is None else view.since
        return Moment(min(since, day), clock)

    def changes(self, view: ViewState) -> Page:
        """What changed between the two days of *view*, for the countries of its list."""
        from alliance_tui.pages.changes import changes_page

        about = self.dataset.support_types.get(self.type_in_view(view) or "")
        found, others = self.changed(view)
        before, after = self.since(view), self.moment(view)
        return changes_page(self.answers, found, before, after, self.glyphs, about, others)

    def changed(self, view: ViewState) -> tuple[list[Change], int]:
        """The changes that *view* shows: on the type in view alone, and how many on others."""
        from alliance_tui.query.changes import changes, of_type

        countries = self.listing(view).countries
        found = changes(self.answers, countries, self.since(view), self.moment(view))
        about = self.type_in_view(view)
        return (found, 0) if about is None else of_type(found, about)

    def page(self, view: ViewState) -> Page:
        """The page of the record in focus, or of the chosen country."""
        telling = self.telling(view)
        item = self.dataset.find(view.focus or "") or self.chosen(view)
        if item is None:
            return Page("", "No country is chosen", ())
        about = self.type_in_view(view)
        query = self.asked(view).query
        words, hits, moment = words_of(query), NO_HITS, telling.moment
        if isinstance(item, Country):
            country = item.id
            hits = self._hits.of(
                (query, moment, country), lambda: self._hits_in(query, moment, country)
            )

        def make() -> Page:
            page = page_of(telling, item, about, hits)
            return replace(page, words=words)

        return self._page.of((item.id, moment, about, words, hits), make)

    def _hits_in(self, query: Query, moment: Moment, country: str) -> Hits:
        """What *query* finds of *country*, where it asks for claims or has words."""
        if not asks_for_claims(query):
            return NO_HITS
        answers, words = self.answers, words_of(query)
        found = tuple(each.id for each in answers.claims(query, moment, country))
        profile = bool(words) and answers.profile_holds(query, country)
        verbs = tuple(directions_meant(self.dataset, words).items())
        return Hits(found, profile, unfolded=not words, verbs=verbs)
