"""The records of a data set, format 1: one definition for reading, schema and compiled copy.

The attribute lines of each docstring are what editors show and what the codebook prints.
Records are frozen; lists are tuples; a field that is not required has a default.
"""

import re
from typing import Literal, NamedTuple

from msgspec import Struct, field

from alliance_tui.model.dates import When, holds_on
from alliance_tui.model.vocabulary import (
    Agent,
    Attendance,
    Confidence,
    CorrectionKind,
    Direction,
    EventKind,
    EvidenceStance,
    MembershipStatus,
    Obligation,
    Party,
    Role,
    SourceKind,
    Stage,
    Status,
    Tone,
    Vote,
    VoteRun,
)


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all records share: they are immutable and know all their fields."""


class Quote(Record, frozen=True):
    """The words of a source or of somebody it quotes, at most a sentence or two.

    Attributes:
        text: the words themselves, cuts marked with […].
        speaker: who said them, with office.
        lang: ISO 639 code of the language they are given in.
    """

    text: str
    speaker: str | None = None
    lang: str | None = None


class Evidence(Record, frozen=True):
    """What one source says of a claim, an event or a profile field.

    Attributes:
        source: id of the source.
        stance: whether the source supports or denies what is said, or gives context.
        says: what the source says, in the data set's own words.
        loc: where in the source: a page, a section, a time code.
        quote: the source's own words.
        party: whose side the source speaks for here, where that differs from what follows
            from the source's `speaks_for`.
        by: who says so, a country's or group's id or a name, where the source does not tell.
        on: when it was said, where that is not when the source was published.
    """

    source: str
    stance: EvidenceStance = "supports"
    says: str | None = None
    loc: str | None = None
    quote: Quote | None = None
    party: Party | None = None
    by: str | None = None
    on: When | None = None


class VerbForms(NamedTuple):
    """One verb in the forms that sentences need; what the data set does not give is empty.

    Attributes:
        now: of one country, in the present: “gives arms”.
        then: of one or several, in the past: “gave arms”.
        many: of several countries, in the present: “give arms”.
    """

    now: str
    then: str = ""
    many: str = ""


_BETWEEN_FORMS = re.compile(r"(?:^|\s)/(?=\s|$)")

VERB_FORMS = len(VerbForms._fields)
"""How many forms a verb has at most."""


class Verbs(Record, frozen=True):
    """What a country does in each direction, as sentences say it: “now / then / many”.

    Attributes:
        supports: gives arms / gave arms / give arms.
        withholds: refuses arms / refused arms / refuse arms.
        opposes: arms Ukraine / armed Ukraine / arm Ukraine.
    """

    supports: str | None = None
    withholds: str | None = None
    opposes: str | None = None

    def forms(self, direction: str) -> VerbForms | None:
        """The verb of *direction* in its forms, where the data set gives one."""
        written = getattr(self, direction, None)
        if written is None:
            return None
        return VerbForms(*verb_forms(written)[:VERB_FORMS])


def verb_forms(written: str) -> list[str]:
    """The forms of a verb as written: a slash that stands by itself is between two."""
    return [form.strip() for form in _BETWEEN_FORMS.split(written)]


class SupportType(Record, frozen=True):
    """A kind of support, with the threshold that a claim has to pass.

    Attributes:
        id: what claims and queries call it.
        label: its name on the screen.
        short: its name where there is no room, two cells wide.
        counts: the threshold: what counts as this kind of support and what does not.
        lasts: how many months a single act stays in force, or "open"; required where the
            type is scored.
        refusals_last: the same for a refusal and for "looked for, none found".
        says: verbs for rows and sentences.
        scored: whether it has a stance; false for types that are shown but never counted.
    """

    id: str
    label: str
    short: str | None = None
    counts: str | None = None
    lasts: int | Literal["open"] | None = None
    refusals_last: int | Literal["open"] = "open"
    says: Verbs | None = None
    scored: bool = True


class PostureRule(Record, frozen=True):
    """A label for a country on a day; the first rule whose query holds gives it.

    Attributes:
        id: what queries call it.
        label: the label.
        tone: how it is coloured.
        when: a query of country terms.
        meaning: what the label means, in a sentence.
        default: true for the last rule, which holds where no other does.
    """

    id: str
    label: str
    tone: Tone = "neutral"
    when: str | None = None
    meaning: str | None = None
    default: bool = False


class Era(Record, frozen=True):
    """A named stretch of time, drawn behind the timeline.

    Attributes:
        id: what it is called in links.
        title: its name.
        when: the interval.
    """

    id: str
    title: str
    when: When


class Metadata(Record, frozen=True):
    """The data set's own description: its question, vocabulary and rules.

    Attributes:
        id: a short name for the data set.
        format: version of this format; 1.
        version: version of the data, any text that sorts, such as 2026.6.1.
        title: the title.
        question: the question that the data set answers.
        description: scope and limits in a few sentences.
        subject: id of the country that the support goes to.
        adversary: id of the country that opposing helps.
        as_of: the last day vouched for; open intervals mean "still so on this day".
        license: licence of the data, an SPDX identifier.
        opening: the view that the explorer opens with.
        support_types: the kinds of support, in the order of the columns.
        postures: the rules for the label of a country, first match first.
        eras: named stretches of time.
        loaded_words: words that the data set's own voice avoids.
    """

    id: str
    format: int
    version: str
    title: str
    subject: str
    as_of: When
    support_types: tuple[SupportType, ...]
    question: str | None = None
    description: str | None = None
    adversary: str | None = None
    license: str | None = None
    opening: str | None = None
    postures: tuple[PostureRule, ...] = ()
    eras: tuple[Era, ...] = ()
    loaded_words: tuple[str, ...] = ()


class Group(Record, frozen=True):
    """An organisation, or an analytic set with a written rule.

    Attributes:
        id: unique id.
        name: full name.
        aliases: other names.
        kind: what it is, in a few words.
        analytic: true for a set that only this data set defines.
        rule: by which rule a country belongs to an analytic set.
        members: ids of the countries of an analytic set.
        when: the time in which it exists.
        summary: what it is, in a sentence or two.
        evidence: sources for the above.
        waive: warnings that do not apply, each with its reason.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    analytic: bool = False
    rule: str | None = None
    members: tuple[str, ...] = ()
    when: When | None = None
    summary: str | None = None
    evidence: tuple[Evidence, ...] = ()
    waive: dict[str, str] = {}


class Source(Record, frozen=True):
    """Something published that says something.

    Attributes:
        id: unique id.
        publisher: who published it; “X, as carried by Y” where a page of Y has the text of X.
        title: its title.
        kind: what kind of publisher or document it is.
        author: who wrote it.
        published: when it was published.
        accessed: the day on which it was last read.
        url: its address, http or https.
        archived: the address of an archived copy.
        lang: ISO 639 code of its language.
        speaks_for: id of the country whose voice it is.
        based_on: ids of the sources that it reprints or rewrites.
        note: anything a reader should know of it.
        waive: warnings that do not apply, each with its reason.
    """

    id: str
    publisher: str
    title: str
    kind: SourceKind
    author: str | None = None
    published: When | None = None
    accessed: When | None = None
    url: str | None = None
    archived: str | None = None
    lang: str | None = None
    speaks_for: str | None = None
    based_on: tuple[str, ...] = ()
    note: str | None = None
    waive: dict[str, str] = {}


class Leader(Record, frozen=True):
    """Somebody who leads a country.

    Attributes:
        name: the name.
        office: the office.
        aliases: other spellings.
        when: the time in office; without it, every day.
        evidence: sources for it.
    """

    name: str
    office: str
    aliases: tuple[str, ...] = ()
    when: When | None = None
    evidence: tuple[Evidence, ...] = ()


BELONGING: frozenset[MembershipStatus] = frozenset({"member", "frozen", "suspended"})
"""The kinds of membership by which a country belongs to a group."""


class Membership(Record, frozen=True):
    """A country's place in a group.

    Attributes:
        group: id of the group.
        when: from when to when; without it, every day.
        status: what kind of member it is.
        note: anything a reader should know of it.
        evidence: sources for it.
    """

    group: str
    when: When | None = None
    status: MembershipStatus = "member"
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def belongs_on(self, day: int, as_of: int) -> bool:
        """Whether it makes the country belong to the group on *day*."""
        return self.status in BELONGING and holds_on(self.when, day, as_of)


class Tie(Record, frozen=True):
    """A formal obligation between countries.

    Attributes:
        id: unique id.
        title: the treaty's name.
        partners: ids of the countries it binds this one to (`with` in the file).
        obligations: what it obliges to.
        when: from when to when it is in force; without it, every day.
        summary: what it says, in a sentence.
        evidence: sources for it.
    """

    id: str
    title: str
    partners: tuple[str, ...] = field(default=(), name="with")
    obligations: tuple[Obligation, ...] = ()
    when: When | None = None
    summary: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Country(Record, frozen=True):
    """The profile of a country.

    Attributes:
        id: unique id.
        name: the name.
        aliases: other names.
        region: the part of the world, as the data set names it.
        summary: who it is in this story, in a few sentences.
        reviewed: the day on which the profile was last gone through.
        leaders: who leads it, with times.
        memberships: the groups it belongs to, with times.
        ties: its formal obligations.
        evidence: sources for the summary.
        waive: warnings that do not apply, each with its reason.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    region: str | None = None
    summary: str | None = None
    reviewed: When | None = None
    leaders: tuple[Leader, ...] = ()
    memberships: tuple[Membership, ...] = ()
    ties: tuple[Tie, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    waive: dict[str, str] = {}


class Claim(Record, frozen=True):
    """One country, one kind of support, one direction, one sentence, one time.

    Attributes:
        id: unique id.
        country: id of the country that acts.
        type: id of the support type.
        direction: whether the country supports, withholds, opposes, or nothing was found.
        statement: what is claimed, in one neutral sentence.
        when: when it happened or was so.
        status: how well it stands.
        confidence: how sure the editors are of it.
        evidence: what the sources say of it, denials included; at least one.
        stage: how far it went.
        agent: who acted.
        object: what it is about.
        known: when it became known.
        ends: ids of the claims, of the same country and type, that it brings to an end.
        events: ids of the events that it rests on or belongs to.
        note: anything a reader should know of it.
        waive: warnings that do not apply, each with its reason.
    """

    id: str
    country: str
    type: str
    direction: Direction
    statement: str
    when: When
    status: Status
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    stage: Stage | None = None
    agent: Agent = "state"
    object: str | None = None
    known: When | None = None
    ends: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    note: str | None = None
    waive: dict[str, str] = {}


class Participant(Record, frozen=True):
    """What a country did at an event.

    Attributes:
        country: id of the country.
        role: in which role.
        who: who acted for it, with office.
        attendance: whether and how it was there.
        did: what it did or said, in a sentence.
        evidence: sources for it.
    """

    country: str
    role: Role = "participant"
    who: str | None = None
    attendance: Attendance | None = None
    did: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Outcome(Record, frozen=True):
    """What came of an event.

    Attributes:
        summary: the outcome in a sentence or two.
        signed: ids of the countries that signed.
        not_signed: ids of the countries that could have signed and did not.
    """

    summary: str | None = None
    signed: tuple[str, ...] = ()
    not_signed: tuple[str, ...] = ()


class LaterVote(Record, frozen=True):
    """A vote that a country later said it had meant; shown, never counted.

    Attributes:
        country: id of the country.
        vote: the vote as later declared.
        when: when it was declared.
        source: id of the source that says so.
        note: what was said.
    """

    country: str
    vote: Vote
    when: When | None = None
    source: str | None = None
    note: str | None = None


class Votes(Record, frozen=True):
    """A roll call.

    Attributes:
        for_: ids of the countries that voted for (`for` in the file).
        against: ids of those that voted against.
        abstain: ids of those that abstained.
        absent: ids of those recorded as not voting.
        whole: true where the lists name everybody, so that they must equal the tally.
        later: votes declared otherwise afterwards.
    """

    for_: tuple[str, ...] = field(default=(), name="for")
    against: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    whole: bool = False
    later: tuple[LaterVote, ...] = ()

    @property
    def lists(self) -> dict[Vote, tuple[str, ...]]:
        """The countries of each vote."""
        return {
            "for": self.for_,
            "against": self.against,
            "abstain": self.abstain,
            "absent": self.absent,
        }


class Tally(Record, frozen=True):
    """The figures of a vote as announced.

    Attributes:
        for_: how many voted for (`for` in the file).
        against: how many voted against.
        abstain: how many abstained.
        absent: how many did not vote.
    """

    for_: int = field(default=0, name="for")
    against: int = 0
    abstain: int = 0
    absent: int | None = None


class Event(Record, frozen=True):
    """Something that happened at a time: a summit, a vote, a treaty, a statement.

    Attributes:
        id: unique id.
        kind: what kind of event it is.
        title: its title.
        when: when it took place.
        evidence: the sources.
        short: its title in a word or two, for the head of a column.
        run: for a vote, whether runs of votes begin with it.
        place: where.
        groups: ids of the groups it belongs to.
        summary: what happened, in a few sentences.
        participants: who did what there.
        outcome: what came of it.
        votes: the roll call.
        tally: the figures of the vote.
        note: anything a reader should know of it.
        waive: warnings that do not apply, each with its reason.
    """

    id: str
    kind: EventKind
    title: str
    when: When
    evidence: tuple[Evidence, ...]
    short: str | None = None
    run: VoteRun | None = None
    place: str | None = None
    groups: tuple[str, ...] = ()
    summary: str | None = None
    participants: tuple[Participant, ...] = ()
    outcome: Outcome | None = None
    votes: Votes | None = None
    tally: Tally | None = None
    note: str | None = None
    waive: dict[str, str] = {}


class Correction(Record, frozen=True):
    """An entry of the ledger of corrections.

    Attributes:
        id: unique id.
        on: the day of the correction.
        target: id of the corrected record.
        kind: what was corrected.
        why: why.
        was: what stood there before.
    """

    id: str
    on: When
    target: str
    kind: CorrectionKind
    why: str
    was: str | None = None


class Records(Record, frozen=True):
    """All records of a data set, as its files hold them.

    Attributes:
        dataset: the data set's own description; exactly one in all files.
        groups: organisations and analytic sets.
        sources: everything cited.
        countries: the profiles.
        claims: the claims.
        events: the events.
        corrections: the ledger of corrections.
    """

    dataset: Metadata
    groups: tuple[Group, ...] = ()
    sources: tuple[Source, ...] = ()
    countries: tuple[Country, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()


SECTIONS: dict[str, type[Record]] = {
    "groups": Group,
    "sources": Source,
    "countries": Country,
    "claims": Claim,
    "events": Event,
    "corrections": Correction,
}
"""The sections that hold lists, with their records; `dataset` holds one mapping."""


def attribute_lines(record: type) -> dict[str, str]:
    """The description of each attribute from the docstring of *record*."""
    _, _, lines = (record.__doc__ or "").partition("Attributes:\n")
    lines_by_name: dict[str, str] = {}
    name = ""
    for line in lines.splitlines():
        starts = re.match(r"        (\w+): (.+)", line)
        if starts:
            name = starts[1]
            lines_by_name[name] = starts[2]
        elif name and line.strip():
            lines_by_name[name] += f" {line.strip()}"
    return lines_by_name
