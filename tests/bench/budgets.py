"""The budgets of speed and memory: what is measured, and against what."""

from __future__ import annotations

from typing import Final, NamedTuple

BARE: Final = "a bare Textual app"
IMPORT: Final = "`import textual.app`"
YAML: Final = "`yaml.load` with `CSafeLoader`"
OWN: Final = "the bundled data set"

PAIRS: Final = 9
"""How many pairs a row is measured by, one of each in turn."""

GROWTH: Final = (281, 10_000, 100_000, 1_000_000)
"""How many events the data sets of the growth rows have; the first is about the bundled one."""


class Budget(NamedTuple):
    """One row.

    Attributes:
        what: what is measured.
        against: what it is measured against.
        most: how many times as much it may take.
        bound: what bounds it, should it take more.
    """

    what: str
    against: str
    most: float
    bound: str


_PAINTING = (
    "the lines that are new and their strips, a third of the time of a key; then what Textual's "
    "compositor makes of them, a sixth, and its messages"
)
_PARSING = (
    "the nodes that PyYAML makes of what libyaml gives, over a third of the time, each with two "
    "marks, and their end, a tenth; libyaml itself takes a tenth. What is typed takes a sixth, "
    "what is checked a quarter, and there comes a place for every value, which the loader "
    "does not keep"
)

PICTURE: Final = Budget("a later start, to the picture", BARE, 0.15, "")
PAINT: Final = Budget(
    "a start without a picture, to the first full paint",
    BARE,
    1.15,
    "CPU time beyond the bare app's, counted in instructions: three quarters of it for the 119 "
    "modules of this program, for msgspec and for sqlite3; the rest for records, making the app "
    "and painting more than it paints",
)
MEMORY: Final = Budget(
    "memory after the first full paint",
    BARE,
    1.20,
    "the code of this program, 2.7 MB, its classes, msgspec and SQLite with what it keeps of the "
    "copy, and the profiles of all countries",
)
LIST: Final = Budget(
    "`alliance-tui list`, asked before, CPU time of the process",
    IMPORT,
    0.33,
    "Python's own start, and the imports of msgspec, argparse and sqlite3 and of 50 modules of "
    "this program, together four fifths of it; nothing is derived any more",
)
READING: Final = Budget("YAML to checked records, one file", YAML, 0.75, _PARSING)
FOLDER: Final = Budget(
    "YAML to checked records, a folder of files",
    YAML,
    0.50,
    "what the first process does alone, half of its time: the checks of all records, a third; the "
    "places of what is warned of in the files that the second one read, whose records are composed "
    "for it, a tenth; then the start of that, 0.1 s",
)
KEEPING: Final = Budget(
    "store and index, written after the first screen",
    "the reading before it",
    0.50,
    "SQLite's full-text index with prefixes of one, two and three letters, by which a letter is "
    "answered at once",
)
LETTERS: Final = (
    "letters of a term, 100,000 events",
    "letters of a word, 100,000 events",
    "letters of a word and a term, 870,000 votes",
)
MOVES: Final = (
    "countries, bundled",
    "timeline, bundled",
    "countries, 100,000 events",
    "timeline, 100,000 events",
)
ROW: Final = tuple(
    Budget(f"a cursor move to the row, {each}", BARE, 2.0, _PAINTING) for each in MOVES
)
IDLE: Final = tuple(
    Budget(f"a cursor move to idle, {each}", BARE, 3.5, _PAINTING) for each in MOVES
)
DAY: Final = (
    Budget("another day, the countries of the opening query", BARE, 3.5, _PAINTING),
    Budget("another day, every country", BARE, 6.0, _PAINTING),
)
BURST: Final = Budget("30 keys in one write, to idle", "one key", 8.0, _PAINTING)
_LETTER_BOUNDS = (
    "the one letter after which another country comes first, so that list, page and timeline are "
    "all new, some 70 rows: half of its time is painting, a quarter the page and its parts; SQLite "
    "is less than a tenth",
    "SQLite, a third of the slowest letter, after which nearly every event has the word: it counts "
    "those of each year; then the timeline, all of whose rows in sight are new",
    "a new page and list; SQLite, who voted and a country's own events among all votes, is a tenth",
)
LETTER: Final = tuple(
    Budget(f"a letter of the query, {each.removeprefix('letters of ')}", BARE, 3.5, bound)
    for each, bound in zip(LETTERS, _LETTER_BOUNDS, strict=True)
)
LARGEST: Final = Budget(
    "a start without a picture, 1,000,000 events",
    OWN,
    1.25,
    "the days of all events and the claims, which the first frame looks up",
)

BUDGETS: Final = (
    PICTURE, PAINT, MEMORY, LIST, READING, FOLDER, KEEPING, *ROW, *IDLE, *DAY, BURST, *LETTER,
    LARGEST,
)  # fmt: skip
