"""Examples that leave out what is as it should be, made whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.reading.made import DATASET, FIELDS

_RECORD = re.compile(r"^  - ")
_KEY = re.compile(r"^(?:  - |    )(\w+):", re.MULTILINE)


def whole(example: str) -> dict[str, str]:
    """The files of a sound data set in which *example* is one, but for what is wrong in it.

    Records get the required fields that they lack, and sources on their own are cited.
    """
    sections = dict(_sections(example))
    files = {"example": "".join(sections.values())}
    if "dataset" in sections:
        files["description"] = ""
    if "sources" in sections and not sections.keys() - {"sources"}:
        cited = re.findall(r"^  - id: (\S+)", example, re.MULTILINE)
        evidence = ", ".join(f"{{source: {each}}}" for each in cited)
        files["citing"] = (
            "claims: [{id: citing, country: AAA, type: words, direction: supports, "
            "statement: It spoke., when: 2022-03-01, status: reported, confidence: low, "
            f"evidence: [{{source: press}}, {evidence}]}}]\n"
        )
    return files


def _sections(example: str) -> Iterator[tuple[str, str]]:
    for text in re.split(r"^(?=\S)", example, flags=re.MULTILINE):
        name = text.partition(":")[0]
        if name:
            yield name, _dataset(text) if name == "dataset" else _records(name, text)


def _records(section: str, text: str) -> str:
    head, *records = re.split(r"^(?=  - )", text, flags=re.MULTILINE)
    lines = FIELDS.get(section, "").split("|")
    return head + "".join(_with(record, lines) for record in records)


def _with(record: str, lines: list[str]) -> str:
    given = set(_KEY.findall(record))
    return record + "".join(
        f"    {each}\n" for each in lines if each and each.split(":")[0] not in given
    )


def _dataset(text: str) -> str:
    given = set(re.findall(r"^  (\w+):", text, re.MULTILINE))
    if not given:
        return text
    rest = re.split(r"^(?=  \w)", DATASET.partition("\n")[2], flags=re.MULTILINE)
    return text + "".join(
        each for each in rest if each.strip() and each.split(":")[0].strip() not in given
    )
