"""``check --explain``: every code has a page, and what there is can be listed."""

from __future__ import annotations

import pytest

from alliance_tui.reading.codes import CODES
from tests.conftest import Run


def test_a_code_is_explained_with_wrong_and_right(call: Run) -> None:
    done = call("check", "--explain", "e503")
    assert (done.returncode, done.stderr) == (0, "")
    title, _, meaning, *rest = done.stdout.splitlines()
    assert title == "error[E503]: a country stands in two lists of one vote"
    assert meaning.startswith("In a roll call each country votes once.")
    assert rest.index("Wrong:") < rest.index("    events:") < rest.index("Right:")
    assert "        votes: {for: [AAA], abstain: [AAA]}" in rest


def test_a_warning_says_how_it_is_waived(call: Run) -> None:
    assert "waive: {W304: reason}" in call("check", "--explain", "W304").stdout


def test_all_codes_are_listed(call: Run) -> None:
    done = call("check", "--explain")
    assert done.returncode == 0
    for code in CODES.values():
        assert f"  {code.code}  {code.title}\n" in done.stdout


def test_a_page_has_no_other_format(call: Run) -> None:
    done = call("check", "--explain", "W304", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "as text alone" in done.stderr


@pytest.mark.parametrize(("code", "says"), [("E5O3", "did you mean “E5"), ("X", "lists them")])
def test_what_is_no_code_is_said_to_be_none(call: Run, code: str, says: str) -> None:
    done = call("check", "--explain", code)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
