"""The pages that explain the program and the data set: help, legend, problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.cells import fit
from alliance_tui.pages.glyphs import ASCII, Glyphs
from alliance_tui.pages.lists import VOTE_WORDS
from alliance_tui.pages.page import GAP, Block, Page, Span, stance_role, text
from alliance_tui.pages.parts import heading
from alliance_tui.pages.safe import neutral
from alliance_tui.query.stance import KINDS, LABELS
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.load import Loaded, standing
from alliance_tui.reading.problems import Problem
from alliance_tui.tui.commands import GROUPS, NO_OTHERS, help_rows
from alliance_tui.tui.panes.timeline import STANDS_OUT

KEY_CELLS = 20

MOST_PROBLEMS = 200
"""How many problems are listed."""

LATER = "*"
"""After a vote that the country later said it had not meant."""

STANCE_MEANINGS = {
    "supports": "helps the subject in this way",
    "withholds": "refuses, abstains or keeps its distance",
    "opposes": "acts against the subject, or helps its adversary",
    "mixed": "supports, and withholds or opposes, at once",
    "disputed": "only claims that are alleged or disputed",
    "none": "somebody looked, and found nothing",
    "earlier": "not now; it did so before, or refused before",
    "context": "there are facts, but none that count",
    "unassessed": "nobody has looked, as far as this data set goes; of an earlier day it is "
    "“nothing recorded by then”, by the known clock “nothing known by then”",
}


MARKS_OF_OTHERS = "another would hold if what may have begun, or is alleged, counted"


def help_page(
    dataset: Dataset, glyphs: Glyphs, keys: Mapping[str, str] = NO_OTHERS, *, served: bool = False
) -> Page:
    """Every key, the user's own *keys* too, by group; the support types behind the digits."""
    return Page("help", "Keys", tuple(_help(dataset, glyphs, keys, served=served)))


def _help(
    dataset: Dataset, glyphs: Glyphs, own_keys: Mapping[str, str], *, served: bool
) -> Iterator[Block]:
    for group in GROUPS:
        yield GAP
        yield heading(group)
        ascii_only = glyphs is ASCII
        for keys, what, _ in help_rows(group, own_keys, ascii_only=ascii_only, served=served):
            yield Block((Span(what),), indent=1, lead=(Span(f"{keys:<{KEY_CELLS}}", "link"),))
    yield GAP
    yield heading("The digits")
    for number, support_type in enumerate(dataset.metadata.support_types[:9], start=1):
        lead = Span(f"{number:<4}", "link")
        yield Block((text(support_type.label),), indent=1, lead=(lead,))
    yield GAP
    yield Block(
        (Span("The mouse does it too. To select text, hold Shift (Option on a Mac).", "dim"),)
    )


def legend_page(dataset: Dataset, glyphs: Glyphs, first: tuple[str, ...] = ()) -> Page:
    """What the signs mean, the parts called *first* before the others."""
    parts = {
        "stances": list(_stances(glyphs)),
        "types": list(_types(dataset)),
        "postures": list(_postures(dataset)),
        "votes": list(_votes(glyphs)),
        "map": list(_map(glyphs)),
        "time": list(_time(glyphs)),
        "evidence": list(_evidence(glyphs)),
        "events": list(_events(glyphs)),
        "dates": list(_dates(glyphs)),
    }
    order = (*first, *(each for each in parts if each not in first))
    blocks = (block for part in order for block in (*parts[part], GAP))
    return Page("legend", "Legend", tuple(blocks))


def _stances(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Where a country stands on a kind of support")
    for kind in KINDS:
        yield _sign(glyphs.stance[kind], stance_role(kind), LABELS[kind], STANCE_MEANINGS[kind])
    yield _sign(glyphs.may_have_ended, "dim", "after a stance", "it may have ended")
    yield _sign(glyphs.may_be_other, "dim", "after a posture", MARKS_OF_OTHERS)


def _types(dataset: Dataset) -> Iterator[Block]:
    yield heading("Kinds of support, and what counts")
    for each in dataset.metadata.support_types:
        scored = "" if each.scored else " (shown, not scored)"
        short = fit(neutral(each.short or each.label), 2, "")
        yield Block(
            (text(each.label, "strong"), text(f"{scored}  {each.counts or ''}", "dim")),
            indent=1,
            lead=(text(f"{short}  ", "label"),),
        )


def _postures(dataset: Dataset) -> Iterator[Block]:
    if not dataset.metadata.postures:
        return
    yield heading("Postures: the first rule that holds")
    for rule in dataset.metadata.postures:
        yield Block(
            (
                text(rule.label, f"tone-{rule.tone}"),
                text(f"  {rule.meaning or ''}", "dim"),
                text(f"  {rule.when or 'otherwise'}", "query"),
            ),
            indent=1,
        )


def _votes(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Votes")
    for vote, name in {**VOTE_WORDS, "": "not recorded"}.items():
        meaning = "no list names the country" if not vote else ""
        yield _sign(glyphs.vote[vote], f"vote-{vote}" if vote else "faint", name, meaning)
    yield _sign(LATER, "dim", "after a vote", "the country later said that it had meant another")


def _map(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("On the map")
    yield _sign("a", "strong", "a letter", "a posture, by its place among the rules")
    yield _sign(glyphs.dot, "dim", "grey with a sign", "not assessed, or not recorded")
    yield _sign(" ", "dim", "plain grey", "not in the list, or not in the data set")


def _time(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Through time")
    for (lasting, posture), meaning in zip(
        zip(glyphs.ribbon, glyphs.lasting, strict=True), ("going on", "uncertain"), strict=True
    ):
        yield _sign(lasting, "dim", f"stance, {meaning}", "in the colour of the stance")
        yield _sign(posture, "dim", f"posture, {meaning}", "after its name, where it begins")
    yield _sign(glyphs.marker, "marker", "as-of day", "the day for which everything is told")


def _evidence(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Evidence")
    for sign, role, stance in (
        (glyphs.supports, "good", "supports"),
        (glyphs.denies, "bad", "denies"),
        (glyphs.context, "dim", "context"),
    ):
        yield _sign(sign, role, stance, MEANINGS["evidence stance"][stance])


def _events(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Events")
    for event_kind, sign in glyphs.event.items():
        role = "link" if event_kind in STANDS_OUT else "dim"
        yield _sign(sign, role, event_kind, MEANINGS["event kind"][event_kind])
    yield _sign(glyphs.other_event, "dim", "any other", "")
    yield _sign(glyphs.claim, "dim", "claim", "one that belongs to no event")


def _dates(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Dates in the timeline: month and day, under their year")
    for mark, meaning in (
        ("", "that day"),
        (glyphs.dash, "from that day until another"),
        (glyphs.arrow[-1], "since that day, and still so"),
        (glyphs.ellipsis[0], "some day from that one on"),
        ("~", "about that day"),
        ("?", "that day, uncertainly"),
    ):
        yield Block((text(meaning, "dim"),), indent=1, lead=(Span(f"{'02-24' + mark:<8}", "text"),))


def _sign(sign: str, role: str, name: str, meaning: str) -> Block:
    return Block(
        (Span(f"{name:<21}"), text(meaning, "dim")), indent=1, lead=(Span(f"{sign}  ", role),)
    )


def problems_page(loaded: Loaded, glyphs: Glyphs, *, served: bool = False) -> Page:
    """What is wrong in the data set, and what should be looked at, by file, causes first.

    Each problem links to its place by its number among them.
    """
    return Page("problems", "Problems", tuple(_problems(loaded, glyphs, served=served)))


def told_problems(loaded: Loaded) -> tuple[Problem, ...]:
    """The problems that are listed: what only follows from others is counted."""
    return (*loaded.causes, *(each for each in loaded.warnings if not each.follows))


def _problems(loaded: Loaded, glyphs: Glyphs, *, served: bool) -> Iterator[Block]:
    problems = told_problems(loaded)
    if not problems:
        yield Block((Span("Nothing is wrong with this data set.", "good"),))
        return
    yield Block((text(f"{standing(loaded)}.", "strong"),))
    follow = sum(each.follows for each in loaded.problems)
    if follow:
        verb = "follows" if follow == 1 else "follow"
        yield Block((Span(f"{follow:,} more {verb} from what is listed here.", "dim"),))
    if not served:
        opens = any(not each.place.table for each in problems)
        told = "opens your editor at the line" if opens else "copies the place"
        yield Block((Span(f"Enter {told}.", "dim"),))
    by_file: dict[str, list[tuple[int, Problem]]] = {}
    for number, each in enumerate(problems[:MOST_PROBLEMS]):
        by_file.setdefault(each.place.file, []).append((number, each))
    for file, numbered in by_file.items():
        yield GAP
        yield heading(neutral(Path(file).name if served else file))
        for number, each in numbered:
            sign, role = (
                (glyphs.denies, "bad") if each.severity == "error" else (glyphs.bullet, "dim")
            )
            link = None if served else str(number)
            yield Block((text(each.told, "text", link),), lead=(Span(f"{sign} ", role),))
            column = "" if each.place.table else f", column {each.place.column}"
            about = [neutral(f"{each.place.spot}{column}"), f"{each.code} {CODES[each.code].title}"]
            yield Block((text(f" {glyphs.dot} ".join(about), "dim"),), indent=2)
    if len(problems) > MOST_PROBLEMS:
        yield GAP
        more = f"{len(problems) - MOST_PROBLEMS:,} more: alliance-tui check --all"
        yield Block((Span(more, "dim"),))
