/**
 * A sweep varies some fields (`paths`) of a design. `plans` are what was launched and how it was extended; a trial is one combination
 * of values, in the order of the paths. A run may belong to several sweeps: what is done is not repeated.
 */
export const sweeps = /* sql */ `
CREATE TABLE sweeps (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  preset TEXT,
  design TEXT NOT NULL,
  paths TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE sweep_plans (
  sweep INTEGER NOT NULL REFERENCES sweeps (number) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  plan TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (sweep, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE sweep_trials (
  sweep INTEGER NOT NULL REFERENCES sweeps (number) ON DELETE CASCADE,
  trial INTEGER NOT NULL,
  field_values TEXT NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (sweep, trial),
  UNIQUE (sweep, field_values)
) STRICT, WITHOUT ROWID;

CREATE TABLE sweep_runs (
  sweep INTEGER NOT NULL,
  trial INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  PRIMARY KEY (sweep, trial, run),
  FOREIGN KEY (sweep, trial) REFERENCES sweep_trials (sweep, trial) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX sweep_runs_by_run ON sweep_runs (run, sweep, trial);
`
