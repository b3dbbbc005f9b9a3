"""What a query is made of; `language` reads it from text and writes it as text again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from alliance_tui.query.fields import Scope


SUBJECT = "subject"
"""How queries call the posture of the data set's subject."""


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
        from alliance_tui.query.fields import FIELDS

        return FIELDS[self.field].scope


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
