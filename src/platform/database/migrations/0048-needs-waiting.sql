-- Unmet needs of a region by urgency and age are counted from the index alone: the region page costs what is open, not what ever was.
CREATE INDEX needs_waiting_idx ON needs (region_id, urgency, raised_at) WHERE state IN ('raised', 'verified') AND NOT drill;
