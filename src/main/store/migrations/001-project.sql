CREATE TABLE project (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  unpainted TEXT NOT NULL CHECK (unpainted IN ('void', 'background')),
  input_channels INTEGER NOT NULL CHECK (input_channels BETWEEN 1 AND 64),
  created_at TEXT NOT NULL
) STRICT;

-- A removed class keeps its row: its id is never given out again.
CREATE TABLE classes (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 254),
  name TEXT NOT NULL,
  color TEXT NOT NULL,
  position INTEGER NOT NULL,
  removed_at TEXT
) STRICT;

CREATE TABLE images (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The name in a form whose plain order is the natural one.
  name_key TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL,
  sha256 TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  channels INTEGER NOT NULL,
  depth INTEGER NOT NULL CHECK (depth IN (8, 16, 32)),
  orientation INTEGER NOT NULL,
  format TEXT NOT NULL,
  file TEXT NOT NULL DEFAULT 'present' CHECK (file IN ('present', 'missing', 'changed', 'resized')),
  split TEXT CHECK (split IN ('training', 'validation', 'test')),
  split_locked INTEGER NOT NULL DEFAULT 0,
  label_revision INTEGER NOT NULL DEFAULT 0,
  painted_pixels INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE INDEX images_by_sha256 ON images (sha256);
CREATE INDEX images_by_name ON images (name_key, key) WHERE removed_at IS NULL;

CREATE TABLE image_classes (
  image INTEGER NOT NULL REFERENCES images (key),
  class INTEGER NOT NULL,
  pixels INTEGER NOT NULL CHECK (pixels > 0),
  PRIMARY KEY (image, class)
) STRICT, WITHOUT ROWID;

-- `bytes` is raw deflate of 256x256 labels, `checksum` the CRC-32 of those; an absent tile is all 0.
CREATE TABLE tiles (
  image INTEGER NOT NULL REFERENCES images (key),
  y INTEGER NOT NULL,
  x INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (image, y, x)
) STRICT;

CREATE TABLE edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  class INTEGER,
  undone INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE edit_images (
  image INTEGER NOT NULL REFERENCES images (key),
  edit INTEGER NOT NULL REFERENCES edits (id) ON DELETE CASCADE,
  PRIMARY KEY (image, edit)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_images_by_edit ON edit_images (edit);

-- `bytes` is raw deflate of before XOR after, `checksum` the CRC-32 of that.
CREATE TABLE edit_tiles (
  edit INTEGER NOT NULL REFERENCES edits (id) ON DELETE CASCADE,
  image INTEGER NOT NULL,
  y INTEGER NOT NULL,
  x INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (edit, image, y, x)
) STRICT;

CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  status TEXT NOT NULL,
  config TEXT NOT NULL,
  -- Empty until the snapshot lies complete in the run's folder.
  snapshot_sha256 TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  step INTEGER NOT NULL DEFAULT 0,
  total_steps INTEGER,
  best_step INTEGER,
  best_mean_iou REAL,
  metrics TEXT,
  reason TEXT,
  problem TEXT,
  notes TEXT NOT NULL DEFAULT '',
  process TEXT NOT NULL
) STRICT;

CREATE TABLE run_events (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('last', 'best')),
  step INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (run, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  strokes INTEGER NOT NULL DEFAULT 0,
  active_minutes INTEGER NOT NULL DEFAULT 0,
  -- Minutes since 1970 of the newest act: one that counts already.
  last_minute INTEGER,
  last_image TEXT
) STRICT;

CREATE TABLE session_images (
  session INTEGER NOT NULL REFERENCES sessions (id),
  image INTEGER NOT NULL,
  PRIMARY KEY (session, image)
) STRICT, WITHOUT ROWID;
