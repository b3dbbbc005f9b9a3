"""Languages are told by their codes."""

from __future__ import annotations

from typing import Any

from alliance_tui.model.languages import is_language, language_meant
from alliance_tui.model.records import Quote, Record
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.parts import Path


def check_languages(draft: Draft) -> None:
    """Leave out what names no language by its code; the record around it stays."""
    for source in draft.sources:
        lang = source.record.lang
        if lang is not None:
            _check(draft, source, ("lang",), lang)
    rows: list[Row[Any]] = [*draft.claims, *draft.events, *draft.countries, *draft.groups]
    for row in rows:
        _check_quotes(draft, row, row.record, ())


def _check_quotes(draft: Draft, row: Row[Any], record: Any, path: Path) -> None:
    """Look at the languages of the quotations below *record*."""
    if isinstance(record, Quote):
        if record.lang is not None:
            _check(draft, row, (*path, "lang"), record.lang)
        return
    for name in ("quote", "evidence", "leaders", "memberships", "ties", "participants"):
        value = getattr(record, name, None)
        if not value:
            continue
        if isinstance(value, Record):
            _check_quotes(draft, row, value, (*path, name))
        else:
            for at, item in enumerate(value):
                _check_quotes(draft, row, item, (*path, name, at))


def _check(draft: Draft, row: Row[Any], path: Path, lang: str) -> None:
    if is_language(lang):
        return
    meant = language_meant(lang)
    hint = f"; write {meant}" if meant else "; write its ISO 639 code, such as en, uk or sr-Latn"
    draft.report("E209", row, path, f"“{lang}” is not a language code{hint}", part=path)
