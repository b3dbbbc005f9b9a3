"""W3: how well claims stand."""

from alliance_tui.reading.codes.code import Code

CODES = (
    Code(
        "W301",
        "corroborated with fewer than two publishers",
        "Two publishers, neither reprinting the other, have to support it. A source with "
        "`based_on` counts as the one that it is based on, and “X, as carried by Y” as X.",
        wrong="""\
claims:
  - id: aaa-arms
    status: corroborated
    evidence: [{source: press}]
""",
        right="""\
claims:
  - id: aaa-arms
    status: corroborated
    evidence: [{source: press}, {source: paper}]
""",
    ),
    Code(
        "W302",
        "acknowledged with no source that speaks for the actor",
        "Acknowledged means that the country itself says so: a supporting source whose "
        "`speaks_for` is the country, or evidence with `party: actor` where another's page "
        "carries its words.",
        wrong="""\
claims:
  - id: aaa-arms
    country: AAA
    status: acknowledged
    evidence: [{source: press}]
""",
        right="""\
claims:
  - id: aaa-arms
    country: AAA
    status: acknowledged
    evidence: [{source: press, party: actor, says: Its minister said so.}]
""",
    ),
    Code(
        "W303",
        "high confidence on a lone source that speaks for the target",
        "What only the adversary says may be true, but it is not beyond serious doubt. Look "
        "for another source, or lower the confidence.",
        wrong="""\
claims:
  - id: aaa-arms
    status: alleged
    confidence: high
    evidence: [{source: adv-mfa}]
""",
        right="""\
claims:
  - id: aaa-arms
    status: alleged
    confidence: low
    evidence: [{source: adv-mfa}]
""",
    ),
    Code(
        "W304",
        "an open claim with no evidence in its last twelve months",
        "`A/..` says that it is still so on the last day vouched for. Add a source of the last "
        "twelve months that shows it; if there is none, end the claim with "
        '`A/"[B..]"`, B being the day of the latest evidence: some day from then on. A vote or a '
        "sanction holds until another act ends it: a claim whose `events` are all votes that its "
        "country cast or sanctions that it imposed needs no later source.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-03-01/..
""",
        right="""\
claims:
  - id: aaa-arms
    when: "2022-03-01/[2022-03-01..]"
""",
    ),
    Code(
        "W305",
        "known more than 31 days after the start, without `known`",
        "By the clock “when it was known” a claim counts from its first source. Where that is "
        "long after the start, say since when the public could know, so that a late page is "
        "not taken for a late discovery.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-01-10
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-01-10
    known: 2022-01-12
""",
    ),
    Code(
        "W306",
        "no day of knowledge",
        "No supporting source has a date and `known` is missing, so that the claim never "
        "counts by the clock “when it was known”. Date a source, or say `known`.",
        wrong="""\
claims:
  - id: aaa-arms
    evidence: [{source: herald}]
sources:
  - id: herald
    published:
""",
        right="""\
claims:
  - id: aaa-arms
    evidence: [{source: herald}]
sources:
  - id: herald
    published: 2022-03-02
""",
    ),
    Code(
        "W307",
        "disputed, and nobody denies it",
        "Disputed means that sources disagree, or that one side's word is denied. Add the "
        "denial with `stance: denies`; without one the claim is `alleged` or `reported`.",
        wrong="""\
claims:
  - id: aaa-arms
    status: disputed
""",
        right="""\
claims:
  - id: aaa-arms
    status: disputed
    evidence: [{source: press}, {source: aaa-mfa, stance: denies}]
""",
    ),
    Code(
        "W308",
        "alleged, though a source that speaks for no side supports it",
        "Alleged means that only somebody opposed to the country says so. If the source says so"
        " itself, the claim is `reported`; if it carries the word of a side, `party` says "
        "whose; if it only adds to the claim, its stance is `context`.",
        wrong="""\
claims:
  - id: aaa-arms
    status: alleged
    evidence: [{source: press, says: Quotes the ministry of Adv.}]
""",
        right="""\
claims:
  - id: aaa-arms
    status: alleged
    evidence:
      - {source: press, party: target, says: Quotes the ministry of Adv.}
""",
    ),
    Code(
        "W309",
        "reported on the word of one side",
        "Reported means that at least one source that speaks for no side says so. The own word "
        "of the country makes a claim `acknowledged`, that of a side at war alone `alleged`.",
        wrong="""\
claims:
  - id: aaa-arms
    status: reported
    evidence: [{source: adv-mfa}]
""",
        right="""\
claims:
  - id: aaa-arms
    status: alleged
    evidence: [{source: adv-mfa}]
""",
    ),
    Code(
        "W310",
        "known long before the start",
        "`known` is the day from which the public could know of it. By the clock “when it was "
        "known” nothing counts before its start. A month ahead it may have been announced; "
        "earlier, one of the two dates is wrong, or the announcement has a claim of its own.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
    known: 2022-01-01
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
    known: 2022-03-02
""",
    ),
    Code(
        "W311",
        "the stage contradicts the direction",
        "Support that was refused is no support, and what is withheld or was not found was not "
        "delivered. Look which of the two is meant.",
        wrong="""\
claims:
  - id: aaa-arms
    direction: supports
    stage: refused
""",
        right="""\
claims:
  - id: aaa-arms
    direction: withholds
    stage: refused
""",
    ),
    Code(
        "W312",
        "a source is older than what it supports",
        "A source published more than 31 days before can announce what it is cited for, but not"
        " tell that it happened: its stance is then `context`. Or a date is wrong. Treaties are"
        " exempt.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-06-01
    known: 2022-06-01
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
""",
    ),
)
