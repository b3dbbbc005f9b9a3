"""The tables of a store.

What is asked of many records at once stands in columns; the records themselves are MessagePack
and are read when they are looked at. Countries, claims and events are known by their position
in the order of `model.dataset.arranged`, days are ordinals, texts to be searched in are folded.
"""

VERSION = 1
"""To be raised whenever a table changes, or what stands in it."""

_WORDS = "fts5(text, content='', columnsize=0, tokenize='ascii', prefix='1 2 3')"

TABLES = f"""
CREATE TABLE content(
  name TEXT PRIMARY KEY,
  body BLOB NOT NULL
) WITHOUT ROWID;

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
  text TEXT NOT NULL,
  body BLOB NOT NULL
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

CREATE VIRTUAL TABLE country_words USING {_WORDS};
CREATE VIRTUAL TABLE claim_words USING {_WORDS};
CREATE VIRTUAL TABLE event_words USING {_WORDS};
"""
"""Every table.

`content` holds whole sections of records, and what is needed of all events at once. An entry is
what an event records of a country; an event that records none has one of `NOBODY`. Roles stand
with a blank before and after each. `cited` has a row for each piece of evidence of a claim,
`named` one for each event that a claim names.
"""

INDEXES = """
CREATE INDEX event_folded ON event(folded);
CREATE INDEX entry_of_country ON entry(country, vote, event, takes_part, signed, roles);
CREATE INDEX entry_vote ON entry(event, vote, country);
CREATE INDEX entry_role ON entry(country, event, roles) WHERE roles <> '';
CREATE INDEX claim_country ON claim(country);
CREATE INDEX cited_claim ON cited(claim, stance, party);
CREATE INDEX named_event ON named(event, claim);
"""
"""Made when the tables are full, which is faster."""

NOBODY = -1
"""The position of no country."""
