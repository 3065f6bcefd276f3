ALTER TABLE images ADD COLUMN status TEXT NOT NULL DEFAULT 'to-do'
  CHECK (status IN ('to-do', 'in-progress', 'done', 'left-out'));
-- 1: chosen by a person, and left as it is by painting.
ALTER TABLE images ADD COLUMN status_chosen INTEGER NOT NULL DEFAULT 0;
-- Images of one group are never parted by a split; those of one file are one.
ALTER TABLE images ADD COLUMN split_group TEXT NOT NULL DEFAULT '';
ALTER TABLE images ADD COLUMN strokes INTEGER NOT NULL DEFAULT 0;
-- Time that a person spent on the image.
ALTER TABLE images ADD COLUMN active_ms INTEGER NOT NULL DEFAULT 0;

UPDATE images SET split_group = sha256,
  status = CASE WHEN painted_pixels > 0 THEN 'in-progress' ELSE 'to-do' END,
  strokes = (SELECT count(*) FROM edit_images JOIN edits ON edits.id = edit_images.edit
             WHERE edit_images.image = images.key AND edits.kind IN ('stroke', 'polygon', 'fill') AND undone = 0);

DROP INDEX images_by_name;
-- A narrow copy of the table: counts, statistics, searches and orders of a large project are read from it alone. For
-- that it has to hold removed_at as well.
CREATE INDEX images_by_state ON images (status, split, file, width, height, painted_pixels, active_ms, modified_ms,
  name_key, name, removed_at) WHERE removed_at IS NULL;
CREATE INDEX images_removed ON images (key) WHERE removed_at IS NOT NULL;
CREATE INDEX image_classes_by_class ON image_classes (class, pixels);
