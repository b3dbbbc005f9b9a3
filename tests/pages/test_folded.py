"""Pages on a screen: what is folded, where one stops, what is marked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from alliance_tui.pages.cells import width
from alliance_tui.pages.folded import Folded
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import Line, fitted
from alliance_tui.pages.marks import marked
from alliance_tui.pages.page import Block, Page, Part, Span
from alliance_tui.pages.record import page_of
from alliance_tui.pages.telling import Telling
from alliance_tui.query.answers import Answers
from tests.pages.texts import texts
from tests.query.build import at

LAST = "2023-12-31"


def told(folded: Folded) -> list[str]:
    return ["".join(span.text for span in folded.line(each)) for each in range(len(folded))]


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


def about_arms(answers: Answers, country: str) -> Page:
    item = answers.dataset.country[country]
    return page_of(Telling(answers, at(LAST), UNICODE), item, "arms")


def test_a_claim_takes_two_lines_until_the_cursor_is_on_it(answers: Answers) -> None:
    page = about_arms(answers, "ELD")
    folded = Folded(page, 80)
    lines = told(folded)
    first = next(n for n, line in enumerate(lines) if "Eland refused to sell more." in line)
    assert "1 May 2022 · reported · moderate" in lines[first + 1]
    assert lines[first + 1].endswith("1 source")
    assert not any("Arms Watch" in line for line in lines)
    part = folded.part_at(first)
    assert part is not None
    here = Folded(page, 80, here=part.id, before=folded)
    assert any("✓ word of no state: Arms Watch" in line for line in told(here))
    stop = here.stop((part.id, -1))
    assert stop is not None
    assert stop.first == first, "what unfolds stays where it is"
    assert stop.last > first + 1


def test_sections_unfold_and_hold_stops_of_their_own(answers: Answers) -> None:
    page = about_arms(answers, "DLD")
    closed = Folded(page, 80)
    head = next(each for each in closed.stops if each.part and "People" in each.part.id)
    assert head.part is not None
    opened = Folded(page, 80, turned={head.part.id}, before=closed)
    assert any("DLD · East" in line for line in told(opened))
    assert len(told(opened)) > len(told(closed))
    assert opened.is_unfolded(head.part)
    assert not closed.is_unfolded(head.part)


def test_sources_of_a_claim_are_no_stops_but_those_of_its_page_are(answers: Answers) -> None:
    page = about_arms(answers, "DLD")
    folded = Folded(page, 80, here="dld-shells")
    assert any("Foreign Ministry of Bland" in line for line in told(folded))
    assert not [each.link for each in folded.stops if each.link in answers.dataset.source]
    claim = page_of(Telling(answers, at(LAST), UNICODE), answers.dataset.claim["dld-shells"])
    links = [each.link for each in Folded(claim, 80).stops]
    assert {each.source for each in answers.dataset.claim["dld-shells"].evidence} <= set(links)


@pytest.mark.parametrize("cells", [24, 40, 92])
def test_every_page_fits_folded_and_unfolded_and_its_stops_are_in_order(
    answers: Answers, cells: int
) -> None:
    for item_id in answers.dataset.ids:
        item = answers.dataset.find(item_id)
        assert item is not None
        page = page_of(Telling(answers, at(LAST), UNICODE), item)
        folded = Folded(page, cells)
        sections = {each.part.id for each in folded.stops if each.part is not None}
        for each in (folded, Folded(page, cells, turned=sections, before=folded)):
            assert all(width(line) <= cells for line in told(each))
            firsts = [(stop.first, stop.place) for stop in each.stops]
            assert firsts == sorted(firsts)
            assert all(stop.first <= stop.last < len(each) for stop in each.stops)
            keys = [stop.key for stop in each.stops]
            assert len(keys) == len(set(keys))
        folded = Folded(page, cells, here=next(iter(sections), None), before=folded)
        assert all(width(line) <= cells for line in told(folded))


def test_nothing_is_said_folded_that_is_not_said_unfolded(answers: Answers) -> None:
    for country in answers.dataset.countries:
        for each in ("arms", "troops"):
            page = page_of(Telling(answers, at(LAST), UNICODE), country, each)
            whole = " ".join(text_of(block.spans) for block in page.blocks)
            for part in page.parts:
                if isinstance(part, Part) and part.kind == "item":
                    assert text_of(part.short[0].spans) in whole


def test_a_long_line_is_cut_and_says_so_at_every_width() -> None:
    block = Block((Span("one two three four five six seven eight"),), most=2)
    for cells in range(8, 30):
        lines = fitted(block, cells)
        assert len(lines) <= 2
        assert all(width(text_of(line)) <= cells for line in lines)
        assert text_of(lines[-1]).endswith("…") or "eight" in text_of(lines[-1])


def test_the_end_of_a_line_gives_way_to_its_text_as_far_as_it_can() -> None:
    tails = ((Span("denied 3 · Iran, Russia"),), (Span("denied 3"),), (Span("≠3"),))
    block = Block((Span("Iran gave arms to Russia."),), most=1, tails=tails)
    assert text_of(fitted(block, 60)[0]).endswith("denied 3 · Iran, Russia")
    assert text_of(fitted(block, 40)[0]) == f"{'Iran gave arms to Russia.':<32}denied 3"
    assert text_of(fitted(block, 20)[0]).endswith("≠3")
    assert all(width(text_of(fitted(block, cells)[0])) <= cells for cells in range(4, 70))


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Drones and drone parts", ("drone",), ["Drone", "drone"]),
        ("undrone", ("drone",), []),
        ("İbrahim Kalın spoke", ("kalin",), []),
        ("Žilina, Vučić", ("vucic",), ["Vučić"]),
        ("the New York Times", ("new york",), ["New York"]),
        ("nothing", (), []),
    ],
)
def test_words_are_marked_where_they_begin(
    text: str, words: tuple[str, ...], hits: list[str]
) -> None:
    line = marked((Span(text[:3]), Span(text[3:], "dim", "X")), words)
    assert text_of(line) == text
    found = "".join(f"{span.text}|" if span.role == "hit" else "/" for span in line)
    assert "".join(found.replace("/", " ").replace("|", "").split()) == "".join(hits).replace(
        " ", ""
    )


@settings(max_examples=150, deadline=None)
@given(texts(), texts())
def test_marking_loses_no_letter(text: str, word: str) -> None:
    assert text_of(marked((Span(text),), (word,))) == text
