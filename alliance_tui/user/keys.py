"""Names of keys: which a terminal can tell a program of, and how they are written."""

from __future__ import annotations

import re

from alliance_tui.nearest import nearest

NAMES: dict[str, str] = {
    "!": "exclamation_mark",
    '"': "quotation_mark",
    "#": "number_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "full_stop",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less_than_sign",
    "=": "equals_sign",
    ">": "greater_than_sign",
    "?": "question_mark",
    "@": "at",
    "[": "left_square_bracket",
    "\\": "backslash",
    "]": "right_square_bracket",
    "^": "circumflex_accent",
    "_": "underscore",
    "`": "grave_accent",
    "{": "left_curly_bracket",
    "|": "vertical_line",
    "}": "right_curly_bracket",
    "~": "tilde",
}
"""The signs of a keyboard, with the names that their keys have."""

_MOVING = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})
_EDITING = frozenset({"insert", "delete", "backspace", "enter", "tab", "escape", "space"})
_FUNCTION = frozenset(f"f{number}" for number in range(1, 25))
_NAMED = _MOVING | _EDITING | _FUNCTION

_OTHER_NAMES: dict[str, str] = {
    **dict.fromkeys(("esc",), "escape"),
    **dict.fromkeys(("return", "ret", "cr"), "enter"),
    **dict.fromkeys(("pgup", "page_up", "page-up", "prior"), "pageup"),
    **dict.fromkeys(("pgdn", "pgdown", "page_down", "page-down", "next"), "pagedown"),
    **dict.fromkeys(("del",), "delete"),
    **dict.fromkeys(("ins",), "insert"),
    **dict.fromkeys(("bs", "bksp", "back"), "backspace"),
    **dict.fromkeys(("spc", "spacebar", "blank"), "space"),
    **dict.fromkeys(("period", "dot", "point"), "full_stop"),
    **dict.fromkeys(("hyphen", "dash"), "minus"),
    **dict.fromkeys(("question",), "question_mark"),
    **dict.fromkeys(("exclamation", "bang"), "exclamation_mark"),
    **dict.fromkeys(("arrowup", "↑"), "up"),
    **dict.fromkeys(("arrowdown", "↓"), "down"),
    **dict.fromkeys(("arrowleft", "←"), "left"),
    **dict.fromkeys(("arrowright", "→"), "right"),
}

_MODIFIERS: dict[str, str] = {
    **dict.fromkeys(("ctrl", "control", "c", "ctl", "^"), "ctrl"),
    **dict.fromkeys(("alt", "meta", "option", "opt", "m", "a"), "alt"),
    **dict.fromkeys(("shift", "s"), "shift"),
}
_NEVER_SENT = frozenset({"cmd", "command", "super", "win", "windows", "hyper", "fn"})

_SAME_AS: dict[str, str] = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal sends for another key."""

_WITH_CTRL = frozenset(
    {"backslash", "right_square_bracket", "circumflex_accent", "underscore", "at", "delete"}
)


class KeyNameError(ValueError):
    """A name of no key that can be pressed; the message says how the key is written."""


def key_called(text: str) -> str:
    """The key that *text* names, as the program calls it.

    Args:
        text: a sign (``/``), a letter (``W``), a name (``f5``, ``slash``), or one of them after
            ``ctrl+``, ``alt+`` or ``shift+``.

    Raises:
        KeyNameError: a terminal tells of no such key, or it is written otherwise.
    """
    if len(text) == 1 and text.isprintable() and not text.isspace():
        return NAMES.get(text, text)
    meant = _meant(text)
    if meant != text:
        raise KeyNameError(f"write “{meant}”")
    return meant


def _meant(text: str) -> str:
    """How the key is written that *text* probably means."""
    bare = text[1:-1] if re.fullmatch(r"<.+>", text) else text
    *parts, last = re.split(r"(?<=[^+-])[+-](?=.)", bare)
    if re.fullmatch(r"\^.", last):
        parts, last = [*parts, "ctrl"], last[1:]
    modifiers = {_modifier(each) for each in parts}
    key = _key(last, modifiers)
    if key.isalpha() and len(key) == 1 and key.isascii():
        if modifiers == {"shift"}:
            return key.upper()
        if "ctrl" in modifiers:
            modifiers, key = modifiers - {"shift"}, key.lower()
        elif key.isupper():
            modifiers, key = modifiers | {"shift"}, key.lower()
    elif "shift" in modifiers and (len(key) == 1 or key in NAMES.values()):
        raise KeyNameError("write the sign that it gives, such as “!”")
    name = "+".join((*sorted(modifiers), key))
    name = _SAME_AS.get(name, name)
    if name.startswith("ctrl+") and len(key) > 1 and key not in _MOVING | _FUNCTION | _WITH_CTRL:
        raise KeyNameError("a terminal does not tell of it; write ctrl+ and a letter")
    return name


def _modifier(word: str) -> str:
    found = _MODIFIERS.get(word.lower())
    if found is None:
        if word.lower() in _NEVER_SENT:
            raise KeyNameError(f"a terminal does not tell of “{word}”; use ctrl+ or alt+")
        raise KeyNameError(f"“{word}” is none of ctrl, alt, shift")
    return found


def _key(word: str, modifiers: set[str]) -> str:
    if len(word) == 1 and word.isprintable():
        return NAMES.get(word, word)
    lower = word.lower()
    if lower in _NAMED or lower in NAMES.values():
        return lower
    if lower in ("backtab", "back_tab"):
        modifiers.add("shift")
        return "tab"
    found = _OTHER_NAMES.get(lower)
    if found is not None:
        return found
    close = nearest(lower, sorted(_NAMED | set(NAMES.values())))
    raise KeyNameError(f"did you mean “{close}”?" if close else "there is no such key")
