"""The tables of a store.

What is asked of many records at once stands in columns; the records themselves are MessagePack
and are read when they are looked at. Countries, claims and events are known by their position
in the order of `model.dataset.arranged`, days are ordinals, texts to be searched in are folded.
"""

VERSION = 8
"""To be raised whenever a table changes, or what stands in it."""

SHORT = 3
"""Up to how many letters the indexes know what begins with them."""

_SHORT = " ".join(str(letters + 1) for letters in range(SHORT))
_OPTIONS = f"content='', columnsize=0, tokenize='ascii', prefix='{_SHORT}'"

TABLES = f"""
CREATE TABLE content(
  name TEXT PRIMARY KEY,
  body BLOB NOT NULL
);

CREATE TABLE country(
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

CREATE TABLE event(
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT,
  starts INTEGER NOT NULL,
  lasts INTEGER NOT NULL
);

CREATE TABLE event_record(
  position INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);

CREATE TABLE claim_record(
  position INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);

CREATE TABLE source_record(
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL
);

CREATE TABLE event_text(
  position INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  claims TEXT NOT NULL
);

CREATE TABLE entry(
  event INTEGER NOT NULL,
  country INTEGER NOT NULL,
  takes_part INTEGER NOT NULL,
  vote TEXT,
  signed INTEGER,
  roles TEXT NOT NULL,
  PRIMARY KEY (event, country)
) WITHOUT ROWID;

CREATE TABLE claim(
  position INTEGER PRIMARY KEY,
  country INTEGER NOT NULL,
  type TEXT NOT NULL,
  direction TEXT NOT NULL,
  status TEXT NOT NULL,
  confidence TEXT NOT NULL,
  stage TEXT,
  agent TEXT NOT NULL,
  object TEXT,
  known INTEGER,
  starts INTEGER NOT NULL,
  lasts INTEGER NOT NULL
);

CREATE TABLE cited(
  claim INTEGER NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  publisher TEXT NOT NULL,
  stance TEXT NOT NULL,
  party TEXT NOT NULL
);

CREATE TABLE named(
  claim INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (claim, event)
) WITHOUT ROWID;

CREATE TABLE word(
  text TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE VIRTUAL TABLE country_words USING fts5(text, {_OPTIONS});
CREATE VIRTUAL TABLE claim_words USING fts5(text, {_OPTIONS});
CREATE VIRTUAL TABLE event_words USING fts5(text, claims, {_OPTIONS});
"""
"""Every table.

`content` holds the sections of records that are read whole, and what is needed of all events and
claims at once; it has rowids, as without them SQLite reads all of each body that it passes on the
way to another. An entry is what an event records of a country; an event that records none has one
of `NOBODY`. Roles stand with a blank before and after each. Beside the text of an event stand
those of the claims that name it, `event_words` is the index of both; `word` has each word of the
three indexes. `cited` has a row for each piece of evidence of a claim, `named` one for each event
that a claim names.
"""

INDEXES = """
CREATE INDEX event_folded ON event(folded);
CREATE INDEX country_entry ON entry(country, event, takes_part, vote, signed, roles);
CREATE INDEX event_vote ON entry(event, vote, country) WHERE vote IS NOT NULL;
CREATE INDEX country_vote ON entry(country, vote, event) WHERE vote IS NOT NULL;
CREATE INDEX event_role ON entry(event, roles, country) WHERE roles <> '';
CREATE INDEX country_role ON entry(country, roles, event) WHERE roles <> '';
CREATE INDEX event_signed ON entry(event, signed, country) WHERE signed IS NOT NULL;
CREATE INDEX country_signed ON entry(country, signed, event) WHERE signed IS NOT NULL;
CREATE INDEX country_claim ON claim(country);
CREATE INDEX claim_cited ON cited(claim, stance, party);
CREATE INDEX event_named ON named(event, claim);
"""
"""Made when the tables are full, which is faster."""

ENTRY_KEY = "sqlite_autoindex_entry_1"
"""How SQLite calls the primary key of `entry`."""

NOBODY = -1
"""The position of no country."""

WORDS = "".join(
    f"""
CREATE VIRTUAL TABLE temp.{table}_vocabulary USING fts5vocab(main, {table}_words, row);
INSERT OR IGNORE INTO word SELECT term FROM temp.{table}_vocabulary;
"""
    for table in ("country", "claim", "event")
)
"""Fills the table of words from the three indexes."""
