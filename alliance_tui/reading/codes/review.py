"""W4: what an editor should look at again."""

from alliance_tui.reading.codes.code import Code

CODES = (
    Code(
        "W401",
        "the source is never used",
        "Nothing cites it. Cite it where it belongs, or take it out.",
        wrong="""\
sources:
  - id: herald
claims:
  - id: aaa-arms
    evidence: [{source: press}]
""",
        right="""\
sources:
  - id: herald
claims:
  - id: aaa-arms
    evidence: [{source: herald}]
""",
    ),
    Code(
        "W402",
        "the source has no address",
        "Readers cannot look it up. Give `url`, or `archived` where the page is gone.",
        wrong="""\
sources:
  - id: herald
    url:
""",
        right="""\
sources:
  - id: herald
    url:
    archived: https://archive.example/herald
""",
    ),
    Code(
        "W403",
        "a loaded word in the data set's own voice",
        "The data set's description lists the words that it avoids. They may stand in "
        "quotations and in titles of sources; elsewhere say what happened.",
        wrong="""\
dataset:
  question: Who armed the puppet?
  loaded_words: [puppet]
""",
        right="""\
dataset:
  question: Who armed Sub?
  loaded_words: [puppet]
""",
    ),
    Code(
        "W404",
        "a summary, leader or tie without evidence",
        "What a profile says is sourced like everything else.",
        wrong="""\
countries:
  - id: ABC
    leaders:
      - {name: A. Leader, office: president}
""",
        right="""\
countries:
  - id: ABC
    leaders:
      - {name: A. Leader, office: president, evidence: [{source: press}]}
""",
    ),
    Code(
        "W405",
        "probably the same happening twice",
        "Two claims or events of the same time say nearly the same. Join them, or word them so "
        "that the difference shows.",
        wrong="""\
claims:
  - id: aaa-arms
    statement: Aaa sent rifles to Sub.
  - id: aaa-rifles
    statement: Aaa sent Sub rifles.
""",
        right="""\
claims:
  - id: aaa-arms
    statement: Aaa sent rifles to Sub.
  - id: aaa-helmets
    statement: Aaa gave away ten thousand helmets.
""",
    ),
    Code(
        "W406",
        "waives a warning that is not given",
        "The record no longer has the warning, or the code does not exist. Take the waiver out.",
        wrong="""\
claims:
  - id: aaa-arms
    waive: {W305: The ship was seen at once.}
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-01-10
    waive: {W305: The ship was seen at once.}
""",
    ),
    Code(
        "W407",
        "the source was published after the last day vouched for",
        "It can tell of the time up to that day, but nobody could know it by then. Look for an "
        "earlier one, or move `as_of` when everything has been gone through.",
        wrong="""\
sources:
  - id: herald
    published: 2024-02-01
""",
        right="""\
sources:
  - id: herald
    published: 2022-03-02
""",
    ),
    Code(
        "W408",
        "the source was read before it was published",
        "One of the two days is wrong, or the page was read in an earlier version.",
        wrong="""\
sources:
  - id: herald
    published: 2022-03-01
    accessed: 2021-03-05
""",
        right="""\
sources:
  - id: herald
    published: 2022-03-01
    accessed: 2022-03-05
""",
    ),
    Code(
        "W409",
        "a day that has not come yet",
        "Nothing can be vouched for, published, read or corrected on a day to come; mostly the "
        "year is wrong. What counts is the calendar of the computer on which it is checked.",
        wrong="""\
countries:
  - id: ABC
    reviewed: 2990-01-05
""",
        right="""\
countries:
  - id: ABC
    reviewed: 2023-01-05
""",
    ),
    Code(
        "W410",
        "a source is cited twice for the same",
        "Evidence of one source in one place, with one stance, is one piece. Join the two, or "
        "say with `loc`, `quote` or `says` where they differ.",
        wrong="""\
claims:
  - id: aaa-arms
    evidence: [{source: press, says: It did.}, {source: press}]
""",
        right="""\
claims:
  - id: aaa-arms
    evidence:
      - {source: press, loc: page 1, says: It did.}
      - {source: press, loc: page 7, says: It may do so again.}
""",
    ),
    Code(
        "W411",
        "two sources have one address",
        "The same page under two ids would count twice wherever sources are counted. Marks of "
        "who followed a link (`utm_…`), `www.` and a last slash make no difference.",
        wrong="""\
sources:
  - id: herald
    url: https://herald.example/article
  - id: herald-again
    url: https://www.herald.example/article/?utm_source=feed
""",
        right="""\
sources:
  - id: herald
    url: https://herald.example/article
  - id: herald-again
    url: https://herald.example/another-article
""",
    ),
    Code(
        "W412",
        "a publisher has two names",
        "Corroboration counts publishers, and readers look for one name. Names are taken for "
        "one where they differ only in letters, points and articles, or where one holds the "
        "other at the same host. What a publisher took from another is “X, as carried by Y”.",
        wrong="""\
sources:
  - id: herald
    publisher: The Herald
  - id: herald-2
    publisher: Herald
    url: https://herald.example/2
""",
        right="""\
sources:
  - id: herald
    publisher: The Herald
  - id: herald-2
    publisher: Agency, as carried by The Herald
    url: https://herald.example/2
""",
    ),
    Code(
        "W413",
        "two memberships in one group overlap",
        "On one day a country has one place in a group. End the first on the day before the "
        "second begins.",
        wrong="""\
countries:
  - id: ABC
    memberships:
      - {group: PACT, status: observer, when: 2010/2020-05-01}
      - {group: PACT, status: member, when: 2020-05-01/..}
""",
        right="""\
countries:
  - id: ABC
    memberships:
      - {group: PACT, status: observer, when: 2010/2020-04-30}
      - {group: PACT, status: member, when: 2020-05-01/..}
""",
    ),
    Code(
        "W414",
        "an analytic group without rule or members, or members without `analytic`",
        "A set that only this data set defines says by which rule a country belongs to it, and "
        "lists them. The members of an organisation stand in the profiles of the countries, "
        "with their times.",
        wrong="""\
groups:
  - id: friends
    analytic: true
    members: [AAA]
""",
        right="""\
groups:
  - id: friends
    analytic: true
    rule: It voted for every text of Sub.
    members: [AAA]
""",
    ),
    Code(
        "W415",
        "a later vote of a country in none of the lists",
        "`later` says what a country afterwards declared that it had meant, beside the vote "
        "that was recorded.",
        wrong="""\
events:
  - id: vote-2022
    votes:
      for: [SUB]
      later: [{country: AAA, vote: for}]
""",
        right="""\
events:
  - id: vote-2022
    votes:
      for: [SUB]
      absent: [AAA]
      later: [{country: AAA, vote: for}]
""",
    ),
    Code(
        "W416",
        "a posture rule that is never reached",
        "The first rule that holds gives the label. This one holds only where one above it "
        "does. Put the narrower rule first, or take it out.",
        wrong="""\
dataset:
  postures:
    - {id: backs, label: Backs, when: "supports:any"}
    - {id: arms, label: Arms it, when: "supports:arms"}
    - {id: none, label: No stand recorded, default: true}
""",
        right="""\
dataset:
  postures:
    - {id: arms, label: Arms it, when: "supports:arms"}
    - {id: backs, label: Backs, when: "supports:any"}
    - {id: none, label: No stand recorded, default: true}
""",
    ),
    Code(
        "W417",
        "the same stands twice in a list",
        "Once is enough; mostly the second was meant to be another.",
        wrong="""\
events:
  - id: summit-2022
    outcome: {signed: [AAA, SUB, AAA]}
""",
        right="""\
events:
  - id: summit-2022
    outcome: {signed: [AAA, SUB, ADV]}
""",
    ),
    Code(
        "W418",
        "words said after the source was published",
        "`on` is the day on which somebody said it; a source can only tell of earlier days. One"
        " of the two dates is wrong.",
        wrong="""\
claims:
  - id: aaa-arms
    evidence: [{source: press, on: 2022-03-15}]
""",
        right="""\
claims:
  - id: aaa-arms
    evidence: [{source: press, on: 2022-02-28}]
""",
    ),
    Code(
        "W419",
        "a source older than the one it is based on",
        "A reprint or rewrite comes after what it takes its text from. One of the dates is "
        "wrong, or it is the other that is based on this one.",
        wrong="""\
sources:
  - id: herald
    published: 2022-03-01
    based_on: [tribune]
  - id: tribune
    publisher: Tribune
    published: 2022-03-09
    url: https://tribune.example
""",
        right="""\
sources:
  - id: herald
    published: 2022-03-10
    based_on: [tribune]
  - id: tribune
    publisher: Tribune
    published: 2022-03-09
    url: https://tribune.example
""",
    ),
)
