"""Prose that names a record by its id: it is told by its title, and leads there."""

from __future__ import annotations

from alliance_tui.pages.claim import claim_page
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.prose import prose
from alliance_tui.pages.telling import Telling
from tests.query.build import AS_OF, at, claim, world

MADE = world(
    claim(id="aaa-arms", statement="Aaa gave arms.", note="The rest is in aaa-words, twenty-one."),
    claim(id="aaa-words", type="words", statement="Aaa spoke for it."),
)


def test_a_claim_that_a_note_names_is_told_by_its_sentence_and_leads_there() -> None:
    dataset = MADE.answers.dataset
    telling = Telling(MADE.answers, at(AS_OF), UNICODE)
    page = claim_page(telling, dataset.claim["aaa-arms"])
    assert "Note: The rest is in “Aaa spoke for it”, twenty-one." in plain_text(page, 80)
    links = [span.link for block in page.blocks for span in block.spans]
    assert "aaa-words" in links


def test_words_that_name_nothing_stay_as_they_are() -> None:
    told = list(prose("A dual-use good, aaa-Words and no-claim.", MADE.answers.dataset, "dim"))
    assert [(each.text, each.link) for each in told] == [
        ("A dual-use good, aaa-Words and no-claim.", None)
    ]
    assert not list(prose("", MADE.answers.dataset))
