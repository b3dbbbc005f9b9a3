"""Names in the query bar: offered as terms, with a typing mistake forgiven."""

from __future__ import annotations

import pytest

from alliance_tui.query.answers import Answers
from alliance_tui.query.completion import completions
from tests.query.build import at
from tests.query.test_meaning import LAST


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ala", ["country:ALD", "group:friends"]),
        ("çla", ["country:CLD"]),
        ("republic", ["country:CLD"]),  # an alias
        ("pact", ["group:PACT"]),
        ("nothern", ["group:PACT"]),  # a letter left out
        ("frends", ["group:friends"]),
        ("zzz", []),
        ("cl", []),  # too short to be a name
    ],
)
def test_a_name_is_offered_as_a_term(answers: Answers, typed: str, offered: list[str]) -> None:
    found = completions(answers, f"-kind:vote {typed}", 11 + len(typed), at(LAST))
    assert [each.text for each in found] == offered
