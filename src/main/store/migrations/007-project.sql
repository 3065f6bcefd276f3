ALTER TABLE runs ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
-- Runs of status 'queued' wait for their turn in this order.
ALTER TABLE runs ADD COLUMN queue_place INTEGER;
