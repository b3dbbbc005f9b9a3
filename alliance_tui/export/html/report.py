"""The report: a whole document, written section by section."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from alliance_tui import __version__
from alliance_tui.export.delivery import Progress
from alliance_tui.export.html.element import (
    Child,
    Html,
    element,
    reference,
    row,
    signed,
    table,
    trusted,
)
from alliance_tui.export.html.page import PageWriter, unseen
from alliance_tui.export.html.ribbons import Ribbons
from alliance_tui.export.selection import Export
from alliance_tui.model.dataset import Item, by_date
from alliance_tui.model.dates import day_words, holds_on
from alliance_tui.model.records import Claim, Country, Event
from alliance_tui.model.words import number_of
from alliance_tui.pages.citation import data_citation
from alliance_tui.pages.claim import claim_parts
from alliance_tui.pages.entries import named_in
from alliance_tui.pages.later import after
from alliance_tui.pages.legend import legend_page
from alliance_tui.pages.names import names
from alliance_tui.pages.page import Block, Page, Part
from alliance_tui.pages.record import page_of
from alliance_tui.pages.sheet import Cell
from alliance_tui.pages.spells import dated
from alliance_tui.pages.standing import stance_label
from alliance_tui.pages.telling import CLOCK_WORDS, stance_words, with_doubt
from alliance_tui.pages.votes import tally_words
from alliance_tui.query.ordering import Section as Countries
from alliance_tui.query.view import view_to_text
from alliance_tui.query.votes import RollCalls
from alliance_tui.views.view import WIDE
from alliance_tui.views.votes import VoteBoard


class Section(NamedTuple):
    """A section of the report: its id, its heading, and what makes it, piece by piece."""

    name: str
    title: str
    made: Callable[[], Iterator[Html]]


def write_report(export: Export, path: Path) -> Iterator[Progress]:
    """Write the report on *export* as one file."""
    report = Report(export)
    total = len(export.countries) + len(export.events) + len(export.sources) + 20
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for number, (what, piece) in enumerate(report.pieces(), 1):
            file.write(f"{piece}\n")
            yield Progress(min(number, total), total, what)


class Report:
    """What is reported of an export."""

    def __init__(self, export: Export) -> None:
        """Report on *export*."""
        self.export = export
        self.answers, self.dataset, self.moment = export.answers, export.dataset, export.moment
        self.glyphs = export.scene.glyphs
        self._telling = export.scene.telling(export.view)
        countries = {each.id for each in export.countries}
        self.claims = tuple(each for each in export.claims if each.country in countries)
        self._groups = self.dataset.groups
        told = (export.countries, self.claims, export.events, self._groups, export.sources)
        self._placed = {record.id for records in told for record in records}
        self._placed |= {tie for country in export.countries for tie in self._ties(country)}
        self._writer = PageWriter(self._placed, self._told_of)
        self._link = self._writer.link
        self._ribbons = Ribbons(export, self._writer)

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The document, one piece after the other, each with what it is of."""
        sections = list(self._sections())
        yield "head", f'<!DOCTYPE html>\n<html lang="en">\n{self._head()}\n<body>'
        yield "head", element("a", "Skip to the content", href="#main", class_="skip")
        yield "head", self._top()
        yield "head", _contents(sections)
        yield "head", '<main id="main" tabindex="-1">'
        for section in sections:
            heading = element("h2", section.title, id=section.name)
            back = element("p", element("a", "Contents", href="#contents"), class_="back")
            yield section.title, f'<section aria-labelledby="{section.name}">{heading}{back}'
            for piece in section.made():
                yield section.title, piece
            yield section.title, "</section>"
        yield "end", f"</main>\n{self._foot()}\n</body>\n</html>"

    def _sections(self) -> Iterator[Section]:
        export = self.export
        yield Section("about", "How to read this", self._about)
        yield Section("stances", "Where everybody stands", self._stances)
        yield Section("time", "Through time", lambda: iter((self._ribbons.postures(),)))
        yield Section("countries", "Countries", lambda: map(self._country, export.countries))
        if self._groups:
            yield Section("groups", "Groups", lambda: self._articles(self._groups))
        told = {each.id for each in export.events}
        calls = [each for each in self.dataset.roll_calls if self.dataset.events.ids[each] in told]
        if calls:
            yield Section("votes", "Votes", lambda: self._votes(RollCalls(self.dataset, calls)))
        yield Section("timeline", "Timeline", self._timeline)
        yield Section("events", "Events", lambda: self._articles(export.events))
        yield Section("sources", "Sources", lambda: self._articles(export.sources))
        if self.dataset.corrections:
            yield Section("corrections", "Corrections", self._corrections)

    # Sections.

    def _about(self) -> Iterator[Html]:
        description = self.dataset.metadata.description
        if description:
            yield element("p", description)
        if not self.export.whole:
            told = "The report tells only of what was asked for; the data set holds more."
            yield element("p", told)
        without = ("map", "time", "events", "dates")
        page = legend_page(self.dataset, self.glyphs, without=without)
        yield element("div", self._writer.parts(page.parts, 3), class_="legend")

    def _stances(self) -> Iterator[Html]:
        types = self.dataset.scored_types
        heads = ("Country", *(each.label for each in types), "Posture")
        rows = (self._stance_row(each) for each in self.export.countries)
        caption = f"Stances and postures as of {day_words(self.moment.day)}"
        yield table("stances-table", caption, heads, rows, "stances")

    def _stance_row(self, country: Country) -> Html:
        posture = self.answers.posture(country.id, self.moment)
        label = with_doubt(posture.rule.label, posture)
        return row(
            self._link(country.id, country.name),
            *(self._stance(country.id, each.id) for each in self.dataset.scored_types),
            element("span", label, class_=f"tone-{posture.rule.tone}"),
        )

    def _stance(self, country: str, support_type: str) -> Html:
        """A stance with its sign and its word, and under it since when."""
        stance = self.answers.stances.stance(country, support_type, self.moment)
        label = stance_label(self.answers, stance, self.moment)
        told = stance_words(self.answers, country, support_type, self.moment)
        when = told.removeprefix(label).lstrip(" :,")
        shown = unseen(label) if stance.kind == "unassessed" else element("span", label)
        sign = signed(self.glyphs.stance[stance.kind], shown, f"stance-{stance.kind}")
        return element("span", sign, element("small", when) if when else None)

    def _country(self, country: Country) -> Html:
        claims = self.dataset.claims_by_country.get(country.id, ())
        within = {each.id for each in claims if each.id in self._placed} | self._ties(country)
        ribbons = self._ribbons.stances(country)
        return self._writer.article(self._page(country), ribbons, within=within)

    def _ties(self, country: Country) -> set[str]:
        """Ids of the ties that its page tells of."""
        day, as_of = self.moment.day, self.dataset.as_of
        return {each.id for each in country.ties if holds_on(each.when, day, as_of)}

    def _told_of(self, record_id: str) -> Sequence[Block | Part]:
        """What is told of a record in the place that it has in another's article."""
        item = self.dataset.find(record_id)
        assert item is not None
        if isinstance(item, Claim):
            return tuple(claim_parts(self._telling, item))
        return self._page(item).parts

    def _page(self, item: Item) -> Page:
        return page_of(self._telling, item)

    def _articles(self, records: Sequence[Item]) -> Iterator[Html]:
        for each in records:
            yield self._writer.article(self._page(each))

    def _votes(self, calls: RollCalls) -> Iterator[Html]:
        like = self.dataset.metadata.subject
        yield element(
            "p",
            f"“As {like}” is in how many of the roll calls in which both voted a country voted "
            "alike. A country in no list of a roll call is not recorded; that is not absence.",
        )
        countries = (Countries("", self.export.countries),)
        sheet = VoteBoard(calls, countries, like, self.moment, self.glyphs, WIDE).sheet()
        titles = {each.id: unseen(f": {each.title}") for each in self.export.events}
        _, *columns = sheet.columns
        heads = [self._link(each.name, (each.head, titles.get(each.name))) for each in columns]
        rows = (
            row(self._link(str(code.value), str(name.value)), *map(_vote, votes))
            for code, name, *votes in sheet.rows
        )
        yield table("votes-table", "Roll calls", heads, rows, "votes")

    def _timeline(self) -> Iterator[Html]:
        """Events, and claims that belong to none, by date."""
        loose = [claim for claim in self.claims if not claim.events]
        records: list[Event | Claim] = [*self.export.events, *loose]
        records.sort(key=by_date)
        caption = f"{len(self.export.events)} events, and {len(loose)} claims that belong to none"
        rows = map(self._timeline_row, records)
        yield table("timeline-table", caption, ("When", "What", "Kind", "Countries"), rows)

    def _timeline_row(self, record: Event | Claim) -> Html:
        later = after(record.when, self.moment, self.dataset)
        if isinstance(record, Claim):
            title, kind = record.statement, "claim"
            who: Child = self._writer.spans(names(self.dataset, (record.country,)))
        elif record.tally is not None:
            title, kind, who = record.title, record.kind, tally_words(record.tally, self.glyphs)
        else:
            title, kind = record.title, record.kind
            who = self._writer.spans(names(self.dataset, named_in(self.dataset.entries(record))))
        small = element("small", later) if later else None
        return row(dated(record.when), (self._link(record.id, title), small), kind, who)

    def _corrections(self) -> Iterator[Html]:
        pages = map(self._page, self.dataset.corrections)
        yield element("ul", (element("li", self._writer.parts(each.parts, 3)) for each in pages))

    # What stands around them.

    def _head(self) -> Html:
        """What no reader sees: no script, no foreign address, no style but the one that is here."""
        style = files(__package__).joinpath("report.css").read_text("utf-8")
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        metadata = self.dataset.metadata
        described = (self.export.flaws.warning, metadata.question or metadata.title)
        return element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=policy),
            element("meta", name="referrer", content="no-referrer"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="description", content=" ".join(filter(None, described))),
            element("meta", name="generator", content=f"alliance-tui {__version__}"),
            element("title", metadata.title),
            element("style", trusted(style)),
        )

    def _top(self) -> Html:
        metadata, export = self.dataset.metadata, self.export
        flawed = export.flaws.warning
        about = (
            export.sentence,
            f"as of {day_words(self.moment.day)}, {CLOCK_WORDS[self.moment.clock]}",
            f"vouched to {day_words(self.dataset.as_of)}",
            f"version {metadata.version}",
        )
        counts = (
            number_of(len(export.countries), "country", "countries"),
            number_of(len(self.claims), "claim"),
            number_of(len(export.events), "event"),
            number_of(len(export.sources), "source"),
        )
        return element(
            "header",
            element("h1", metadata.title),
            element("p", metadata.question, class_="question") if metadata.question else None,
            element("p", flawed, class_="flawed", role="note") if flawed else None,
            (element("p", " · ".join(facts), class_="facts") for facts in (about, counts)),
        )

    def _foot(self) -> Html:
        command = f"alliance-tui --view {quote(view_to_text(self.export.view))}"
        return element(
            "footer",
            element("p", data_citation(self.dataset, self.dataset.metadata.id)),
            element(
                "p",
                f"Made with alliance-tui {__version__}, which shows the same with ",
                element("code", command),
                ".",
            ),
        )


def _vote(cell: Cell) -> Child:
    """A cell of the votes: a sign for the eyes, the word for the ears."""
    if cell.shown is None:
        return "" if cell.value is None else str(cell.value)
    return signed(cell.shown, unseen(str(cell.value)), cell.role)


def _contents(sections: Sequence[Section]) -> Html:
    entries = (
        element("li", element("a", each.title, href=reference(each.name))) for each in sections
    )
    return element("nav", element("ol", entries), id="contents", aria_label="Contents")
