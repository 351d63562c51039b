/** A run between two blocks of work. Its arrays are artifacts of the role 'checkpoint' at the step `done`. */
export const checkpoints = /* sql */ `
CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  done INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  progress TEXT NOT NULL,
  PRIMARY KEY (run, done)
) STRICT, WITHOUT ROWID;
`
