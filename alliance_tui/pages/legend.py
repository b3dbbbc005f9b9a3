"""The legend: what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.evidence import EVIDENCE_ROLE, evidence_sign
from alliance_tui.pages.glyphs import STANDS_OUT, Glyphs
from alliance_tui.pages.page import GAP, Block, Page, Span, heading, stance_role, text
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.telling import short_name
from alliance_tui.pages.votes import MEANT_OTHERWISE, NOT_RECORDED, VOTE_WORDS
from alliance_tui.query.answers import SUBJECT_POSTURE
from alliance_tui.query.stance import KINDS, LABELS

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


def legend_page(
    dataset: Dataset,
    glyphs: Glyphs,
    first: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> Page:
    """What signs and words mean, the parts called *first* before the others, *without* some."""
    parts = {
        "stances": list(_stances(dataset, glyphs)),
        "types": list(_types(dataset)),
        "postures": list(_postures(dataset)),
        "claims": list(_claims()),
        "votes": list(_votes(glyphs)),
        "map": list(_map(glyphs)),
        "time": list(_time(glyphs)),
        "evidence": list(_evidence(glyphs)),
        "events": list(_events(glyphs)),
        "dates": list(_dates(glyphs)),
    }
    order = (*first, *(each for each in parts if each not in (*first, *without)))
    blocks = (block for part in order for block in (*parts[part], GAP))
    return Page("legend", "Legend", tuple(blocks))


def _stances(dataset: Dataset, glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Where a country stands on a kind of support")
    metadata, names = dataset.metadata, dataset.country
    sides = {"the subject": metadata.subject, "its adversary": metadata.adversary}
    for kind in KINDS:
        meaning = STANCE_MEANINGS[kind]
        for words, side in sides.items():
            if side in names:
                meaning = meaning.replace(words, neutral(names[side].name))
        yield _sign(glyphs.stance[kind], stance_role(kind), LABELS[kind], meaning)
    number = f"{glyphs.denied}5"
    yield _sign(number, "bad", "in a list", "so often somebody denies a claim of it")
    yield _sign(glyphs.may_have_ended, "dim", "after a stance", "it may have ended")
    yield _sign(glyphs.may_be_other, "dim", "after a posture", MARKS_OF_OTHERS)


def _types(dataset: Dataset) -> Iterator[Block]:
    yield heading("Kinds of support, and what counts")
    for each in dataset.metadata.support_types:
        scored = "" if each.scored else " (shown, not scored)"
        short = short_name(each)
        yield Block(
            (text(each.label, "strong"), text(f"{scored}  {each.counts or ''}", "dim")),
            indent=1,
            lead=(text(f"{short}  ", "label"),),
        )


def _postures(dataset: Dataset) -> Iterator[Block]:
    if not dataset.metadata.postures:
        return
    yield heading("Postures: the first rule that holds")
    for rule in (SUBJECT_POSTURE, *dataset.metadata.postures):
        when = rule.when or ("otherwise" if rule.default else "")
        yield Block(
            (
                text(rule.label, f"tone-{rule.tone}"),
                text(f"  {rule.meaning or ''}", "dim"),
                *((Span("  "), text(when, "query")) if when else ()),
            ),
            indent=1,
        )


def _claims() -> Iterator[Block]:
    yield heading("How well a claim stands")
    for status, meaning in MEANINGS["status"].items():
        yield Block((Span(f"{status:<14}"), text(meaning, "dim")), indent=1)


def _votes(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Votes")
    for vote, name in {**VOTE_WORDS, "": NOT_RECORDED}.items():
        meaning = "no list names the country" if not vote else ""
        yield _sign(glyphs.vote[vote], f"vote-{vote}" if vote else "faint", name, meaning)
    yield _sign(
        MEANT_OTHERWISE, "dim", "after a vote", "the country later said that it had meant another"
    )


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
    for stance in EVIDENCE_ROLE:
        shown = evidence_sign(stance, glyphs)
        meaning = MEANINGS["evidence stance"][stance]
        yield _sign(shown.text.strip(), shown.role, stance, meaning)
    meaning = "whose word the sources after it carry; of no state: they speak for none"
    yield _sign(" ", "dim", "word of", meaning)


def _events(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Events")
    for event_kind, mark in glyphs.event.items():
        role = "link" if event_kind in STANDS_OUT else "dim"
        yield _sign(mark, role, event_kind, MEANINGS["event kind"][event_kind])
    yield _sign(glyphs.other_event, "dim", "any other", "")
    yield _sign(glyphs.claim, "dim", "claim", "of an event only where its kind is in view")


def _dates(glyphs: Glyphs) -> Iterator[Block]:
    yield heading("Dates in the timeline: day and month, under their year")
    day = "24 Feb"
    for mark, meaning in (
        ("", "that day"),
        (glyphs.dash, "from that day until another"),
        (glyphs.arrow[-1], "since that day, and still so"),
        (glyphs.ellipsis[0], "some day from that one on"),
        ("~", "about that day"),
        ("?", "that day, uncertainly"),
    ):
        shown = f"~{day}" if mark == "~" else day + mark
        yield Block((text(meaning, "dim"),), indent=1, lead=(Span(f"{shown:<9}", "text"),))


def _sign(mark: str, role: str, name: str, meaning: str) -> Block:
    shown = Span(f"{mark:<3}", role, alt="")
    return Block((Span(f"{name:<21}"), text(meaning, "dim")), indent=1, lead=(shown,))
