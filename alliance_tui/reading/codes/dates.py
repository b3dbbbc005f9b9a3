"""E3: dates."""

from alliance_tui.reading.codes.code import Code

CODES = (
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
)
