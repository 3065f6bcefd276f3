-- Regions whose label a network doubted and a person said is right.
CREATE TABLE label_judgements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image INTEGER NOT NULL REFERENCES images (key),
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  label_class INTEGER NOT NULL,
  doubted_for_class INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX label_judgements_by_image ON label_judgements (image);
