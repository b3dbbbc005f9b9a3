"""The languages that ISO 639-1 gives two letters, and how a language is written in records."""

from __future__ import annotations

import re

_NAMES = """
aa Afar; ab Abkhazian; ae Avestan; af Afrikaans; ak Akan; am Amharic; an Aragonese; ar Arabic;
as Assamese; av Avaric; ay Aymara; az Azerbaijani; ba Bashkir; be Belarusian; bg Bulgarian; bi
Bislama; bm Bambara; bn Bengali; bo Tibetan; br Breton; bs Bosnian; ca Catalan; ce Chechen; ch
Chamorro; co Corsican; cr Cree; cs Czech; cu Church Slavic; cv Chuvash; cy Welsh; da Danish;
de German; dv Divehi; dz Dzongkha; ee Ewe; el Greek; en English; eo Esperanto; es Spanish; et
Estonian; eu Basque; fa Persian; ff Fulah; fi Finnish; fj Fijian; fo Faroese; fr French; fy
Western Frisian; ga Irish; gd Scottish Gaelic; gl Galician; gn Guarani; gu Gujarati; gv Manx;
ha Hausa; he Hebrew; hi Hindi; ho Hiri Motu; hr Croatian; ht Haitian; hu Hungarian; hy
Armenian; hz Herero; ia Interlingua; id Indonesian; ie Interlingue; ig Igbo; ii Sichuan Yi; ik
Inupiaq; io Ido; is Icelandic; it Italian; iu Inuktitut; ja Japanese; jv Javanese; ka
Georgian; kg Kongo; ki Kikuyu; kj Kuanyama; kk Kazakh; kl Kalaallisut; km Khmer; kn Kannada;
ko Korean; kr Kanuri; ks Kashmiri; ku Kurdish; kv Komi; kw Cornish; ky Kyrgyz; la Latin; lb
Luxembourgish; lg Ganda; li Limburgan; ln Lingala; lo Lao; lt Lithuanian; lu Luba-Katanga; lv
Latvian; mg Malagasy; mh Marshallese; mi Maori; mk Macedonian; ml Malayalam; mn Mongolian; mr
Marathi; ms Malay; mt Maltese; my Burmese; na Nauru; nb Norwegian Bokmål; nd North Ndebele; ne
Nepali; ng Ndonga; nl Dutch; nn Norwegian Nynorsk; no Norwegian; nr South Ndebele; nv Navajo;
ny Chichewa; oc Occitan; oj Ojibwa; om Oromo; or Odia; os Ossetian; pa Punjabi; pi Pali; pl
Polish; ps Pashto; pt Portuguese; qu Quechua; rm Romansh; rn Rundi; ro Romanian; ru Russian;
rw Kinyarwanda; sa Sanskrit; sc Sardinian; sd Sindhi; se Northern Sami; sg Sango; sh
Serbo-Croatian; si Sinhala; sk Slovak; sl Slovenian; sm Samoan; sn Shona; so Somali; sq
Albanian; sr Serbian; ss Swati; st Southern Sotho; su Sundanese; sv Swedish; sw Swahili; ta
Tamil; te Telugu; tg Tajik; th Thai; ti Tigrinya; tk Turkmen; tl Tagalog; tn Tswana; to Tonga;
tr Turkish; ts Tsonga; tt Tatar; tw Twi; ty Tahitian; ug Uyghur; uk Ukrainian; ur Urdu; uz
Uzbek; ve Venda; vi Vietnamese; vo Volapük; wa Walloon; wo Wolof; xh Xhosa; yi Yiddish; yo
Yoruba; za Zhuang; zh Chinese; zu Zulu
"""

LANGUAGES: dict[str, str] = dict(
    each.split(" ", 1) for each in " ".join(_NAMES.split()).split("; ")
)
"""The English name of each language by its code."""

LANGUAGE = rf"(?:{'|'.join(LANGUAGES)}|[a-z]{{3}})(?:-[A-Za-z0-9]{{2,8}})*"
"""A language: an ISO 639 code, those of three letters by their form; then script or region."""

_LANGUAGE = re.compile(LANGUAGE)
_SLIPS = {"cn": "zh", "cz": "cs", "dk": "da", "ge": "ka", "gr": "el", "ir": "fa", "jp": "ja",
          "kz": "kk", "rs": "sr", "se": "sv", "ua": "uk"}  # fmt: skip
"""Country codes that are taken for those of languages."""


def is_language(text: str) -> bool:
    """Whether *text* is a language code."""
    return _LANGUAGE.fullmatch(text) is not None


def language_meant(text: str) -> str | None:
    """The code of the language that *text* probably means: a name, or a code misspelt."""
    by_name = {name.casefold(): code for code, name in LANGUAGES.items()}
    first, *rest = text.strip().casefold().replace("_", "-").split("-")
    code = by_name.get(first) or _SLIPS.get(first) or first
    parts = (part.upper() if len(part) == 2 else part.title() for part in rest)
    meant = "-".join((code, *parts))
    return meant if is_language(meant) else None
