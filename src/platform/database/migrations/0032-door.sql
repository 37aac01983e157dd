-- The donor's door: what is asked for is found by item and region at once, and what one donor promises together stands together.

CREATE INDEX need_lines_asked_idx ON need_lines (item_id, region_id) INCLUDE (need_id, unit, open, promised, in_transit, id, due_at)
  WHERE kind = 'item' AND open + promised + in_transit > 0;

-- What a donor promised in one go: each thing may be spread over several lines, which nobody outside sees.
CREATE TABLE gifts (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  made_at timestamptz NOT NULL
);
SELECT asar_room_table('gifts');

CREATE TABLE gift_pledges (
  gift_id uuid NOT NULL REFERENCES gifts,
  pledge_id uuid NOT NULL UNIQUE REFERENCES pledges,
  PRIMARY KEY (gift_id, pledge_id)
);
SELECT asar_room_table('gift_pledges');
