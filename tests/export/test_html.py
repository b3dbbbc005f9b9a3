"""The HTML report: sound, self-contained, accessible, with no markup of the data's own."""

from __future__ import annotations

import base64
import hashlib
import re
import shlex
from collections.abc import Callable
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from alliance_tui.export.html import report
from alliance_tui.export.html.element import (
    Html,
    anchor,
    element,
    reference,
    together,
)
from alliance_tui.export.html.page import PageWriter
from alliance_tui.model.dates import holds_on
from alliance_tui.model.entries import votes_of
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.evidence import source_label
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.page import DETAILS, Block, Part, Span, section, sign, text
from alliance_tui.pages.safe import neutral, web_address
from alliance_tui.pages.votes import NOT_RECORDED
from alliance_tui.query.stance import StanceKind, label_at
from alliance_tui.query.view import view_to_text
from alliance_tui.reading.collector import garbage_collection_paused
from alliance_tui.reading.load import Loaded
from tests.export.exports import export_of, written

pytestmark = pytest.mark.xdist_group("reports")  # each is made once

VOID = {"meta", "br"}
CSTO = "explore?q=group:CSTO&as-of=2022-12-31&clock=known"
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article",
    "footer", "h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "dl", "dt", "dd", "a", "span",
    "b", "strong", "small", "cite", "code", "blockquote", "div", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "svg", "g", "rect", "text", "line", "details", "summary",
}  # fmt: skip


class Node:
    """An element with its attributes, its children and its text."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node] = []
        self.below: list[Node] = []
        self.pieces: list[str] = []

    @cached_property
    def named(self) -> dict[str, Node]:
        """The elements below it that have an id."""
        return {each.attributes["id"]: each for each in self.below if "id" in each.attributes}

    @property
    def text(self) -> str:
        """All the text in it."""
        return "".join(self.pieces)

    def all(self, *tags: str) -> list[Node]:
        """Every element below it of these kinds."""
        return [each for each in self.below if each.tag in tags]

    def within(self, tag: str) -> bool:
        """Whether it stands in such an element."""
        return self.parent is not None and (self.parent.tag == tag or self.parent.within(tag))


class Parser(HTMLParser):
    """Reads a document of which every element is closed in order, as ours is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {}, None)
        self.open = [self.root]
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"{tag} has an attribute twice"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].children.append(node)
        for around in self.open:
            around.below.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for node in self.open:
            node.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def heard(node: Node) -> str:
    """What is read aloud of *node*."""
    if node.attributes.get("aria-hidden") == "true":
        return ""
    hidden = [each.text for each in node.below if each.attributes.get("aria-hidden") == "true"]
    text = node.text
    for each in hidden:
        text = text.replace(each, "", 1)
    return text


def parsed(text: str) -> Node:
    parser = Parser()
    with garbage_collection_paused():
        parser.feed(text)
        parser.close()
    assert parser.open == [parser.root], "something is left open"
    assert parser.comments == []
    return parser.root


def placed(document: Node, record_id: str) -> Node:
    """The element that is the place of a record."""
    return document.named[anchor(record_id)]


class Report(NamedTuple):
    """A report as text, and as elements."""

    text: str
    root: Node


ReportOf = Callable[..., Report]


@pytest.fixture(scope="module")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> ReportOf:
    """Writes the report on a data set, or on what a view shows of it, once."""
    made: dict[tuple[str, str | None], Report] = {}

    def report(loaded: Loaded, view: str | None = None) -> Report:
        key = (loaded.dataset.metadata.id, view)
        if key not in made:
            target = tmp_path_factory.mktemp("report") / "report.html"
            told = written(export_of(loaded, view), "html", target).read_text("utf-8")
            made[key] = Report(told, parsed(told))
        return made[key]

    return report


@pytest.fixture(scope="module", params=["small", "hostile", "bundled", "bundled-csto"])
def document(request: pytest.FixtureRequest, report_of: ReportOf) -> Node:
    """The report on each data set, and on a part of one."""
    name, _, part = str(request.param).partition("-")
    return report_of(request.getfixturevalue(name), CSTO if part else None).root


class TestDocument:
    def test_it_has_only_elements_and_attributes_of_ours(self, document: Node) -> None:
        for node in document.below:
            assert node.tag in ALLOWED, node.tag
            assert not [name for name in node.attributes if name.startswith("on")]
            assert not {"style", "src", "srcset", "data", "background"} & set(node.attributes)

    def test_it_fetches_nothing(self, document: Node) -> None:
        (style,) = document.all("style")
        assert "url(" not in style.text
        assert "@import" not in style.text
        for node in document.below:
            address = node.attributes.get("href")
            if node.tag != "a" or address is None:
                assert address is None
            elif not address.startswith("#"):
                assert re.match(r"https?://[^\s\"'<>]+$", address), address
                assert "noreferrer" in node.attributes["rel"]

    def test_the_policy_allows_its_own_style_and_nothing_else(self, document: Node) -> None:
        (style,) = document.all("style")
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        policies = [
            node.attributes["content"]
            for node in document.all("meta")
            if node.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies == [
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        ]

    def test_every_id_is_unique_and_every_reference_leads_somewhere(self, document: Node) -> None:
        given = [node.attributes["id"] for node in document.below if "id" in node.attributes]
        ids = set(given)
        assert len(ids) == len(given)
        assert not [each for each in ids if not each or re.search(r"\s", each)]
        for node in document.below:
            address = node.attributes.get("href", "")
            if address.startswith("#"):
                assert unquote(address[1:]) in ids
            if "aria-labelledby" in node.attributes:
                assert node.attributes["aria-labelledby"] in ids


class TestAccessibility:
    def test_it_has_a_language_a_title_and_landmarks(self, document: Node) -> None:
        (html,) = document.all("html")
        assert html.attributes["lang"] == "en"
        (title,) = (each for each in document.all("title") if not each.within("svg"))
        assert title.text.strip()
        for tag in ("header", "nav", "main", "footer", "h1"):
            assert len(document.all(tag)) == 1
        (body,) = document.all("body")
        first = body.children[0]
        assert (first.tag, first.attributes["href"]) == ("a", "#main")
        assert document.all("main")[0].attributes["id"] == "main"
        (nav,) = document.all("nav")
        assert nav.attributes["aria-label"]
        for each in document.all("section"):
            assert each.attributes["aria-labelledby"]

    def test_headings_leave_out_no_level_and_none_is_empty(self, document: Node) -> None:
        before = 0
        for node in document.all("h1", "h2", "h3", "h4", "h5"):
            level = int(node.tag[1])
            assert level <= before + 1, node.text
            assert node.text.strip()
            before = level

    def test_every_table_has_a_caption_and_heads_with_a_scope(self, document: Node) -> None:
        assert document.all("table")
        for table in document.all("table"):
            assert table.children[0].tag == "caption"
            assert table.children[0].text.strip()
            heads = table.all("thead")[0].all("th")
            assert {head.attributes["scope"] for head in heads} == {"col"}
            assert all(head.text.strip() for head in heads)
            for row in table.all("tbody")[0].all("tr"):
                assert row.children[0].tag == "th"
                assert row.children[0].attributes["scope"] == "row"
                assert len(row.children) == len(heads)
            around = table.parent
            assert around is not None
            assert (around.attributes["role"], around.attributes["tabindex"]) == ("region", "0")

    def test_every_drawing_is_told_in_words_or_left_out(self, document: Node) -> None:
        assert document.all("svg")
        for drawing in document.all("svg"):
            if drawing.attributes.get("aria-hidden") == "true":
                continue
            assert drawing.attributes["role"] == "img"
            assert drawing.attributes["aria-label"].strip()

    def test_no_stance_and_no_vote_is_told_by_colour_or_sign_alone(self, document: Node) -> None:
        """Words are in the element that has the colour, or else beside it in the line."""
        found = 0
        for node in document.all("span"):
            if re.match(r"(stance|vote)-", node.attributes.get("class", "")):
                assert node.parent is not None
                around = (node, node.parent)
                assert any(re.search(r"[A-Za-z]{3}", heard(each)) for each in around), (
                    node.parent.text
                )
                found += 1
        assert found

    def test_no_sign_is_read_aloud(self, document: Node) -> None:
        kinds: tuple[StanceKind, ...] = ("supports", "withholds", "opposes", "mixed")
        signs = {*(UNICODE.stance[each] for each in kinds), UNICODE.supports, UNICODE.denies}
        for node in document.all("p", "li", "h4", "h5"):
            assert not signs & set(heard(node)), node.text

    def test_what_is_folded_says_what_it_is(self, document: Node) -> None:
        for node in document.all("details"):
            assert node.children[0].tag == "summary"
            assert len(node.children) > 1

    def test_nothing_that_is_read_aloud_is_empty(self, document: Node) -> None:
        for node in document.all("p", "li", "dt", "caption", "th", "cite", "code"):
            assert node.text.strip()

    def test_no_link_is_empty(self, document: Node) -> None:
        for link in document.all("a"):
            assert link.text.strip()
            assert not link.within("a")


class TestContent:
    def test_it_tells_of_every_country_claim_event_and_source(
        self, small: Loaded, bundled: Loaded, report_of: ReportOf
    ) -> None:
        for loaded in (small, bundled):
            document = report_of(loaded).root
            ids = {node.attributes.get("id") for node in document.below}
            dataset = loaded.dataset
            for records in (dataset.countries, dataset.claims, dataset.events, dataset.sources):
                assert {anchor(each.id) for each in records} <= ids
            for claim in dataset.claims:
                told = placed(document, claim.id).text
                assert claim.statement in told
                for each in claim.evidence:
                    assert source_label(dataset.source[each.source]) in told
                    for words in (each.says, each.quote and each.quote.text):
                        assert (words or "") in told

    def test_it_tells_what_is_cited_for_a_summary_a_part_and_a_tie(
        self, bundled: Loaded, report_of: ReportOf
    ) -> None:
        document, as_of = report_of(bundled).root, bundled.dataset.as_of
        for country in bundled.dataset.countries:
            told = placed(document, country.id).parent
            assert told is not None
            held = (tie for tie in country.ties if holds_on(tie.when, as_of, as_of))
            ties = (each for tie in held for each in tie.evidence)
            for each in (*country.evidence, *ties):
                assert (each.says or "") in told.text
        for event in bundled.dataset.events:
            told = placed(document, event.id).parent
            assert told is not None
            parts = (each for part in event.participants for each in part.evidence)
            for each in (*event.evidence, *parts):
                assert (each.says or "") in told.text

    def test_stances_and_postures_are_those_of_the_day(
        self, bundled: Loaded, report_of: ReportOf
    ) -> None:
        export = export_of(bundled, CSTO)
        document = report_of(bundled, CSTO).root
        assert "as of 31 Dec 2022, as it was known" in document.text
        (command,) = document.all("footer")[0].all("code")
        assert shlex.split(command.text)[-1] == view_to_text(export.view)
        table = next(
            each for each in document.all("table") if each.attributes.get("class") == "stances"
        )
        rows = table.all("tbody")[0].all("tr")
        assert [row.children[0].text for row in rows] == [each.name for each in export.countries]
        for row, country in zip(rows, export.countries, strict=True):
            cells = row.children[1:]
            for cell, each in zip(cells[:-1], bundled.dataset.scored_types, strict=True):
                stance = export.answers.stances.stance(country.id, each.id, export.moment)
                assert label_at(stance.kind, export.moment, bundled.dataset.as_of) in cell.text
                assert ("may have ended" in cell.text) is not stance.certain
                assert not any(each.text.startswith((":", ",")) for each in cell.all("small"))
            posture = export.answers.posture(country.id, export.moment)
            assert cells[-1].text == ", ".join((posture.rule.label, *posture.doubt))

    def test_every_vote_stands_in_the_table_of_votes(
        self, small: Loaded, report_of: ReportOf
    ) -> None:
        document = report_of(small).root
        table = next(
            each for each in document.all("table") if each.attributes.get("class") == "votes"
        )
        event = small.dataset.events[small.dataset.roll_calls[0]]
        for row, country in zip(
            table.all("tbody")[0].all("tr"), small.dataset.countries, strict=True
        ):
            assert row.children[0].text == country.name
            assert heard(row.children[3]).strip() == votes_of(event).get(country.id, NOT_RECORDED)

    def test_a_denial_stands_with_its_claim(self, small: Loaded, report_of: ReportOf) -> None:
        document = report_of(small).root
        claim = placed(document, "dld-shells")
        assert "denied by Dland" in claim.text
        assert claim.text.index("Who says so") < claim.text.index("Who denies it")

    def test_what_the_words_of_a_claim_mean_is_folded_under_it(
        self, small: Loaded, report_of: ReportOf
    ) -> None:
        (details,) = placed(report_of(small).root, "dld-shells").all("details")
        assert MEANINGS["status"][small.dataset.claim["dld-shells"].status] in details.text

    def test_what_was_not_asked_for_is_named_and_not_linked(
        self, bundled: Loaded, report_of: ReportOf
    ) -> None:
        document = report_of(bundled, CSTO).root
        articles = [each.children[0].text for each in document.all("article")]
        assert articles[0] == "Armenia"
        assert "Iran" not in articles
        assert [node for node in document.all("a") if node.text == "Iran"] == []
        assert "Iran" in document.text
        assert "The report tells only of what was asked for" in document.text


class TestHostile:
    def test_markup_of_the_data_is_text(self, hostile: Loaded, report_of: ReportOf) -> None:
        text, document = report_of(hostile)
        assert "<script" not in text
        assert "<img" not in text
        assert "<i>" not in text
        assert "<script>alert(1)</script>" in document.text
        assert "<img src=x onerror=alert(1)>" in document.text

    def test_only_languages_are_named(self, hostile: Loaded, report_of: ReportOf) -> None:
        for node in report_of(hostile).root.below:
            assert re.fullmatch(r"[A-Za-z]{2,3}|", node.attributes.get("lang", ""))

    def test_only_addresses_of_the_web_are_links(
        self, hostile: Loaded, report_of: ReportOf
    ) -> None:
        document = report_of(hostile).root
        out = [
            node.attributes["href"]
            for node in document.all("a")
            if not node.attributes["href"].startswith("#")
        ]
        assert out
        assert all(each.startswith("https://") for each in out)


class TestElement:
    def test_text_is_escaped_and_made_harmless(self) -> None:
        assert element("p", "<b>&\x1b") == "<p>&lt;b&gt;&amp;␛</p>"
        assert element("p", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'

    def test_only_what_was_made_here_stays_as_it_is(self) -> None:
        made = element("b", "x")
        assert element("p", made, None, ["y", made]) == "<p><b>x</b>y<b>x</b></p>"
        assert together(f"{made}") == "&lt;b&gt;x&lt;/b&gt;"
        assert not isinstance(made + "<", Html)

    def test_attributes_without_value_are_left_out(self) -> None:
        assert element("br", hidden=False, class_=None) == "<br>"
        assert element("p", hidden=True, aria_label="x") == '<p hidden aria-label="x"></p>'

    @pytest.mark.parametrize(
        "address",
        [
            None,
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            " https://a.example",
            "//a.example",
            "ftp://a.example",
            "https://",
            "http://[::1",
        ],
    )
    def test_other_addresses_are_none(self, address: str | None) -> None:
        assert web_address(address) is None

    def test_addresses_of_the_web_are_kept(self) -> None:
        assert web_address("https://a.example/b?c=d&e#f%20g") == "https://a.example/b?c=d&e#f%20g"
        assert web_address('https://a.example/"<x>') == "https://a.example/%22%3Cx%3E"

    def test_any_id_can_be_led_to(self) -> None:
        for record_id in ("日本", "a.b", "x y", "\u202ex", "100%"):
            assert unquote(reference(anchor(record_id))[1:]) == anchor(record_id)
            assert neutral(anchor(record_id)) == anchor(record_id)


class TestPages:
    """What blocks and parts of a page become."""

    WRITER = PageWriter({"c-1", "s-1"}, lambda _: (Block((Span("all of it"),)),))

    def html(self, *parts: Block | Part, within: frozenset[str] = frozenset()) -> str:
        return "".join(self.WRITER.parts(parts, 4, within))

    def test_what_is_set_deeper_belongs_to_the_item_before_it(self) -> None:
        item = Block((Span("a source", link="s-1"),), lead=(sign("✓", "good", "supported by"),))
        says = Block((Span("It says so."),), indent=2)
        words = Block((Span("“так”", "quote", lang="uk"),), "quote", indent=2)
        after = Block((Span("Done."),))
        made = self.html(item, says, words, item, after)
        assert made.count("<ul>") == 1
        assert made.count("<li>") == 2
        assert (
            '<blockquote><p><span lang="uk" dir="auto">“так”</span></p></blockquote></li>' in made
        )
        assert '<span class="unseen">supported by: </span>' in made
        assert made.endswith("</ul><p>Done.</p>")

    def test_a_record_is_told_in_its_place_and_led_to_from_others(self) -> None:
        claim = Part("c-1", (Block((Span("They did."),)),), lambda: (), opens="c-1")
        assert self.html(claim) == '<ul><li><a href="#r-c-1">They did.</a></li></ul>'
        here = self.html(claim, within=frozenset({"c-1"}))
        assert '<li id="r-c-1" class="record"><div><p>They did.</p><p>all of it</p></div>' in here

    def test_a_section_stands_under_its_heading_and_details_are_folded(self) -> None:
        told = lambda: (Block((Span("So."),)),)  # noqa: E731
        assert self.html(section("Events", told, 1)) == "<h4>Events</h4><p>So.</p>"
        folded = "<details><summary>Details</summary><p>So.</p></details>"
        assert self.html(section(DETAILS, told)) == folded

    def test_joiners_that_a_terminal_does_not_get_stay(self) -> None:
        assert self.html(Block((text("می\u200cخواهم"),))) == "<p>می\u200cخواهم</p>"


def themes() -> dict[str, dict[str, str]]:
    """The colours of the style sheet, in the light and in the dark."""
    style = Path(report.__file__).with_name("report.css").read_text("utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in halves(style))
    return {"light": light, "dark": light | dark}


def halves(style: str) -> tuple[str, str]:
    before, _, after = style.partition("@media screen and (prefers-color-scheme: dark)")
    return before, after


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_text_can_be_read(theme: str) -> None:
    """4.5 to 1 against the page and panels (WCAG 2.2, 1.4.3)."""
    colours = themes()[theme]
    grounds = {"paper", "panel"}
    for name in set(colours) - grounds - {"line", "focus"}:
        for ground in grounds:
            assert contrast(colours[name], colours[ground]) >= 4.5, (theme, name, ground)
    assert contrast(colours["focus"], colours["paper"]) >= 3
