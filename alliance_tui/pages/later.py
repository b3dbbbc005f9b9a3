"""What is told on an earlier day, or as it was known then, of what came later: in words."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import When, day_words
from alliance_tui.model.provenance import day_of_knowledge
from alliance_tui.model.records import Claim, LaterVote, Source
from alliance_tui.pages.page import Block, Span, text
from alliance_tui.pages.prose import prose
from alliance_tui.query.stance import Moment, Weighed


def looks_back(moment: Moment, dataset: Dataset) -> bool:
    """Whether more may have happened, or be known, by the last day than by *moment*."""
    return moment.day < dataset.as_of or moment.clock == "known"


def written_for(moment: Moment, dataset: Dataset) -> str:
    """What stands before a text that was written for the last day: for which, where it is not.

    A summary tells of the whole time, whatever the day that is shown.
    """
    return f"Written for {day_words(dataset.as_of)}: " if looks_back(moment, dataset) else ""


def written(words: str, moment: Moment, dataset: Dataset, *, indent: int = 0) -> Block:
    """A text that was written for the last day, and says so on an earlier one."""
    lead = written_for(moment, dataset)
    told = tuple(prose(words, dataset))
    return Block((Span(lead, "dim"), *told) if lead else told, indent=indent)


def after(when: When | None, moment: Moment, dataset: Dataset) -> str:
    """Says of what has the date *when* that it came after an earlier day; nothing otherwise."""
    if when is None or moment.day == dataset.as_of or when.first_start <= moment.day:
        return ""
    return f"after {day_words(moment.day)}"


def declared_after(vote: LaterVote, moment: Moment, dataset: Dataset) -> str:
    """Says of what a country later declared its vote to be that it did so after *moment*."""
    if vote.when is None:
        return "day not recorded" if looks_back(moment, dataset) else ""
    return after(vote.when, moment, dataset)


def published_after(when: When | None, moment: Moment) -> str:
    """Says as it was known at *moment* that a source is not surely of then."""
    if moment.clock == "happened" or (when is not None and when.last_end <= moment.day):
        return ""
    return "day not recorded" if when is None else f"published after {day_words(moment.day)}"


def source_after(source: Source, moment: Moment, dataset: Dataset) -> str:
    """Says of *source* that it is of after *moment*, or as it was known not surely of then."""
    if moment.clock == "known":
        return published_after(source.published, moment)
    words = after(source.published, moment, dataset)
    return f"published {words}" if words else ""


def claim_after(claim: Claim, moment: Moment, dataset: Dataset) -> str:
    """Says of *claim* that it begins, or became known, after *moment*."""
    words = after(claim.when, moment, dataset)
    if words:
        return f"begins {words}"
    if moment.clock == "happened":
        return ""
    known = day_of_knowledge(claim, dataset.source)
    if known is None:
        return "day of knowledge not recorded"
    return f"known since {day_words(known)}" if known > moment.day else ""


def told_already(weighed: Weighed) -> bool:
    """Whether the reason why a claim does not count says that it is later."""
    return weighed.reason in ("later", "not-known", "knowledge-unrecorded")


def noted(words: str, dot: str) -> Iterator[Span]:
    """*words* behind what they are about, if there are any."""
    if words:
        yield text(f" {dot} {words}", "dim")
