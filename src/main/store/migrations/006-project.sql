CREATE TABLE comparisons (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  plan TEXT NOT NULL,
  -- Names of the output channels, in order.
  class_names TEXT NOT NULL,
  scored_on TEXT NOT NULL CHECK (scored_on IN ('test', 'validation')),
  -- Empty until images and labels lie frozen in the comparison's folder.
  frozen_sha256 TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  -- Who trains its runs now; NULL: nobody.
  process TEXT
) STRICT;

CREATE TABLE comparison_runs (
  comparison INTEGER NOT NULL REFERENCES comparisons (number) ON DELETE CASCADE,
  configuration INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  -- NULL where the run was deleted; what was scored stays.
  run INTEGER REFERENCES runs (number) ON DELETE SET NULL,
  -- Pixel counts image by image; NULL until the run is scored.
  scores TEXT,
  problem TEXT,
  seconds REAL,
  PRIMARY KEY (comparison, configuration, seed)
) STRICT, WITHOUT ROWID;

CREATE INDEX comparison_runs_by_run ON comparison_runs (run);
