-- The donor of a gift can be told something, by the contact they left with it, without an account.
ALTER TABLE notices ADD COLUMN gift_id uuid REFERENCES gifts(id);
ALTER TABLE notices DROP CONSTRAINT notices_one_receiver;
ALTER TABLE notices ADD CONSTRAINT notices_one_receiver CHECK (num_nonnulls(person_id, need_id, activity_id, gift_id) = 1);
CREATE INDEX notices_gift_idx ON notices (gift_id) WHERE gift_id IS NOT NULL;
