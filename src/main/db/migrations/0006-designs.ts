/** Designs that are being worked on. `base` is what one was when it was made: changes are shown against it. */
export const designs = /* sql */ `
CREATE TABLE designs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  preset TEXT,
  design TEXT NOT NULL,
  base TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
`
