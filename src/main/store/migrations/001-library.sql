CREATE TABLE projects (
  folder TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  images INTEGER NOT NULL,
  painted_images INTEGER NOT NULL,
  thumbnail_path TEXT,
  thumbnail_sha256 TEXT,
  last_run TEXT
) STRICT;

CREATE TABLE choices (
  key TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
