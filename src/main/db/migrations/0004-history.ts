/** What the history asks for most lies in one index, so that the designs need not be read to list and count runs. */
export const history = /* sql */ `
CREATE TABLE saved_filters (
  name TEXT PRIMARY KEY,
  filter TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_listed ON runs (
  trashed_at_ms, folder, starred, status, seed, preset, kind, name, created_at_ms, wall_ms, done, total
);
CREATE INDEX run_tags_by_tag ON run_tags (tag, run);
`
