"""The words that the format itself fixes; all other vocabulary lives in the data set.

Each type lists its words; `MEANINGS` says what each word means, for the legend, the
codebook and editors.
"""

from __future__ import annotations

from typing import Literal

Direction = Literal["supports", "withholds", "opposes", "none-found", "context"]
Stage = Literal["requested", "refused", "pledged", "agreed", "delivered", "used", "ended"]
Agent = Literal["state", "state-owned", "private", "individuals", "unknown"]
Status = Literal[
    "alleged", "reported", "corroborated", "acknowledged", "disputed", "refuted", "retracted"
]
Confidence = Literal["low", "moderate", "high"]
EvidenceStance = Literal["supports", "denies", "context"]
Party = Literal["actor", "beneficiary", "target", "third", "independent"]
SourceKind = Literal[
    "news",
    "state-media",
    "government",
    "official-record",
    "treaty",
    "ngo",
    "think-tank",
    "academic",
    "dataset",
    "court",
    "other",
]
EventKind = Literal[
    "summit",
    "meeting",
    "visit",
    "call",
    "treaty",
    "statement",
    "vote",
    "recognition",
    "transfer",
    "deployment",
    "exercise",
    "sanction",
    "accession",
    "withdrawal",
    "suspension",
    "protest",
    "attack",
    "incident",
    "other",
]
VoteRun = Literal["core", "side"]
Role = Literal[
    "host",
    "organiser",
    "chair",
    "participant",
    "observer",
    "guest",
    "speaker",
    "mediator",
    "sponsor",
    "supplier",
    "recipient",
    "target",
    "absentee",
    "other",
]
Attendance = Literal["in-person", "remote", "declined", "walked-out", "absent"]
Vote = Literal["for", "against", "abstain", "absent"]
MembershipStatus = Literal["member", "observer", "applicant", "suspended", "frozen"]
Obligation = Literal["defence", "neutrality", "non-aggression", "consultation", "support"]
CorrectionKind = Literal["added", "narrowed", "widened", "date", "source", "status", "retracted"]
Tone = Literal[
    "subject", "strong-support", "support", "mixed", "neutral", "distancing", "opposition"
]

MEANINGS: dict[str, dict[str, str]] = {
    "run": {
        "core": "a text on the matter itself: runs of votes begin and end with it",
        "side": "a text beside it: it lies in runs of votes and begins none",
    },
    "direction": {
        "supports": "the country helps the subject",
        "withholds": "the country refuses, abstains or keeps its distance",
        "opposes": "the country acts or speaks against the subject, or helps its adversary",
        "none-found": "somebody looked for it and found none",
        "context": "shown beside the claims, never counted",
    },
    "stage": {
        "requested": "asked for; does not count",
        "refused": "asked for and refused",
        "pledged": "promised; does not count",
        "agreed": "agreed between the parties",
        "delivered": "handed over",
        "used": "taken into use",
        "ended": "brought to an end; does not count",
    },
    "agent": {
        "state": "the government or its forces",
        "state-owned": "a body that the state owns",
        "private": "a firm or body that the state does not own; does not count",
        "individuals": "people acting for themselves; does not count",
        "unknown": "the sources do not tell; does not count",
    },
    "status": {
        "alleged": "only somebody opposed to the country says so; does not count",
        "reported": "at least one source that speaks for no side reports it",
        "corroborated": "two publishers, neither reprinting the other, report it",
        "acknowledged": "a source that speaks for the country itself says so",
        "disputed": "sources that speak for neither side disagree, or one side's word alone "
        "exists and is denied; does not count",
        "refuted": "shown to be wrong; does not count",
        "retracted": "withdrawn by those who made it; does not count",
    },
    "confidence": {
        "low": "could well turn out wrong",
        "moderate": "well sourced, not beyond doubt",
        "high": "not seriously in doubt",
    },
    "evidence stance": {
        "supports": "the source says that the claim is so",
        "denies": "the source says that the claim is not so",
        "context": "the source adds to the claim without saying whether it is so",
    },
    "party": {
        "actor": "speaks for the country that the claim is about",
        "beneficiary": "speaks for the subject",
        "target": "speaks for the adversary",
        "third": "speaks for another country",
        "independent": "speaks for no country",
    },
    "source kind": {
        "news": "a news organisation",
        "state-media": "a news organisation run by a state",
        "government": "a government or its ministry",
        "official-record": "the record of an organisation, parliament or agency",
        "treaty": "the text of a treaty",
        "ngo": "a non-governmental organisation",
        "think-tank": "a policy institute",
        "academic": "a scholarly publication",
        "dataset": "a data set",
        "court": "a court's ruling or filing",
        "other": "none of these",
    },
    "event kind": {
        "summit": "a meeting of heads of state or government of several countries",
        "meeting": "any other meeting of officials",
        "visit": "a visit of one country's official to another",
        "call": "a telephone or video call",
        "treaty": "a treaty signed, ratified or in force",
        "statement": "a public statement",
        "vote": "a recorded vote",
        "recognition": "a formal recognition, or a refusal of one",
        "transfer": "a transfer of goods or money",
        "deployment": "forces sent or stationed",
        "exercise": "a military exercise",
        "sanction": "sanctions imposed, widened or lifted",
        "accession": "a country joining an organisation",
        "withdrawal": "a country leaving an organisation or place",
        "suspension": "membership, payments, supplies or relations suspended or broken off",
        "protest": "a public protest",
        "attack": "an attack or invasion",
        "incident": "an incident of another kind",
        "other": "none of these",
    },
    "role": {
        "host": "the event takes place there",
        "organiser": "called or arranged it",
        "chair": "held the chair",
        "participant": "took part",
        "observer": "took part without a vote",
        "guest": "was invited without being a party",
        "speaker": "spoke, or made the statement",
        "mediator": "mediated between others",
        "sponsor": "put the text forward",
        "supplier": "gave what was transferred",
        "recipient": "received what was transferred",
        "target": "was acted against",
        "absentee": "was expected and did not come",
        "other": "none of these",
    },
    "attendance": {
        "in-person": "came",
        "remote": "took part from afar",
        "declined": "declined to come",
        "walked-out": "left in protest",
        "absent": "did not come",
    },
    "vote": {
        "for": "voted in favour",
        "against": "voted against",
        "abstain": "abstained",
        "absent": "recorded as not voting",
    },
    "membership status": {
        "member": "a full member",
        "observer": "an observer or partner",
        "applicant": "has applied",
        "suspended": "a member whose rights are suspended",
        "frozen": "a member that has stopped taking part",
    },
    "obligation": {
        "defence": "to help if the other is attacked",
        "neutrality": "to stay out if the other is at war",
        "non-aggression": "not to attack the other",
        "consultation": "to consult in a crisis",
        "support": "to support the other's policy or forces short of defence",
    },
    "correction kind": {
        "added": "a record that was missing",
        "narrowed": "a statement that said too much",
        "widened": "a statement that said too little",
        "date": "a date",
        "source": "a source",
        "status": "a status or confidence",
        "retracted": "a record that should not have stood",
    },
    "tone": {
        "subject": "the subject itself",
        "strong-support": "strong support",
        "support": "support",
        "mixed": "support and its opposite",
        "neutral": "neither, or not assessed",
        "distancing": "refusal and distance",
        "opposition": "opposition",
    },
}
