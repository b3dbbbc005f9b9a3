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
    when: 2022-03-10
    ends: [aaa-arms]
  - id: aaa-arms
    type: arms
""",
        right="""\
claims:
  - id: aaa-halts-arms
    type: arms
    when: 2022-03-10
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
    Code(
        "E508",
        "a country signed and did not sign",
        "`not_signed` names those who could have signed and did not. A country cannot stand in "
        "both lists of one event; it is left out of both.",
        wrong="""\
events:
  - id: summit-2022
    outcome: {signed: [AAA, SUB], not_signed: [AAA]}
""",
        right="""\
events:
  - id: summit-2022
    outcome: {signed: [SUB], not_signed: [AAA]}
""",
    ),
    Code(
        "E509",
        "a country came and did not come",
        "Two parts of one country at one event contradict each other. Where different people "
        "are meant, `who` tells them apart; both parts are left out.",
        wrong="""\
events:
  - id: summit-2022
    participants:
      - {country: AAA, attendance: in-person}
      - {country: AAA, role: speaker, attendance: declined}
""",
        right="""\
events:
  - id: summit-2022
    participants:
      - {country: AAA, who: The minister, attendance: in-person}
      - {country: AAA, who: The president, attendance: declined}
""",
    ),
    Code(
        "E510",
        "a source is based on itself",
        "`based_on` names the sources that this one reprints or rewrites, so that they count as"
        " one publisher. Followed from source to source it must come to an end.",
        wrong="""\
sources:
  - id: herald
    based_on: [tribune]
  - id: tribune
    publisher: Tribune
    url: https://tribune.example
    based_on: [herald]
""",
        right="""\
sources:
  - id: herald
    based_on: [tribune]
  - id: tribune
    publisher: Tribune
    url: https://tribune.example
""",
    ),
    Code(
        "E511",
        "a claim ends itself",
        "Claims that end each other would all vanish. `ends` stands in the later claim alone "
        "and names the earlier one.",
        wrong="""\
claims:
  - id: aaa-arms
    ends: [aaa-halt]
  - id: aaa-halt
    direction: withholds
    when: 2022-03-20
    ends: [aaa-arms]
""",
        right="""\
claims:
  - id: aaa-arms
  - id: aaa-halt
    direction: withholds
    when: 2022-03-20
    ends: [aaa-arms]
""",
    ),
    Code(
        "E512",
        "a claim ends what had not begun before it",
        "What is ended on the day on which it began, or before, would never have been in force."
        " Mostly `ends` stands in the wrong one of the two, or a date is wrong.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
    ends: [aaa-halt]
  - id: aaa-halt
    direction: withholds
    when: 2022-03-20
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
  - id: aaa-halt
    direction: withholds
    when: 2022-03-20
    ends: [aaa-arms]
""",
    ),
    Code(
        "E513",
        "no source supports the claim or event",
        "All the evidence denies it or gives context. Add the source from which it is known, "
        "even if it is denied; a claim that nobody makes does not stand.",
        wrong="""\
claims:
  - id: aaa-arms
    status: disputed
    evidence: [{source: aaa-mfa, stance: denies}]
""",
        right="""\
claims:
  - id: aaa-arms
    status: disputed
    evidence: [{source: press}, {source: aaa-mfa, stance: denies}]
""",
    ),
    Code(
        "E514",
        "the subject is its own adversary",
        "Support goes to the subject; the adversary is whom it helps to oppose the subject. "
        "They are two countries, or there is no adversary.",
        wrong="""\
dataset:
  subject: SUB
  adversary: SUB
""",
        right="""\
dataset:
  subject: SUB
  adversary: ADV
""",
    ),
    Code(
        "E515",
        "a tie to itself",
        "A tie binds a country to others: `with` names those alone. The tie is left out.",
        wrong="""\
countries:
  - id: ABC
    ties:
      - id: abc-treaty
        title: Treaty of friendship
        with: [AAA, ABC]
        evidence: [{source: press}]
""",
        right="""\
countries:
  - id: ABC
    ties:
      - id: abc-treaty
        title: Treaty of friendship
        with: [AAA]
        evidence: [{source: press}]
""",
    ),
)
