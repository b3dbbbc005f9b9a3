"""E5: what records say must be possible."""

from alliance_tui.reading.codes.code import Code

CODES = (
    Code(
        "E501",
        "a claim or an event without evidence",
        "Everything that is told names at least one source. What cannot be sourced stays out.",
        wrong="""\
claims:
  - id: aaa-arms
    evidence: []
""",
        right="""\
claims:
  - id: aaa-arms
    evidence: [{source: press}]
""",
    ),
    Code(
        "E502",
        "the tally contradicts the lists",
        "With `whole: true` the lists name everybody, so each is as long as its figure; "
        "without it no list may be longer. Count again, or see whether the figures are those "
        "of another vote.",
        wrong="""\
events:
  - id: vote-2022
    votes: {for: [AAA, SUB], against: [ADV], whole: true}
    tally: {for: 3, against: 1}
""",
        right="""\
events:
  - id: vote-2022
    votes: {for: [AAA, SUB], against: [ADV], whole: true}
    tally: {for: 2, against: 1}
""",
    ),
    Code(
        "E503",
        "a country stands in two lists of one vote",
        "In a roll call each country votes once. What it says later of its vote stands under "
        "`later`.",
        wrong="""\
events:
  - id: vote-2022
    votes: {for: [AAA], abstain: [AAA]}
""",
        right="""\
events:
  - id: vote-2022
    votes:
      abstain: [AAA]
      later: [{country: AAA, vote: for}]
""",
    ),
    Code(
        "E504",
        "a claim can end only claims of the same country and type",
        "`ends` says that what the other claim tells is over because of this one. That holds "
        "within one country and one kind of support.",
        wrong="""\
claims:
  - id: aaa-halts-words
    type: words
    when: 2023-01-10
    known: 2023-01-10
    ends: [aaa-arms]
  - id: aaa-arms
    type: arms
""",
        right="""\
claims:
  - id: aaa-halts-arms
    type: arms
    when: 2023-01-10
    known: 2023-01-10
    ends: [aaa-arms]
  - id: aaa-arms
    type: arms
""",
    ),
    Code(
        "E505",
        "a scored support type does not say how long an act lasts",
        "A single act counts for some time after its day. `lasts` gives the months, or `open` "
        "where it counts until something ends it.",
        wrong="""\
dataset:
  support_types:
    - {id: arms, label: Arms}
""",
        right="""\
dataset:
  support_types:
    - {id: arms, label: Arms, lasts: 12}
""",
    ),
    Code(
        "E506",
        "the query cannot be read",
        "Posture rules and the opening view are written in the query language "
        "(`alliance-tui query` lists its fields). A posture rule takes terms about countries "
        "only, and not `posture:` itself.",
        wrong="""\
dataset:
  opening: explore?q=suports:arms
""",
        right="""\
dataset:
  opening: explore?q=supports:arms
""",
    ),
    Code(
        "E507",
        "the posture rules have no default, or not as the last",
        "The first rule that holds gives the label, and every country has one: the last rule, "
        "and only it, has `default: true`; all others have a `when`.",
        wrong="""\
dataset:
  postures:
    - {id: backs, label: Backs, when: "supports:any"}
""",
        right="""\
dataset:
  postures:
    - {id: backs, label: Backs, when: "supports:any"}
    - {id: none, label: No stand recorded, default: true}
""",
    ),
)
