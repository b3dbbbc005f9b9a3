"""E2 to E4: the shape of records and values, their dates, and ids and what they lead to."""

from alliance_tui.reading.codes.code import Code

CODES = (
    Code(
        "E201",
        "a required field is missing",
        "A record without it cannot be shown or counted and is left out. "
        "`alliance-tui schema` and the codebook say which fields each record needs.",
        wrong="""\
countries:
  - id: ABC
    memberships: [{status: observer}]
""",
        right="""\
countries:
  - id: ABC
    memberships: [{group: PACT, status: observer}]
""",
    ),
    Code(
        "E202",
        "no such field",
        "A field that nobody reads would be lost without a word. Mostly it is misspelt, or "
        "stands in the wrong record.",
        wrong="""\
countries:
  - id: ABC
    alias: [Abece]
""",
        right="""\
countries:
  - id: ABC
    aliases: [Abece]
""",
    ),
    Code(
        "E203",
        "the value has the wrong shape",
        "A text stands where a list is wanted, a number where a text is wanted, or a number is "
        "out of its bounds. YAML takes `no` for a word, `1.50` for a number and `[a]` for a "
        "list: quotes make each a text.",
        wrong="""\
countries:
  - id: ABC
    aliases: Abece
""",
        right="""\
countries:
  - id: ABC
    aliases: [Abece]
""",
    ),
    Code(
        "E204",
        "no such word in the vocabulary",
        "The format fixes these words, so that everybody counts the same. They are written in "
        "small letters; the codebook says what each means.",
        wrong="""\
claims:
  - id: aaa-arms
    direction: supporting
""",
        right="""\
claims:
  - id: aaa-arms
    direction: supports
""",
    ),
    Code(
        "E205",
        "not an id",
        "Ids stand in queries, links and file names: letters, digits, `-`, `_` and `.`, "
        "beginning with a letter or digit.",
        wrong="""\
countries:
  - id: New Abc
    name: New Abc
""",
        right="""\
countries:
  - id: new-abc
    name: New Abc
""",
    ),
    Code(
        "E206",
        "not a web address",
        "An address begins with `http://` or `https://`, names a host, and has no spaces, "
        "quotation marks or angle brackets (write them as `%20`, `%22`, `%3C`, `%3E`).",
        wrong="""\
sources:
  - id: herald
    url: herald.example/article
""",
        right="""\
sources:
  - id: herald
    url: https://herald.example/article
""",
    ),
    Code(
        "E207",
        "the data set's own description is missing or stands twice",
        "Exactly one file has a `dataset:` section: its question, subject, last day vouched "
        "for, kinds of support and posture rules. Without it nothing can be opened; of two the "
        "first counts.",
        wrong="""\
dataset:  # nothing stands below it
""",
        right="""\
dataset:
  id: example
""",
    ),
    Code(
        "E208",
        "this version of the format cannot be read",
        "The number says by which rules the files are written. A higher one needs a newer program.",
        wrong="""\
dataset:
  id: example
  format: 2
""",
        right="""\
dataset:
  id: example
  format: 1
""",
    ),
    Code(
        "E209",
        "not a language code",
        "A language is told by its ISO 639 code in small letters, with a script or region "
        "after it where that matters: `en`, `uk`, `sr-Latn`, `pt-BR`. Screen readers, "
        "bibliographies and browsers read it. The field alone is left out.",
        wrong="""\
sources:
  - id: herald
    lang: English
""",
        right="""\
sources:
  - id: herald
    lang: en
""",
    ),
    Code(
        "E301",
        "not a date",
        "Dates are written `2022`, `2022-02` or `2022-02-24`, with `~` for about and `?` for "
        'uncertain; `"[A..B]"` is some day between two; `A/B` is from when to when, `A/..` is '
        "still so, `A/` is over, nobody knows since when. Some fields take one day only.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 1 March 2022
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03-01
""",
    ),
    Code(
        "E302",
        "after the last day vouched for",
        "The data set vouches for the time up to its `as_of`. What begins or ends later is a "
        "forecast: write `A/..` for what is still so on that day, leave out what had not begun, "
        "or move `as_of` when everything has been gone through.",
        wrong="""\
claims:
  - id: aaa-arms
    when: 2022-03/2031-12
""",
        right="""\
claims:
  - id: aaa-arms
    when: 2022-03/2023-06
""",
    ),
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
