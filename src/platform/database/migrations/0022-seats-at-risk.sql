-- Seats whose credential or law no longer holds: few, and on the desk at every look.
CREATE INDEX assignments_at_risk_idx ON assignments (activity_id, post_id) WHERE state = 'live' AND at_risk IS NOT NULL;
