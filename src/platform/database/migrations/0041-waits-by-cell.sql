-- Waiting times by cell: all of a number, a region, or a month; the whole is read from as many rows as there are steps.
DELETE FROM indicator_waits;
ALTER TABLE indicator_waits RENAME COLUMN region_id TO cell;
-- What the totals were counted by is forgotten: the next start counts anew.
DELETE FROM settings WHERE key = 'indicators.counted-by';
