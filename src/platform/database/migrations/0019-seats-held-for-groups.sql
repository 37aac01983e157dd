-- Seats kept for the friends of one group until a deadline; each of them still says yes alone.
ALTER TABLE slots
  ADD COLUMN held_for uuid REFERENCES sign_up_groups,
  DROP CONSTRAINT slots_check1,
  DROP CONSTRAINT slots_check2,
  ADD CONSTRAINT slots_held_until CHECK ((offered_to IS NULL AND held_for IS NULL) = (offered_until IS NULL)),
  ADD CONSTRAINT slots_one_holder CHECK (num_nonnulls(volunteer_id, offered_to, held_for) <= 1);
DROP INDEX slots_offered_idx;
CREATE INDEX slots_offered_idx ON slots (offered_until) WHERE offered_until IS NOT NULL;
CREATE INDEX slots_held_for_idx ON slots (held_for) WHERE held_for IS NOT NULL;
