"""Keys of the configuration: only those that a terminal tells of, in one spelling."""

from __future__ import annotations

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

from alliance_tui.user.keys import NAMES, KeyNameError, key_called


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("f5", "f5"),
        ("W", "W"),
        ("/", "slash"),
        ("slash", "slash"),
        (".", "full_stop"),
        ("+", "plus"),
        ("é", "é"),
        ("ctrl+f", "ctrl+f"),
        ("alt+left", "alt+left"),
        ("alt+shift+x", "alt+shift+x"),
        ("shift+tab", "shift+tab"),
    ],
)
def test_a_key_that_can_be_pressed_has_one_name(text: str, key: str) -> None:
    assert key_called(text) == key


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("F5", "write “f5”"),
        ("shift+w", "write “W”"),
        ("M-x", "write “alt+x”"),
        ("alt+X", "write “alt+shift+x”"),
        ("Ctrl+F", "write “ctrl+f”"),
        ("C-f", "write “ctrl+f”"),
        ("^f", "write “ctrl+f”"),
        ("ctrl+shift+w", "write “ctrl+w”"),
        ("ctrl+i", "write “tab”"),
        ("ctrl+[", "write “escape”"),
        ("Enter", "write “enter”"),
        ("PgDn", "write “pagedown”"),
        ("esc", "write “escape”"),
        ("S-Tab", "write “shift+tab”"),
        ("shift+1", "the sign that it gives"),
        ("cmd+k", "does not tell of “cmd”"),
        ("hyper-x", "does not tell of “hyper”"),
        ("ctrl+.", "does not tell of it"),
        ("bogus+x", "none of ctrl, alt, shift"),
        ("questionmark", "did you mean “question_mark”?"),
        ("xyzzy", "no such key"),
    ],
)
def test_a_key_that_cannot_be_pressed_is_refused_with_the_right_spelling(
    text: str, says: str
) -> None:
    with pytest.raises(KeyNameError) as caught:
        key_called(text)
    assert says in str(caught.value)
    if says.startswith("write “"):
        meant = says.removeprefix("write “").removesuffix("”")
        assert key_called(meant) == meant, "what is told can be pressed"


def test_signs_are_called_as_the_framework_calls_them() -> None:
    assert {sign: _character_to_key(sign) for sign in NAMES} == NAMES


def test_what_a_terminal_sends_is_accepted() -> None:
    refused = set()
    for keys in ANSI_SEQUENCES_KEYS.values():
        if isinstance(keys, tuple) and len(keys) == 1 and not keys[0].value.startswith("<"):
            try:
                key_called(keys[0].value)
            except KeyNameError:
                refused.add(keys[0].value)
    # of these only terminals with extended keys tell, or none
    assert {each for each in refused if not each[-1].isdigit()} <= {"shift+escape", "ctrl+@"}
