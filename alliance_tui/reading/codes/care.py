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
)
