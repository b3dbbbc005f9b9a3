"""What SECURITY.md promises is held by tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_tests_that_there_are() -> None:
    for section in ("Data sets from strangers", "Served sessions"):
        part = TEXT.partition(f"## {section}")[2].partition("\n## ")[0]
        promises = re.findall(r"^- .*?(?=^- |^$)", part, re.MULTILINE | re.DOTALL)
        assert promises
        for promise in promises:
            assert re.search(r"\(`tests/.*\)\s*$", promise), promise
    for name in re.findall(r"`(tests/[^`]+)`", TEXT):
        assert re.search(r"^ *(?:async )?def test_", (ROOT / name).read_text("utf-8"), re.MULTILINE)


def test_the_program_makes_no_connection_of_its_own() -> None:
    calls = re.compile(
        r"^\s*(?:import|from)\s+(?:http\.client|urllib\.request|ftplib|smtplib|requests|httpx)\b",
        re.MULTILINE,
    )
    for module in (ROOT / "alliance_tui").rglob("*.py"):
        assert not calls.search(module.read_text("utf-8")), module
    for module in (ROOT / "alliance_tui").rglob("*.py"):
        text = module.read_text("utf-8")
        if "serving" not in module.parts and module.name != "serve.py":
            assert not re.search(r"^\s*import (?:socket|aiohttp)\b", text, re.MULTILINE), module
        assert "shell=True" not in text
        assert "os.system" not in text
