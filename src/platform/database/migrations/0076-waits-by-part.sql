-- Waiting times by door and by town and village, and within which time nine of ten were helped. Totals are counted anew after it.
ALTER TABLE indicator_cells ADD COLUMN ninth_step smallint;
ALTER TABLE indicator_parts ADD COLUMN median_step smallint, ADD COLUMN ninth_step smallint;
