"""Languages are told by their codes."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from alliance_tui.model.languages import is_language, language_meant
from alliance_tui.model.records import Quote, Record
from alliance_tui.reading.draft import Draft, Path, Row


def check_languages(draft: Draft) -> None:
    """Leave out what names no language by its code; the record around it stays."""
    for source in draft.sources:
        lang = source.record.lang
        if lang is not None and not is_language(lang):
            _report(draft, source, ("lang",), lang)
            source.record = replace(source.record, lang=None)
    rows: list[Row[Any]] = [*draft.claims, *draft.events, *draft.countries, *draft.groups]
    for row in rows:
        row.record = _cleaned(draft, row, row.record, ())


def _cleaned(draft: Draft, row: Row[Any], record: Any, path: Path) -> Any:
    """*record* without the wrong languages of the quotations below it."""
    if isinstance(record, Quote):
        if record.lang is None or is_language(record.lang):
            return record
        _report(draft, row, (*path, "lang"), record.lang)
        return replace(record, lang=None)
    changed: dict[str, Any] = {}
    for name in ("quote", "evidence", "leaders", "memberships", "ties", "participants"):
        value = getattr(record, name, None)
        if not value:
            continue
        if isinstance(value, Record):
            cleaned: Any = _cleaned(draft, row, value, (*path, name))
        else:
            cleaned = tuple(
                _cleaned(draft, row, item, (*path, name, at)) for at, item in enumerate(value)
            )
        if cleaned != value:
            changed[name] = cleaned
    return replace(record, **changed) if changed else record


def _report(draft: Draft, row: Row[Any], path: Path, lang: str) -> None:
    meant = language_meant(lang)
    hint = f"; write {meant}" if meant else "; write its ISO 639 code, such as en, uk or sr-Latn"
    draft.report("E209", row, path, f"“{lang}” is not a language code{hint}")
