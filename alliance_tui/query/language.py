"""The query language: its grammar, its terms, and queries as text again.

    query       = alternative { "or" alternative }
    alternative = { ["and"] item }
    item        = [ "-" | "not" ] ( "(" query ")" | "never(" query ")" | term | word )
    term        = FIELD ":" VALUE [ "=" VALUE ]
    word        = WORD | '"' text '"'

Terms stand for themselves here; what they mean is decided where they are evaluated. What
keyboards and word processors put in the place of a sign is read as that sign: curly, angle
and low quotes, dashes before a term, wide colons, ``!`` before what should not be. What
would only look like a term and silently be taken for a word is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from alliance_tui.model.dates import MONTHS
from alliance_tui.nearest import did_you_mean
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.terms import EVERYTHING, And, Never, Not, Or, Query, QueryError, Term, Word


def all_of(items: Iterable[Query]) -> Query:
    """The query that asks for all *items*, without needless nesting."""
    flat: list[Query] = []
    for item in items:
        flat += item.items if isinstance(item, And) else [item]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(items: Iterable[Query]) -> Query:
    """The query that asks for one of *items*, without needless nesting."""
    flat: list[Query] = []
    for item in items:
        flat += item.items if isinstance(item, Or) else [item]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


_Kind = Literal["(", ")", "-", "never", "or", "not", "and", "text", "end"]


class _Token(NamedTuple):
    kind: _Kind
    start: int
    end: int


_MONTH = f"(?:{'|'.join(MONTHS)})[a-z]*"
_DATE = rf"(?:\d\d?\.? +)?{_MONTH}\.?(?: +\d\d?,)?,? +\d{{4}}"
_DATED = "|".join(name for name, each in FIELDS.items() if each.takes in ("date", "time"))
_LEAF = re.compile(
    rf"(?:{_DATED}):{_DATE}(?: +- +{_DATE})?(?=[\s()]|$)"
    r'|(?:"[^"]*"|[^\s()"])+',
    re.IGNORECASE,
)
"""A word or a term as it is typed; after a field that takes a date, one in words."""

_NO_SPACE = re.compile(r"\S")
_NEVER = re.compile(r"never(?=\s*\()", re.IGNORECASE)
_KEYWORDS: dict[str, _Kind] = {"or": "or", "not": "not", "and": "and"}
_FIELD = re.compile(r"([A-Za-z][\w-]*):")

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\uff1a\ufe55\ufe13\u2236\ua789", ":"),
        "\uff08": "(",
        "\uff09": ")",
        "\uff1d": "=",
        "\uff01": "!",
        "\uff02": '"',
    }
)
"""What stands for a sign of the language."""

_CLOSING = {
    '"': '"\u201d\uff02',
    "\uff02": '"\uff02',
    "\u201c": '\u201d"',
    "\u201d": '\u201d\u201c"',
    "\u201e": '\u201c\u201d"',
    "\u201f": '\u201d"',
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab\u00bb",
    "\u2039": "\u203a",
    "\u203a": "\u2039\u203a",
    "\u300c": "\u300d",
    "\u301d": "\u301e\u301f",
}
"""The quotation marks that open a quotation, each with those that may close it."""

_SINGLE = re.compile(
    r"(?<![^\s(:=!-])['\u2018\u201a\u201b]([^'\u2018\u2019]+(?:['\u2019]\w[^'\u2018\u2019]*)*)"
    r"['\u2018\u2019](?=[\s)]|$)"
)
"""A quotation in single marks; one between letters is an apostrophe."""


def _shadow(text: str) -> str:
    """*text* as signs of the language, sign by sign; what is quoted is hidden.

    Raises:
        QueryError: a quotation is not closed.
    """
    signs = list(text.translate(_SIGNS))
    for quotation in _SINGLE.finditer(text):
        if '"' not in quotation[0]:
            signs[quotation.start() : quotation.end()] = f'"{"_" * len(quotation[1])}"'
    position = 0
    while position < len(signs):
        closing = _CLOSING.get(text[position])
        if signs[position] == "_" != text[position] or closing is None:
            position += 1
            continue
        if text[position] == '"' and '"' in text[position + 1 :]:
            closing = '"'
        ends = [end for end in (text.find(each, position + 1) for each in closing) if end > 0]
        if not ends:
            raise QueryError("the quotation is not closed", position, len(text))
        signs[position : min(ends) + 1] = f'"{"_" * (min(ends) - position - 1)}"'
        position = min(ends) + 1
    return "".join(signs)


def _tokens(text: str, shadow: str) -> Iterator[_Token]:
    position = 0
    while begins := _NO_SPACE.search(shadow, position):
        position = begins.start()
        char = begins[0]
        never = _NEVER.match(shadow, position)
        if char in "()":
            yield _Token("(" if char == "(" else ")", position, position + 1)
            position += 1
        elif char in "-!":
            if text[position] in _DASHES and not shadow[position + 1 : position + 2].strip():
                message = "write - right before what should not be; put a text in quotes"
                raise QueryError(message, position, position + 1)
            yield _Token("-", position, position + 1)
            position += 1
        elif never:
            yield _Token("never", position, never.end())
            position = never.end()
        else:
            leaf = _LEAF.match(shadow, position)
            assert leaf is not None
            kind = _KEYWORDS.get(leaf[0].lower(), "text")
            yield _Token(kind, position, leaf.end())
            position = leaf.end()
    yield _Token("end", len(text), len(text))


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: it cannot be read, or has a field that does not exist.
    """
    return _Parser(text).whole()


DEEPEST = 50
"""How deep a query may be nested."""


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shadow = _shadow(text)
        self.tokens = list(_tokens(text, self.shadow))
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.position]

    def next(self) -> _Token:
        token = self.token
        self.position += 1
        return token

    def whole(self) -> Query:
        query = self.alternatives()
        if self.token.kind == ")":
            raise QueryError("nothing is open that this closes", *self.token[1:])
        return query

    def alternatives(self) -> Query:
        alternatives = [self.alternative()]
        while self.token.kind == "or":
            word = self.next()
            if alternatives[-1] == EVERYTHING or self.token.kind in ("end", ")", "or"):
                raise QueryError("“or” stands between two things", *word[1:])
            alternatives.append(self.alternative())
        return any_of(alternatives)

    def alternative(self) -> Query:
        items: list[Query] = []
        while self.token.kind not in ("end", ")", "or"):
            if self.token.kind == "and":
                word = self.next()
                if not items or self.token.kind in ("end", ")", "or", "and"):
                    raise QueryError("“and” stands between two things", *word[1:])
                continue
            items.append(self.item())
        return all_of(items)

    def item(self) -> Query:
        if self.depth == DEEPEST:
            raise QueryError("nested too deeply", *self.token[1:])
        self.depth += 1
        item = self.one()
        self.depth -= 1
        return item

    def one(self) -> Query:
        token = self.next()
        if token.kind in ("-", "not"):
            if self.token.kind in ("end", ")", "or", "and"):
                raise QueryError("say what it should not be", *token[1:])
            return Not(self.item())
        if token.kind == "(":
            return self.closed(token)
        if token.kind == "never":
            return Never(self.closed(self.next()))
        return self.term(token)

    def closed(self, opening: _Token) -> Query:
        query = self.alternatives()
        if self.token.kind != ")":
            raise QueryError("the parenthesis is not closed", *opening[1:])
        if query == EVERYTHING:
            raise QueryError("nothing stands in the parentheses", opening.start, self.token.end)
        self.next()
        return query

    def term(self, token: _Token) -> Query:
        _, start, end = token
        text, shadow = self.text[start:end], self.shadow[start:end]
        field = _FIELD.match(shadow)
        if field is None:
            advice = _advice(text, shadow)
            if advice:
                raise QueryError(advice, start, end)
            return Word(_unquoted(text, shadow), '"' in shadow, start, end)
        name = field[1].lower()
        if name not in FIELDS:
            hint = _nearest_field(name)
            raise QueryError(f"no field “{field[1]}”{hint}", start, start + len(field[1]))
        begins = field.end()
        ends = shadow.find("=", begins)
        value = _unquoted(text[begins:ends], shadow[begins:ends])
        match = _unquoted(text[ends + 1 :], shadow[ends + 1 :])
        if ends < 0:
            value, match = _unquoted(text[begins:], shadow[begins:]), ""
        if not value or (ends >= 0 and not match):
            raise QueryError(f"say what “{text}” should be", start, end)
        return Term(name, value, match or None, start, end)


_COMPARISON = re.compile(r"([A-Za-z][\w-]*)(!=|[=<>~]=?)(.*)")
_LATER_FIELD = re.compile(r"(?<!\w)([A-Za-z][\w-]*):")
_JOINTS = {"|": "or", "||": "or", "&": "and", "&&": "and", "+": "and"}


def _advice(text: str, shadow: str) -> str:
    """How to write what looks like a term and would be read as a word; nothing for a word."""
    if shadow in _JOINTS:
        return f"write “{_JOINTS[shadow]}” in place of “{text}”, or put it in quotes"
    if shadow.startswith(":"):
        return f"write the field right before “{text}”, without a blank; put a text in quotes"
    compared = _COMPARISON.match(shadow)
    if compared and compared[1].lower() in FIELDS:
        sign = "-" if compared[2] == "!=" else ""
        meant = f"{sign}{compared[1]}:{text[compared.start(3) :]}"
        return f"write {meant}; put a text such as “{text}” in quotes"
    seen = "".join(char for char in shadow if unicodedata.category(char) != "Cf")
    for field in _LATER_FIELD.finditer(seen):
        if field[1].lower() in FIELDS:
            what = "an invisible sign" if seen != shadow else f"“{seen[: field.start()]}”"
            if field.start() or seen != shadow:
                return f"leave out {what} before “{field[0]}”, or put all of it in quotes"
    return ""


def _unquoted(text: str, shadow: str) -> str:
    """*text* without the quotation marks that *shadow* has."""
    kept = (char for char, sign in zip(text, shadow, strict=True) if sign != '"' != char)
    return "".join(kept)


def _nearest_field(name: str) -> str:
    return did_you_mean(name, FIELDS, few=0) or "; put a text with a colon in quotes"


def to_text(query: Query) -> str:
    """*query* as text that reads back as the same query."""
    return _print(query, inside=False)


def _print(query: Query, *, inside: bool) -> str:
    match query:
        case Word():
            return _print_word(query)
        case Term():
            value = _quoted_if_needed(query.value)
            suffix = "" if query.match is None else f"={_quoted_if_needed(query.match)}"
            return f"{query.field}:{value}{suffix}"
        case Not():
            return f"-{_print(query.item, inside=True)}"
        case Never():
            return f"never({_print(query.item, inside=False)})"
        case Or():
            text = " or ".join(_print(item, inside=isinstance(item, Or)) for item in query.items)
        case And():
            text = "".join(_joined(query.items))
    return f"({text})" if inside else text


def _joined(items: tuple[Query, ...]) -> Iterator[str]:
    """*items* one after the other; a word that would be a command before a bracket stands apart."""
    before = ""
    for item in items:
        text = _print(item, inside=isinstance(item, Or))
        if before:
            commands = before.lower().lstrip("-") in ("never", "not") and text.startswith("(")
            yield " and " if commands else " "
        yield text
        before = text


def _print_word(word: Word) -> str:
    plain = not word.phrase and (_PLAIN.fullmatch(word.text) or _reads_back(word))
    return word.text if plain else f'"{word.text}"'


_PLAIN = re.compile(r"(?!or$|and$|not$|never$)[a-z0-9]+", re.IGNORECASE)


def _reads_back(word: Word) -> bool:
    """Whether the word alone, without quotes, is read as this word."""
    try:
        return without_places(parse(word.text)) == without_places(word)
    except QueryError:
        return False


def _quoted_if_needed(value: str) -> str:
    return value if re.fullmatch(r"[\w.,:/~?%*+\[\]-]+", value) else f'"{value}"'


def without_places(query: Query) -> Query:
    """*query* with all places set to zero, for comparing two queries."""
    match query:
        case Word() | Term():
            return replace(query, start=0, end=0)
        case Not():
            return Not(without_places(query.item))
        case Never():
            return Never(without_places(query.item))
        case And() | Or():
            return replace(query, items=tuple(map(without_places, query.items)))


def words_of(query: Query) -> tuple[str, ...]:
    """The words that *query* looks for, but for those that are not to be there."""
    match query:
        case Word():
            return (query.text,)
        case And() | Or():
            return tuple(word for item in query.items for word in words_of(item))
        case _:
            return ()


def asks_for_claims(query: Query) -> bool:
    """Whether *query* has words, or terms that ask for claims by more than their type."""
    return any(
        isinstance(leaf, Word) or (leaf.scope == "claim" and leaf.field != "type")
        for leaf in leaves(query)
    )


def leaves(query: Query) -> Iterator[Word | Term]:
    """The words and terms of *query*, from left to right."""
    match query:
        case Word() | Term():
            yield query
        case Not() | Never():
            yield from leaves(query.item)
        case And() | Or():
            for item in query.items:
                yield from leaves(item)
