/**
 * Numbers count up within a project and are what tables refer to; ids stay unique when runs travel between projects.
 * `host`, `process_id` and `process_token` name the process that carries a live run, `heartbeat_at_ms` its last sign of life.
 */
export const experimentsAndRuns = /* sql */ `
CREATE TABLE experiments (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  preset TEXT,
  notes TEXT NOT NULL DEFAULT '',
  design TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;

CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  experiment INTEGER REFERENCES experiments (number) ON DELETE SET NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  preset TEXT,
  design TEXT NOT NULL,
  seed INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  workers INTEGER NOT NULL,

  status TEXT NOT NULL,
  phase TEXT NOT NULL DEFAULT '',
  done REAL NOT NULL DEFAULT 0,
  total REAL NOT NULL DEFAULT 0,
  progress_unit TEXT NOT NULL DEFAULT '',
  created_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER,
  ended_at_ms INTEGER,
  wall_ms REAL NOT NULL DEFAULT 0,
  simulated_ms REAL NOT NULL DEFAULT 0,
  digest TEXT,
  error TEXT,

  host TEXT NOT NULL,
  process_id INTEGER NOT NULL,
  process_token TEXT NOT NULL,
  heartbeat_at_ms INTEGER NOT NULL,

  notes TEXT NOT NULL DEFAULT '',
  folder TEXT NOT NULL DEFAULT '',
  starred INTEGER NOT NULL DEFAULT 0,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX runs_by_status ON runs (status);
CREATE INDEX runs_by_experiment ON runs (experiment);

CREATE TABLE run_tags (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (run, tag)
) STRICT, WITHOUT ROWID;

-- What happened to a run and when. Rows are only ever added.
CREATE TABLE events (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  type TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (run, sequence)
) STRICT, WITHOUT ROWID;
`
