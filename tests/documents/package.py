"""The descriptor of the bundled data set as a Data Package, version 2."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from alliance_tui.model.dates import DIALECT
from alliance_tui.reading.files import bundled_path
from tests.bundled import DATA, dataset

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCES = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International",
        "path": "https://creativecommons.org/licenses/by/4.0/legalcode",
    }
}
KEYWORDS = ("international relations", "Russia", "Ukraine", "war", "alliances", "provenance")


def descriptor() -> str:
    """The descriptor as JSON: what the package is, and each file with its size and hash."""
    metadata = dataset().metadata
    content = {
        "$schema": PROFILE,
        "name": metadata.id,
        "title": metadata.title,
        "description": f"{metadata.description}\n\nDates are written in {DIALECT}.",
        "version": metadata.version,
        "as_of": date.fromordinal(dataset().as_of).isoformat(),
        "licenses": [LICENCES[metadata.license or ""]],
        "contributors": [{"title": "The alliance-tui maintainers", "roles": ["author"]}],
        "keywords": KEYWORDS,
        "resources": [resource(file) for file in sorted(bundled_path().rglob("*.yaml"))],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def resource(file: Path) -> Mapping[str, Any]:
    """One file of the package."""
    content = file.read_bytes()
    return {
        "name": "-".join(file.relative_to(bundled_path()).with_suffix("").parts).lower(),
        "path": file.relative_to(DATA).as_posix(),
        "format": "yaml",
        "mediatype": "application/yaml",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
