-- The emergency contact of an activity can be told something: a telephone number in its words, nobody with an account.
ALTER TABLE notices ADD COLUMN activity_id uuid REFERENCES activities(id);
ALTER TABLE notices DROP CONSTRAINT notices_check;
ALTER TABLE notices ADD CONSTRAINT notices_one_receiver CHECK (num_nonnulls(person_id, need_id, activity_id) = 1);
