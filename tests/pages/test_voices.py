"""Whose word a source carries: named, so that nobody takes a state's word for another's."""

from __future__ import annotations

import pytest

from alliance_tui.pages.claims import claim_part
from alliance_tui.pages.evidence import evidence_blocks
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.page import Block
from alliance_tui.pages.telling import Telling
from tests.query.build import Fields, at, claim, world

THIRD: Fields = {"id": "bbb-mfa", "publisher": "MFA of B", "speaks_for": "BBB"}


@pytest.mark.parametrize(
    ("evidence", "whose"),
    [
        ({"source": "press"}, "✓ word of no state: Press"),
        ({"source": "actor"}, "✓ word of Aaa: Ministry of A"),
        ({"source": "subject-mfa"}, "✓ word of Sub: MFA"),
        ({"source": "target"}, "✓ word of Adv: Staff"),
        ({"source": "bbb-mfa"}, "✓ word of Bbb: MFA of B"),
        ({"source": "press", "party": "third"}, "✓ word of third states: Press"),
        ({"source": "press", "party": "third", "by": "BBB"}, "✓ word of Bbb: Press"),
        ({"source": "press", "party": "third", "by": "GGG"}, "✓ word of Group G: Press"),
        ({"source": "press", "party": "third", "by": "an envoy"}, "✓ word of an envoy: Press"),
        ({"source": "press", "party": "actor"}, "✓ word of Aaa: Press"),
        ({"source": "press", "stance": "context"}, "~ for context, word of no state: Press"),
    ],
)
def test_whose_word_stands_before_the_sources(evidence: Fields, whose: str) -> None:
    supported = [] if evidence.get("stance", "supports") == "supports" else [{"source": "paper"}]
    group = {"id": "GGG", "name": "Group G"}
    made = world(claim(evidence=[*supported, evidence]), sources=[THIRD], groups=[group])
    telling = Telling(made.answers, at("2022-10-01"), UNICODE)
    record = made.answers.dataset.claims[0]
    part = claim_part(telling, made.answers.stances.weighed(record, telling.moment))
    blocks = (each for each in part.body() if isinstance(each, Block))
    lines = ["".join(span.text for span in (*each.lead, *each.spans)) for each in blocks]
    assert any(line.startswith(whose) for line in lines), lines


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("BBB", "carries the word of Bbb"),
        ("GGG", "carries the word of Group G"),
        ("an envoy", "carries the word of an envoy"),
    ],
)
def test_whoever_carries_the_word_is_named_once(by: str, told: str) -> None:
    evidence = {"source": "press", "party": "third", "by": by, "on": "2022-03-05"}
    group = {"id": "GGG", "name": "Group G"}
    made = world(claim(evidence=[evidence]), sources=[THIRD], groups=[group])
    telling = Telling(made.answers, at("2022-10-01"), UNICODE)
    record = made.answers.dataset.claims[0]
    first = next(evidence_blocks(telling, record.evidence[0], record))
    line = "".join(span.text for span in first.spans)
    assert line.endswith(f"{told} · said 5 Mar 2022"), line
