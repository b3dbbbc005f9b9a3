"""What the sections of the report share: links, signs with their words, tables, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from alliance_tui.export.html.element import (
    Child,
    Html,
    anchor,
    element,
    joined,
    reference,
)
from alliance_tui.export.selection import Export
from alliance_tui.model.provenance import party_of
from alliance_tui.model.records import Claim, Evidence
from alliance_tui.pages.later import published_after, written_for
from alliance_tui.pages.parts import (
    EVIDENCE_ROLE,
    country_name,
    said,
    sign_of,
    source_label,
)
from alliance_tui.pages.telling import stance_label, stance_words

EVIDENCE_WORDS = {"supports": "Supported by", "denies": "Denied by", "context": "See also"}


class Report:
    """What is reported, and which of its records have a place in the report."""

    def __init__(self, export: Export) -> None:
        """Report on *export*."""
        self.export = export
        self.answers = export.answers
        self.dataset = export.dataset
        self.moment = export.moment
        self.glyphs = export.scene.glyphs

    @cached_property
    def _told(self) -> set[str]:
        """The ids of the records that have a place of their own."""
        export = self.export
        sections = (export.countries, self.claims, export.events, export.sources)
        return {record.id for section in sections for record in section}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that are told: those of the countries that are."""
        countries = {each.id for each in self.export.countries}
        return tuple(each for each in self.export.claims if each.country in countries)

    @cached_property
    def claims_by_country(self) -> dict[str, list[Claim]]:
        """The claims of each country."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.country, []).append(claim)
        return found

    def link(self, record_id: str, text: Child) -> Html:
        """*text* leading to a record, or alone where the report does not tell of it."""
        if record_id not in self._told:
            return element("span", text)
        return element("a", text, href=reference(anchor(record_id)))

    def country(self, country_id: str) -> Html:
        """A country's name leading to it."""
        return self.link(country_id, country_name(self.dataset, country_id))

    def countries(self, ids: Iterable[str]) -> Html:
        """The names of countries in alphabetical order."""
        ordered = sorted(ids, key=lambda each: country_name(self.dataset, each))
        return joined(map(self.country, ordered), ", ")

    def stance(self, country: str, support_type: str) -> Html:
        """A stance with its sign, its word, and since when."""
        answers, moment = self.answers, self.moment
        stance = answers.stances.stance(country, support_type, moment)
        label = stance_label(answers, stance, moment)
        words = stance_words(answers, country, support_type, moment)
        when = words.removeprefix(label)
        shown = unseen(label) if stance.kind == "unassessed" else element("span", label)
        sign = hidden_sign(self.glyphs.stance[stance.kind])
        return element(
            "span",
            element("span", sign, " ", shown, class_=f"stance-{stance.kind}"),
            element("small", when) if when else None,
        )

    def summary(self, words: str | None, lead: str = "") -> Html | None:
        """A text that was written for the last day, and says so on an earlier one."""
        if not words:
            return None
        for_day = written_for(self.moment, self.dataset)
        dim = element("span", lead + for_day, class_="dim") if lead + for_day else None
        return element("p", dim, words)

    def later(self, words: str) -> Html | None:
        """What says that something came after the day, behind what it is said of."""
        return element("small", f" · {words}") if words else None

    def evidence(self, evidence: Iterable[Evidence], claim: Claim | None = None) -> Html | None:
        """What the sources say, each in an item: support, then denials, then context."""
        order = list(EVIDENCE_WORDS)
        ranked = sorted(evidence, key=lambda each: order.index(each.stance))
        if not ranked:
            return None
        items = (self._piece(each, claim) for each in ranked)
        return element("ul", items, class_="evidence")

    def _piece(self, evidence: Evidence, claim: Claim | None) -> Html:
        source = self.dataset.source[evidence.source]
        party = None
        if claim is not None:
            party = party_of(evidence, claim, source, self.dataset.metadata)
        voice = f"speaks for the {party}" if party not in (None, "independent") else None
        words = said(evidence, self.dataset)
        later = published_after(source.published, self.moment)
        about = [each for each in (source.kind, voice, evidence.loc, words, later) if each]
        quote = evidence.quote
        return element(
            "li",
            hidden_sign(f"{sign_of(evidence, self.glyphs)} "),
            element("span", EVIDENCE_WORDS[evidence.stance], class_=EVIDENCE_ROLE[evidence.stance]),
            " ",
            self.link(source.id, source_label(source)),
            element("span", f" ({', '.join(about)})", class_="dim"),
            element("p", evidence.says) if evidence.says else None,
            element(
                "blockquote",
                element("p", f"“{quote.text}”", lang=_language(quote.lang), dir="auto"),
                element("p", f"— {quote.speaker}", class_="dim") if quote.speaker else None,
            )
            if quote
            else None,
        )


def _language(code: str | None) -> str | None:
    """*code* if it is one of a language."""
    return code if code and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else None


def hidden_sign(sign: str) -> Html:
    """A sign that is read by eyes alone."""
    return element("span", sign, aria_hidden="true")


def unseen(words: str) -> Html:
    """Words that are read aloud and not shown."""
    return element("span", words, class_="unseen")


def section(section_id: str, title: str, *children: Child) -> Html:
    """A section of the report under its heading."""
    return element("section", *opening(section_id, title), children, aria_labelledby=section_id)


def opening(section_id: str, title: str) -> tuple[Html, Html]:
    """The heading of a section and the way back."""
    back = element("a", "Contents", href=reference("contents"))
    return element("h2", title, id=section_id), element("p", back, class_="back")


def table(
    name: str, caption: Child, heads: Sequence[Child], rows: Iterable[Html], class_: str = ""
) -> Html:
    """A table that can be scrolled where it is too wide; *name* is the id of its caption."""
    return element(
        "div",
        element(
            "table",
            element("caption", caption, id=name),
            element("thead", element("tr", (element("th", head, scope="col") for head in heads))),
            element("tbody", rows),
            class_=class_ or None,
        ),
        class_="wide",
        role="region",
        aria_labelledby=name,
        tabindex=0,
    )


def row(head: Child, *cells: Child) -> Html:
    """A row of a table with its head."""
    return element("tr", element("th", head, scope="row"), (element("td", each) for each in cells))


def facts(values: Iterable[Child]) -> Html | None:
    """Short facts in one line; nothing where there are none."""
    line = joined(values, " · ")
    return element("p", line, class_="facts") if line else None


def counted(number: int, one: str, many: str) -> str:
    """*number* with its noun."""
    return f"{number} {one if number == 1 else many}"
