"""The query language: its grammar, its terms, and queries as text again.

    query       = alternative { "or" alternative }
    alternative = { ["and"] item }
    item        = [ "-" | "not" ] ( "(" query ")" | "never(" query ")" | term | word )
    term        = FIELD ":" VALUE [ "=" VALUE ]
    word        = WORD | '"' text '"'

Terms stand for themselves here; what they mean is decided where they are evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.query.stance import KINDS

Scope = Literal["country", "event", "claim", "date"]

FIELDS: dict[str, tuple[Scope, str]] = {
    "supports": ("country", "supports, on this kind of support"),
    "withholds": ("country", "withholds"),
    "opposes": ("country", "opposes"),
    "mixed": ("country", "supports and withholds or opposes at once"),
    "disputed": ("country", "only alleged or disputed claims"),
    "none": ("country", "looked for, none found"),
    "earlier": ("country", "not now, but before"),
    "context": ("country", "context only"),
    "unassessed": ("country", "not assessed"),
    "posture": ("country", "has this posture"),
    "group": ("country", "belongs to this group"),
    "region": ("country", "lies in this region"),
    "country": ("country", "is this country; any for all"),
    "kind": ("event", "events of this kind"),
    "role": ("event", "takes part in this role"),
    "place": ("event", "took place there"),
    "event": ("event", "this event"),
    "vote": ("event", "voted so, as in vote:any=against"),
    "signed": ("event", "signed by: a country, any or self"),
    "not-signed": ("event", "refused by: a country, any or self"),
    "type": ("claim", "claims of this kind of support"),
    "direction": ("claim", "claims in this direction"),
    "status": ("claim", "claims that stand so"),
    "confidence": ("claim", "claims as sure as this"),
    "stage": ("claim", "claims that went so far"),
    "agent": ("claim", "claims in which such an agent acted"),
    "object": ("claim", "claims about this"),
    "source": ("claim", "claims that cite this source"),
    "source-kind": ("claim", "claims that cite such a source"),
    "publisher": ("claim", "claims that cite this publisher"),
    "party": ("claim", "claims supported by a source that speaks for this side"),
    "denied": ("claim", "claims denied by this side, or by any"),
    "known": ("claim", "claims that became known in this time"),
    "on": ("date", "on this day"),
    "after": ("date", "on this day or later"),
    "before": ("date", "before this day"),
    "during": ("date", "at any time of this"),
}
"""Every field with its scope and what it asks for."""

STANCE_FIELDS: frozenset[str] = frozenset(KINDS)
"""The fields that ask where a country stands, each called as the stance."""


class QueryError(ValueError):
    """A query that cannot be read; `start` and `end` tell which characters are wrong."""

    def __init__(self, message: str, start: int, end: int) -> None:
        """Say what is wrong with the characters from *start* to *end*."""
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = max(end, start + 1)


class Word(Struct, frozen=True, tag=True):
    """A bare word, or a quoted phrase."""

    text: str
    phrase: bool = False
    start: int = 0
    end: int = 0


class Term(Struct, frozen=True, tag=True):
    """A field and its value, with the second value of ``field:value=match``."""

    field: str
    value: str
    match: str | None = None
    start: int = 0
    end: int = 0

    @property
    def key(self) -> str:
        """The term as one word, as `facts` write it."""
        return f"{self.field}:{self.value}" + (f"={self.match}" if self.match else "")

    @property
    def scope(self) -> Scope:
        """What the term looks at."""
        return FIELDS[self.field][0]


class Not(Struct, frozen=True, tag=True):
    """The opposite of a query."""

    item: Query


class Never(Struct, frozen=True, tag=True):
    """True of a country for which the query does not hold."""

    item: Query


class And(Struct, frozen=True, tag=True):
    """All of the items; the empty query is all of nothing, and always holds."""

    items: tuple[Query, ...] = ()


class Or(Struct, frozen=True, tag=True):
    """One of the items."""

    items: tuple[Query, ...]


Query: TypeAlias = Word | Term | Not | Never | And | Or

EVERYTHING = And()
"""The empty query."""


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


LEAF = re.compile(r'(?:"[^"]*"|[^\s()"])+')
"""A word or a term as it is typed."""

_NO_SPACE = re.compile(r"\S")
_KEYWORDS: dict[str, _Kind] = {"or": "or", "not": "not", "and": "and"}
_FIELD = re.compile(r"([A-Za-z][\w-]*):")


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while begins := _NO_SPACE.search(text, position):
        position = begins.start()
        char = begins[0]
        if char in "()":
            yield _Token("(" if char == "(" else ")", position, position + 1)
            position += 1
        elif char == "-":
            yield _Token("-", position, position + 1)
            position += 1
        elif text.startswith("never(", position):
            yield _Token("never", position, position + 5)
            position += 5
        else:
            found = LEAF.match(text, position)
            if found is None or text.startswith('"', found.end()):
                raise QueryError("the quotation is not closed", text.rindex('"'), len(text))
            kind = _KEYWORDS.get(found[0].lower(), "text")
            yield _Token(kind, position, found.end())
            position = found.end()
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
        self.tokens = list(_tokens(text))
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
        found = [self.alternative()]
        while self.token.kind == "or":
            word = self.next()
            if found[-1] == EVERYTHING or self.token.kind in ("end", ")", "or"):
                raise QueryError("“or” stands between two things", *word[1:])
            found.append(self.alternative())
        return any_of(found)

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
        found = self.one()
        self.depth -= 1
        return found

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
        text = self.text[start:end]
        field = _FIELD.match(text)
        if field is None:
            return Word(text.replace('"', ""), '"' in text, start, end)
        name = field[1].lower()
        if name not in FIELDS:
            hint = _nearest_field(name)
            raise QueryError(f"no field “{field[1]}”{hint}", start, start + len(field[1]))
        value, equals, match = _split_value(text[field.end() :])
        if not value or (equals and not match):
            raise QueryError(f"say what “{text}” should be", start, end)
        return Term(name, value, match or None, start, end)


def _nearest_field(name: str) -> str:
    import difflib

    close = difflib.get_close_matches(name, FIELDS, n=1)
    return f"; did you mean “{close[0]}”?" if close else "; put a text with a colon in quotes"


def _split_value(text: str) -> tuple[str, str, str]:
    """*text* at its first ``=`` outside quotes, without the quotes."""
    quoted = False
    for position, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char == "=" and not quoted:
            return text[:position].replace('"', ""), "=", text[position + 1 :].replace('"', "")
    return text.replace('"', ""), "", ""


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
            text = " ".join(_print(item, inside=isinstance(item, Or)) for item in query.items)
    return f"({text})" if inside else text


def _print_word(word: Word) -> str:
    plain = (
        not word.phrase
        and LEAF.fullmatch(word.text)
        and '"' not in word.text
        and word.text.lower() not in _KEYWORDS
        and not word.text.startswith("-")
        and not _FIELD.match(word.text)
    )
    return word.text if plain else f'"{word.text}"'


def _quoted_if_needed(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s()=]", value) else value


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
