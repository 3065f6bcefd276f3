-- An image is one page of its file, counted from 0; `pages` is how many the file has.
ALTER TABLE images ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN pages INTEGER NOT NULL DEFAULT 1;
-- JSON: which channels of the page are the image's, in this order; null for all as in the file.
ALTER TABLE images ADD COLUMN channel_choice TEXT;
-- JSON: what a pixel measures in the world; null where the file does not say.
ALTER TABLE images ADD COLUMN pixel_size TEXT;
-- 16 hexadecimal digits; null until near duplicates were looked for.
ALTER TABLE images ADD COLUMN perceptual_hash TEXT;
