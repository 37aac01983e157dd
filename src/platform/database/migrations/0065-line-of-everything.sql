-- The operators' list holds everything that waits for a call: also messages of unknown senders and donors. What needs no call is dealt with
-- without one.
ALTER TABLE line_calls DROP CONSTRAINT line_calls_callee_kind_check,
  ADD CONSTRAINT line_calls_callee_kind_check CHECK (callee_kind IN ('person', 'need', 'message', 'gift'));
ALTER TABLE line_tries DROP CONSTRAINT line_tries_callee_kind_check,
  ADD CONSTRAINT line_tries_callee_kind_check CHECK (callee_kind IN ('person', 'need', 'message', 'gift')),
  DROP CONSTRAINT line_tries_outcome_check,
  ADD CONSTRAINT line_tries_outcome_check
    CHECK (outcome IN ('reached', 'no-answer', 'busy', 'later', 'wrong-number', 'refused', 'no-call'));
ALTER TABLE line_leases DROP CONSTRAINT line_leases_callee_kind_check,
  ADD CONSTRAINT line_leases_callee_kind_check CHECK (callee_kind IN ('person', 'need', 'message', 'gift'));

-- A lease lives no longer than the session it was taken in: whoever signs out, or is signed out, frees theirs.
DELETE FROM line_leases;
ALTER TABLE line_leases ADD COLUMN session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE;
CREATE INDEX line_leases_session_idx ON line_leases (session_id);

CREATE INDEX needs_unchecked_idx ON needs (region_id, rank, raised_at) WHERE state = 'raised' AND NOT drill;
CREATE INDEX needs_unconfirmed_idx ON needs (region_id, helped_at) WHERE state = 'helped' AND receipt IS NULL AND closed_at IS NULL AND NOT drill;
