/**
 * A sweep may have a name of its own, and be in the trash. Of an experiment the fingerprint of its design is kept, by which it is found
 * among thousands; those of older programs have none.
 */
export const largeSweeps = /* sql */ `
ALTER TABLE sweeps ADD COLUMN name TEXT;
ALTER TABLE sweeps ADD COLUMN trashed_at_ms INTEGER;
ALTER TABLE experiments ADD COLUMN fingerprint TEXT;
CREATE INDEX experiments_by_fingerprint ON experiments (fingerprint);
`
