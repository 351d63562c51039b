/** A value that is not a number is stored as NULL. Arrays are little-endian in C order, `encoding` says how they are packed. */
export const measurements = /* sql */ `
CREATE TABLE metric_series (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  UNIQUE (run, name)
) STRICT;

CREATE TABLE metrics (
  series INTEGER NOT NULL REFERENCES metric_series (number) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  value REAL,
  PRIMARY KEY (series, step)
) STRICT, WITHOUT ROWID;

-- Final numbers of a run, apart from the other results so that a history can sort and filter by them.
CREATE TABLE scalars (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  value REAL,
  unit TEXT NOT NULL,
  error REAL,
  PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE results (
  run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
  series TEXT NOT NULL,
  figures TEXT NOT NULL,
  checks TEXT NOT NULL
) STRICT;

CREATE TABLE artifacts (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  -- 'recording' while it runs, 'result' for views, 'state' for the digest
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  label TEXT NOT NULL,
  unit TEXT NOT NULL,
  dtype TEXT NOT NULL,
  shape TEXT NOT NULL,
  axes TEXT NOT NULL,
  encoding TEXT NOT NULL,
  byte_length INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (run, role, name, step)
) STRICT;
`
