/**
 * `seal`: checksum over kind, progress and the names of the arrays, each of which has a checksum of its own; `pinned`: asked for by
 * a person, and kept. A branch goes on from a checkpoint of another run, named by its id since projects exchange runs.
 */
export const durableCheckpoints = /* sql */ `
ALTER TABLE checkpoints ADD COLUMN seal TEXT;
ALTER TABLE checkpoints ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;

CREATE TABLE branches (
  run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
  parent TEXT NOT NULL,
  done INTEGER NOT NULL
) STRICT;
CREATE INDEX branches_by_parent ON branches (parent);
`
