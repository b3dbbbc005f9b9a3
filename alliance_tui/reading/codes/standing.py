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
        '`A/"[B..]"`, B being the day of the latest evidence: some day from then on.',
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
)
