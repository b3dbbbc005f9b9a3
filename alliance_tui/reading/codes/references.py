"""E4: ids and what they lead to."""

from alliance_tui.reading.codes.code import Code

CODES = (
    Code(
        "E401",
        "no such record",
        "An id leads nowhere. Mostly it is misspelt: capital and small letters count. Only the "
        "part that names it is left out: a leader, a voter, an event of a claim; a claim goes "
        "with its country, its kind of support and each of its sources.",
        wrong="""\
claims:
  - id: aaa-arms
    evidence: [{source: pres}]
""",
        right="""\
claims:
  - id: aaa-arms
    evidence: [{source: press}]
""",
    ),
    Code(
        "E402",
        "the id is taken",
        "An id is given once in the whole data set, whatever it names; capital letters make no "
        "difference. The record that comes later is left out.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
  - id: aaa-arms
    when: 2022-03-04
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
  - id: aaa-arms-again
    when: 2022-03-04
""",
    ),
    Code(
        "E403",
        "the id is reserved",
        "Queries have a meaning of their own for `any`, `self` and `subject`.",
        wrong="""\
groups:
  - id: any
    name: Alliance of Nations
""",
        right="""\
groups:
  - id: ANY-nations
    name: Alliance of Nations
""",
    ),
    Code(
        "E404",
        "needs a record that is left out",
        "The record that it names exists but has an error of its own. Mend that one first; "
        "this one then mostly needs nothing.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
    ends: [aaa-words]
  - id: aaa-words
    when: yesterday
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
    ends: [aaa-words]
  - id: aaa-words
    when: 2022-02-25
    known: 2022-02-25
""",
    ),
)
