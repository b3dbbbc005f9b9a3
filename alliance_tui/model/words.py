"""The words of records, folded, and which records have a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from alliance_tui.model.records import Claim, Country, Event

_BETWEEN_WORDS = re.compile(r"[\W_]+")


_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032\u00b4`\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
    }
)
"""Signs that people type for one another, and some that nobody sees."""


def fold(text: str) -> str:
    """*text* without case and accents, and with one kind of each sign, for comparing names."""
    if text.isascii():
        return text.casefold().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.translate(_SAME).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that are no others with a sign, and how people write them who do not have them."""


def plain(folded: str) -> str:
    """A folded text in its second spelling: “lodz” for “łodz”."""
    return folded.translate(_PLAIN)


def name_key(name: str) -> str:
    """*name* by its words, for telling whether two names are one: ``&``, ``St``, ``the``."""
    words = _BETWEEN_WORDS.sub(" ", plain(fold(name)).replace("&", " and ")).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


def name_keys(name: str) -> Iterator[str]:
    """What *name* may be the same as: also turned round, as in “Iran (Islamic Republic of)”."""
    yield name_key(name)
    turned = re.fullmatch(r"(.+?) *(?:\((.+)\)|, *(.+))", name.strip())
    if turned:
        yield name_key(f"{turned[2] or turned[3]} {turned[1]}")
        if turned[2]:
            yield name_key(turned[1])


BETWEEN_TEXTS = "|"
"""Stands between two searchable texts."""


def searchable(*texts: str | None) -> str:
    """The words of *texts*, folded, each with a space before it; texts never run together."""
    return BETWEEN_TEXTS.join(
        f" {_BETWEEN_WORDS.sub(' ', fold(text)).strip()} " for text in texts if text is not None
    )


def searched(*texts: str | None) -> str:
    """*texts* as they are searched in: `searchable`, and again in their second spelling."""
    folded = [fold(text) for text in texts if text is not None and not text.isascii()]
    return searchable(*texts, *(plain(text) for text in folded if plain(text) != text))


def found_in(words: str, text: str) -> bool:
    """Whether *text*, made `searchable`, has *words* in a row, the last perhaps begun only."""
    return searchable(words).rstrip() in text


def text_of_claim(claim: Claim) -> str:
    """What a claim is searched in: its own texts and its quotations."""
    texts = [claim.id, claim.statement, claim.object, claim.note]
    for each in claim.evidence:
        texts += (each.says, each.by, each.quote.text if each.quote else None)
    return searched(*texts)


def text_of_country(country: Country) -> str:
    """What a country is searched in, its claims apart: its names and its summary."""
    return searched(country.id, country.name, *country.aliases, country.summary)


def text_of_event(event: Event) -> str:
    """What an event is searched in, its claims apart: title, place and summary."""
    return searched(event.id, event.title, event.place, event.summary)


def number_of(count: int, one: str, many: str | None = None) -> str:
    """*count* with its noun: “1 claim”, “2,244 sources”; *many* where that is not *one* with s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
