"""Sources as BibTeX: the classic fields for BibTeX itself, dates and languages for biblatex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alliance_tui.model.dates import When, when_words
from alliance_tui.model.records import Source
from alliance_tui.model.vocabulary import SourceKind
from alliance_tui.pages.safe import legible

_TYPES: dict[SourceKind, str] = {
    "academic": "article",
    "ngo": "techreport",
    "think-tank": "techreport",
}

_PUBLISHER = {"article": "journal", "techreport": "institution", "misc": "howpublished"}
"""Where an entry of each type tells who published it; styles leave other fields out."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LANGUAGES = {
    "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fi": "finnish", "fr": "french", "gl": "galician", "hr": "croatian", "hu": "hungarian",
    "it": "italian", "ja": "japanese", "la": "latin", "lt": "lithuanian", "lv": "latvian",
    "mr": "marathi", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene", "sr": "serbian",
    "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""The languages that biblatex has names for, by their codes."""

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?(/(\.\.|\d{4}(-\d\d){0,2}[~?%]?)?)?", re.ASCII)
"""The dates that mean the same in the part of EDTF that biblatex reads."""


def bibtex(sources: Iterable[Source]) -> str:
    """*sources* as BibTeX, for BibTeX and biblatex alike."""
    return "\n\n".join(map(_entry, sources)) + "\n"


def _entry(source: Source) -> str:
    kind = _TYPES.get(source.kind, "misc")
    lines = ",\n".join(f"  {name} = {value}" for name, value in _fields(source, kind))
    return f"@{kind}{{{source.id},\n{lines}\n}}"


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    """The fields, each with its value as it stands in the file."""
    yield "title", f"{{{{{_text(source.title)}}}}}"
    if source.author:
        yield "author", f"{{{{{_text(source.author)}}}}}"
    yield _PUBLISHER[kind], f"{{{_text(source.publisher)}}}"
    if source.published:
        yield from _dates(source.published)
    address = source.url or source.archived
    if address:
        yield "url", f"{{{_address(address)}}}"
    if source.accessed and _PLAIN.fullmatch(source.accessed.text):
        yield "urldate", f"{{{source.accessed.text}}}"
    if source.lang:
        language = _LANGUAGES.get(source.lang)
        if language is not None:
            yield "langid", f"{{{language}}}"
        yield "language", f"{{{language or _text(source.lang)}}}"


def _dates(when: When) -> Iterator[tuple[str, str]]:
    """When it was published: a date for biblatex, year and month for BibTeX, else in words."""
    plain = _PLAIN.fullmatch(when.text) is not None
    if plain:
        yield "date", f"{{{when.text}}}"
    point = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", when.text, re.ASCII)
    if point is not None:
        year, month, day = point.groups()
        yield "year", f"{{{year}}}"
        if month is not None:
            name = _MONTHS[int(month) - 1]
            yield "month", name if day is None else f'{name} # "~{int(day)}"'
    if not plain or not re.fullmatch(r"[\d-]+", when.text):
        yield "note", f"{{Published {_text(when_words(when.text))}}}"


_SPECIAL = re.compile(r"[\\{}$&#^_~%]")

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "^": r"\^{}",
    "~": r"\~{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces even after a backslash
    "}": r"\textbraceright{}",
}


def _text(text: str) -> str:
    """*text* as TeX sets it; to TeX a line break is a space."""
    one_line = " ".join(legible(text).split())
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), one_line)


def _address(address: str) -> str:
    return legible(address).replace("{", "%7B").replace("}", "%7D")
