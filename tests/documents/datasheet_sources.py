"""The parts of the datasheet on sources: of which kind, in which language, in whose voice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import get_args

from alliance_tui.model.provenance import party_of, published_day
from alliance_tui.model.vocabulary import MEANINGS, EvidenceStance, Party, SourceKind
from tests.bundled import dataset
from tests.documents.counting import (
    by_year,
    country_name,
    evidence,
    figure,
    listing,
    often_first,
    other_claims,
    share,
)
from tests.documents.marked import Parts, code, table

LANGUAGES = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "ky": "Kyrgyz",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tg": "Tajik",
    "tk": "Turkmen",
    "tl": "Filipino",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""Names of the languages; any other stands with its code."""

FEW = 4
"""Languages and voices with fewer sources share one row."""

MOST_CITED = 8


def sources_by_kind() -> str:
    """Sources by kind, and how often each kind is cited."""
    kinds: tuple[SourceKind, ...] = get_args(SourceKind)
    sources = Counter(each.kind for each in dataset().sources)
    cited = Counter(dataset().source[each.source].kind for each in evidence())
    rows = [
        (
            kind,
            MEANINGS["source kind"][kind],
            figure(sources[kind]),
            share(sources[kind], sources.total()),
            share(cited[kind], cited.total()),
        )
        for kind in sorted(kinds, key=lambda kind: -sources[kind])
        if sources[kind]
    ]
    return table(("kind", "", "sources", "of all sources", "of all evidence"), rows)


def sources_by_language() -> str:
    """Sources by language, the rare ones together."""
    found = Counter(
        LANGUAGES.get(each.lang, each.lang) if each.lang else "not stated"
        for each in dataset().sources
    )
    return table(("language", "sources", "of all"), often_first(found, FEW))


def sources_by_voice() -> str:
    """Sources by the country whose voice they are, the rare ones together."""
    found = Counter(
        country_name(each.speaks_for) if each.speaks_for else "no country"
        for each in dataset().sources
    )
    return table(("speaks for", "sources", "of all"), often_first(found, FEW))


def sources_by_year() -> str:
    """Sources by the year in which they were published at the latest."""
    days = [published_day(each) for each in dataset().sources]
    found = Counter(date.fromordinal(day).year for day in days if day is not None)
    return listing([*by_year(found), ("not dated", days.count(None))])


def sources_most_cited() -> str:
    """The sources that most claims cite, those on votes left out."""
    claims = other_claims()
    found = Counter(source for each in claims for source in {part.source for part in each.evidence})
    ranked = sorted(found, key=lambda each: (-found[each], each))[:MOST_CITED]
    rows = [
        (
            code(each),
            dataset().source[each].publisher,
            found[each],
            share(found[each], len(claims)),
        )
        for each in ranked
    ]
    return table(("source", "publisher", "claims", "of all claims"), rows)


def evidence_by_party() -> str:
    """Evidence of claims by party and stance, those on votes left out."""
    data = dataset()
    parties: tuple[Party, ...] = get_args(Party)
    stances: tuple[EvidenceStance, ...] = get_args(EvidenceStance)
    found = Counter(
        (party_of(each, claim, data.source[each.source], data.metadata), each.stance)
        for claim in other_claims()
        for each in claim.evidence
    )
    rows = []
    for party in parties:
        counts = [found[party, stance] for stance in stances]
        part = share(sum(counts), found.total())
        rows.append((party, MEANINGS["party"][party], *counts, part))
    return table(("party", "", *stances, "of all"), rows)


PARTS: Parts = {
    "sources-by-kind": sources_by_kind,
    "sources-by-language": sources_by_language,
    "sources-by-voice": sources_by_voice,
    "sources-by-year": sources_by_year,
    "sources-most-cited": sources_most_cited,
    "evidence-by-party": evidence_by_party,
}
