-- Importance that people paint, stored and taken back as labels are.
ALTER TABLE images ADD COLUMN importance_revision INTEGER NOT NULL DEFAULT 0;

CREATE TABLE importance_tiles (
  image INTEGER NOT NULL REFERENCES images (key),
  y INTEGER NOT NULL,
  x INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (image, y, x)
) STRICT;

CREATE TABLE importance_edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  class INTEGER,
  undone INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE importance_edit_images (
  image INTEGER NOT NULL REFERENCES images (key),
  edit INTEGER NOT NULL REFERENCES importance_edits (id) ON DELETE CASCADE,
  PRIMARY KEY (image, edit)
) STRICT, WITHOUT ROWID;
CREATE INDEX importance_edit_images_by_edit ON importance_edit_images (edit);

CREATE TABLE importance_edit_tiles (
  edit INTEGER NOT NULL REFERENCES importance_edits (id) ON DELETE CASCADE,
  image INTEGER NOT NULL,
  y INTEGER NOT NULL,
  x INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (edit, image, y, x)
) STRICT;
