"""E1: files, and YAML itself."""

from alliance_tui.reading.codes.code import Code

CODES = (
    Code(
        "E101",
        "the file cannot be read",
        "The file does not exist, may not be opened, or is not text in UTF-8. Nothing of it is "
        "in the data set that opens. In most editors “save with encoding” offers UTF-8.",
        wrong="""\
countries:
  - id: ABC  # the file is saved as Windows-1252, in which “ô” is no UTF-8
    name: Côte
""",
        right="""\
countries:
  - id: ABC
    name: Côte
""",
        encoding="cp1252",
    ),
    Code(
        "E102",
        "not YAML",
        "The text cannot be taken apart. Mostly a bracket or a quotation mark is not closed, a "
        "text holds “: ”, a line is indented with a tab, or a line begins one column too far "
        "left or right. The record is left out in which it happens; where no record can be made "
        "out, all of the section or of the file.",
        wrong="""\
countries:
  - id: ABC
    name: Abc
    summary: What it says: little.
""",
        right="""\
countries:
  - id: ABC
    name: Abc
    summary: "What it says: little."
    evidence: [{source: press}]
""",
    ),
    Code(
        "E103",
        "a key stands twice",
        "Of two equal keys YAML would keep only one, and the other would vanish without a word. "
        "Join what stands under both.",
        wrong="""\
countries:
  - id: ABC
    name: Abc
    aliases: [Abece]
    aliases: [Abecia]
""",
        right="""\
countries:
  - id: ABC
    name: Abc
    aliases: [Abece, Abecia]
""",
    ),
    Code(
        "E104",
        "anchors, aliases, merge keys and tags are not part of the format",
        "A record says what it says where it stands. Write the value out where it is used, and "
        "put a text that begins with `&`, `*` or `!` in quotes.",
        wrong="""\
countries:
  - id: ABC
    name: &name Abc
""",
        right="""\
countries:
  - id: ABC
    name: Abc
""",
    ),
    Code(
        "E105",
        "several documents in one file",
        "A line of three dashes begins a new document. Leave it out, or make two files: a data "
        "set may have any number of them.",
        wrong="""\
countries:
  - id: ABC
    name: Abc
---
groups:
  - id: LEAGUE
    name: League
""",
        right="""\
countries:
  - id: ABC
    name: Abc
groups:
  - id: LEAGUE
    name: League
""",
    ),
    Code(
        "E106",
        "an unfinished merge",
        "Two branches changed the same lines, and git left both versions with marks between "
        "them. Keep one version, or join the two, and take the three lines with marks out.",
        wrong="""\
countries:
  - id: ABC
<<<<<<< HEAD
    name: Abc
=======
    name: Republic of Abc
>>>>>>> branch
""",
        right="""\
countries:
  - id: ABC
    name: Republic of Abc
""",
    ),
    Code(
        "E107",
        "a sign that nobody sees where YAML wants a space",
        "No-break spaces, marks of direction and other signs that nobody sees come along when "
        "text is copied. In the indentation or after a colon they are text and not space. Delete "
        "the sign and put a plain space there; most editors can show such signs.",
        wrong="""\
countries:
  - id: ABC
    name:\u00a0Abc  # after the colon stands a no-break space
    region: North
""",
        right="""\
countries:
  - id: ABC
    name: Abc  # after the colon stands a space
    region: North
""",
    ),
    Code(
        "W101",
        "a comment cuts a text",
        "After a space, `#` begins a comment, and the text ends before it. Put a text that holds "
        "“ #” in quotes; end a sentence with its point before a comment.",
        wrong="""\
claims:
  - id: aaa-arms
    statement: Aaa sent ship #4, full of rifles.
""",
        right="""\
claims:
  - id: aaa-arms
    statement: "Aaa sent ship #4, full of rifles."  # seen twice
""",
    ),
)
