-- A seat changes hands only with whoever coordinates the work: asked each time, or said beforehand for a whole post.
ALTER TABLE posts ADD COLUMN exchange_agreed_by uuid REFERENCES people;
ALTER TABLE answers ADD COLUMN travel_accepted boolean NOT NULL DEFAULT false;
ALTER TABLE swaps
  ADD COLUMN taker_id uuid REFERENCES volunteers,
  ADD COLUMN taker_answer_id uuid REFERENCES answers,
  ADD COLUMN agreed_by uuid REFERENCES people,
  DROP CONSTRAINT swaps_state_check,
  DROP CONSTRAINT swaps_check2,
  ADD CONSTRAINT swaps_state_check CHECK (state IN ('offered', 'taken', 'done', 'declined', 'refused', 'withdrawn', 'lapsed')),
  ADD CONSTRAINT swaps_decided CHECK ((state IN ('offered', 'taken')) = (decided_at IS NULL)),
  ADD CONSTRAINT swaps_taken CHECK (state <> 'taken' OR (taker_id IS NOT NULL AND taker_answer_id IS NOT NULL)),
  -- Exchanges of before this rule stay as they were.
  ADD CONSTRAINT swaps_agreed CHECK (state <> 'done' OR agreed_by IS NOT NULL) NOT VALID;
DROP INDEX swaps_assignment_idx;
CREATE UNIQUE INDEX swaps_assignment_idx ON swaps (assignment_id) WHERE state IN ('offered', 'taken');
CREATE INDEX swaps_taker_idx ON swaps (taker_id) WHERE state = 'taken';
