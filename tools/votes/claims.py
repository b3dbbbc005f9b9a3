"""The claims on votes, as one file of the data set, from its own roll calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from tools.votes.runs import DIRECTIONS, Cast, Course, Run, Text, course_of

DATA = Path(__file__).parents[2] / "data" / "russia-ukraine"
FILE = DATA / "votes.yaml"
INPUTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "inputs.yaml").read_text("utf-8"))

HEAD = """\
# What each state's votes give: made from the roll calls by `python -m tools.votes`. Change the
# roll calls in events/, or tools/votes/inputs.yaml, and make it anew; a test holds them together.
claims:
"""

SAYS = {"for": "voted for", "against": "voted against", "abstain": "abstained"}
ON_THE_TEXTS = {
    "for": "voted for the Assembly's texts on the war, which Russia voted against",
    "against": "voted with Russia against the Assembly's texts on the war",
    "abstain": "abstained on the Assembly's texts on the war",
}
WIDTH = 96


def made() -> str:
    """The file's text."""
    content = [yaml.safe_load(each.read_text("utf-8")) for each in sorted(DATA.rglob("*.yaml"))]
    names = {each["id"]: each["name"] for part in content for each in part.get("countries") or ()}
    events = {each["id"]: each for part in content for each in part.get("events") or ()}
    texts = sorted(
        (
            Text(name, events[name]["when"], name in INPUTS["core"], _is_whole(events[name]))
            for name in (*INPUTS["core"], *INPUTS["side"])
        ),
        key=lambda text: (text.day, text.id),
    )
    claims = [
        claim
        for country in sorted(names)
        if country not in ("RUS", "UKR")
        for claim in _claims(country, names[country], texts, events)
    ]
    return HEAD + "".join(f"{_written(each)}\n" for each in claims)


def _is_whole(event: dict[str, Any]) -> bool:
    return bool(event["votes"].get("whole"))


def votes_of(
    country: str, texts: Sequence[Text], events: dict[str, Any], *, as_counted: bool = True
) -> Iterator[Cast]:
    """The votes of *country*; what was taken back counts as it was taken back."""
    taken_back = {
        each["text"]: each["vote"] for each in INPUTS["taken_back"] if each["country"] == country
    }
    for text in texts:
        for vote in DIRECTIONS:
            if country in events[text.id]["votes"].get(vote, ()):
                counted = taken_back.get(text.id, vote) if as_counted else vote
                yield Cast(text, counted)


def course(country: str, texts: Sequence[Text], events: dict[str, Any]) -> Course:
    """The runs of *country*."""
    fell = [each["day"] for each in _falls(country)]
    return course_of(list(votes_of(country, texts, events)), texts, fell)


def _claims(
    country: str, name: str, texts: Sequence[Text], events: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    found = course(country, texts, events)
    recorded = {
        each.text.id: each.vote for each in votes_of(country, texts, events, as_counted=False)
    }
    before: str | None = None
    for number, run in enumerate(found.runs, 1):
        claim_id = f"{country.lower()}-un-votes" + (f"-{number}" if number > 1 else "")
        context = country in INPUTS["context"]
        ended = before is not None and found.runs[number - 2].end == _day_before(run)
        claim: dict[str, Any] = {
            "id": claim_id,
            "country": country,
            "type": "diplomatic",
            "direction": "context" if context else DIRECTIONS[run.vote],
            "statement": _statement(country, name, run, first=number == 1),
            "when": f"{run.start}/{run.end or '..'}",
        }
        if run.known is not None:
            claim["known"] = run.known
        is_counted = any(each.text.whole for each in run.cast)
        claim["status"] = "acknowledged" if is_counted else "reported"
        claim["confidence"] = "high" if is_counted else "moderate"
        if ended:
            claim["ends"] = [before]
        claim["events"] = [each.text.id for each in run.cast]
        note = " ".join(_notes(country, run, found, texts, last=number == len(found.runs)))
        if note:
            claim["note"] = note
        claim["evidence"] = list(_evidence(country, name, run, recorded))
        yield claim
        before = claim_id


def _day_before(run: Run) -> date:
    return date.fromordinal(run.start.toordinal() - 1)


def _statement(country: str, name: str, run: Run, *, first: bool) -> str:
    who = f"the {name}" if country in INPUTS["articles"] else name
    own = [each for each in run.cast if each.vote == run.vote]
    others = [each for each in run.cast if each.vote != run.vote]
    if len(own) > 1 or not others:
        text = f"{who} {ON_THE_TEXTS[run.vote]}"
    elif own:
        text = f"{who} {_deviations(own)}, a text on the war that Russia voted against"
    else:
        # Of two votes that differ neither makes a kind of its own.
        text = f"{who} held to no vote on the war: it {_deviations(others)}"
        others = []
    if others:
        text += f"; it {_deviations(others)}"
    return _sentence(f"{text}.", run, first)


def _sentence(text: str, run: Run, first: bool) -> str:
    if not first:
        text = f"from {_short(run.cast[0].text)} on {text}"
    elif run.end is not None:
        text = f"up to {_short(run.cast[-1].text)} {text}"
    return text[0].upper() + text[1:]


def _deviations(others: Sequence[Cast]) -> str:
    """The votes not of the kind, by vote: “abstained on ES-11/5 and voted against ES-11/9”."""
    by_vote = groupby(sorted(others, key=lambda each: list(SAYS).index(each.vote)), _vote_of)
    parts = []
    for vote, cast in by_vote:
        on = " on" if vote == "abstain" else ""
        parts.append(f"{SAYS[vote]}{on} {_texts(list(cast))}")
    return " and ".join(parts)


def _vote_of(cast: Cast) -> str:
    return cast.vote


def _texts(cast: Sequence[Cast]) -> str:
    *most, last = [_short(each.text) for each in cast]
    return f"{', '.join(most)} and {last}" if most else last


def _short(text: Text) -> str:
    name = text.id.removeprefix("unga-es-11-")
    if name.isdecimal():
        return f"ES-11/{name}"
    return f"the text of {_day(text.day)}"


def _notes(
    country: str, run: Run, found: Course, texts: Sequence[Text], *, last: bool
) -> Iterator[str]:
    inputs = INPUTS["context"].get(country) or INPUTS["governs_a_part"].get(country)
    if inputs:
        yield inputs
    end = run.end or date.max
    absent = [
        each
        for each in texts
        if run.start <= each.day <= end
        and each.whole
        and each.id not in {cast.text.id for cast in run.cast}
    ]
    if absent:
        names = [Cast(each, "") for each in absent]
        yield f"No vote is recorded on {_texts(names)}."
    for fall in _falls(country):
        if run.start <= fall["day"] < end:
            yield f"The government fell on {_day(fall['day'])}; the next one votes in the same way."
    if run.fell:
        yield f"The government fell on {_day(end)}; how the next one votes is a claim of its own."
    if run.missed:
        yield "The run ends with the second core roll call in a row on which no vote is recorded."
    outside = [each for each in found.others if each.text.day < run.start or last]
    if run is found.runs[0]:
        earlier = [each for each in outside if each.text.day < run.start]
        if earlier:
            yield f"Before, it {_deviations(earlier)}."
    if last:
        later = [each for each in found.others if each.text.day > run.cast[-1].text.day]
        if later:
            yield f"Later it {_deviations(later)}; votes on side texts start no run."


def _evidence(
    country: str, name: str, run: Run, recorded: dict[str, str]
) -> Iterator[dict[str, Any]]:
    who = f"the {name}" if country in INPUTS["articles"] else name
    for each in (run.sign, *run.cast) if run.sign else run.cast:
        if each.text.whole:
            source = each.text.id.replace("unga-", "un-record-")
            says = f"Records that {who} {SAYS[recorded[each.text.id]]}."
            stance = {"stance": "context"} if each is run.sign else {}
            yield {"source": source, "party": "actor", **stance, "says": says}
        else:
            yield {"source": _naming(country, each.vote), "says": _names(who, each.vote)}
    for taken in INPUTS["taken_back"]:
        if taken["country"] == country and taken["text"] in {each.text.id for each in run.cast}:
            yield taken["evidence"]
    for fall in _falls(country):
        if run.start <= fall["day"] <= (run.end or date.max):
            yield {"source": fall["source"], "stance": "context", "says": fall["says"]}


def _falls(country: str) -> list[dict[str, Any]]:
    return [each for each in INPUTS["fell"] if each["country"] == country]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _naming(country: str, vote: str) -> str:
    named: dict[str, dict[str, list[str]]] = INPUTS["named_by"]
    return next(source for source, lists in named.items() if country in lists.get(vote, ()))


def _names(who: str, vote: str) -> str:
    among = {"for": "the states for", "against": "the twelve against"}
    return f"Names {who} among {among.get(vote, 'the states that abstained')}."


class _Dumper(yaml.SafeDumper):
    """Dates and plain texts as the other files have them."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: anchors are no part of the format."""
        return True


_Dumper.add_representer(
    date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(day))
)


def _written(claim: dict[str, Any]) -> str:
    """One claim, with its lists a line an item."""
    plain = {name: value for name, value in claim.items() if name not in ("events", "evidence")}
    lines = _yaml([plain], flow=False).splitlines()
    lines.append(f"  events: {_yaml(claim['events'], flow=True)}")
    lines.append("  evidence:")
    lines += (f"    - {_yaml(each, flow=True)}" for each in claim["evidence"])
    return "".join(f"  {line}\n" for line in lines).rstrip("\n")


def _yaml(value: Any, *, flow: bool) -> str:
    written: str = yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=10_000 if flow else WIDTH,
        default_flow_style=flow,
    )
    return written.rstrip("\n")
