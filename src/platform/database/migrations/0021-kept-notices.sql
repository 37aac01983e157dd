-- What could not be said to whom: kept for want of a sender or an address, or given up. Operators read it by region.
CREATE INDEX notice_deliveries_kept_idx ON notice_deliveries (region_id, next_try_at) WHERE state = 'waiting' AND reason IN ('no-sender', 'no-address');
CREATE INDEX notice_deliveries_failed_idx ON notice_deliveries (region_id, ended_at) WHERE state = 'failed';
