-- Totals read off the journal by one follower; every table here can be emptied and rebuilt from position 0.

-- Each entry that a number looked at: what it added, or why it was left out. A number opens down to these rows.
CREATE TABLE indicator_entries (
  indicator text NOT NULL,
  position bigint NOT NULL,
  region_id text NOT NULL,
  day date NOT NULL,
  amount bigint NOT NULL,
  excluded text,
  PRIMARY KEY (indicator, position)
);
CREATE INDEX indicator_entries_region_idx ON indicator_entries (indicator, region_id, position DESC);
SELECT asar_platform_table('indicator_entries');

CREATE TABLE indicator_cells (
  indicator text NOT NULL,
  region_id text NOT NULL,
  month date NOT NULL,
  value bigint NOT NULL,
  entries bigint NOT NULL,
  PRIMARY KEY (indicator, region_id, month)
);
SELECT asar_platform_table('indicator_cells');

-- Who has been counted already: a person or a need counts once.
CREATE TABLE indicator_members (
  indicator text NOT NULL,
  member uuid NOT NULL,
  PRIMARY KEY (indicator, member)
);
SELECT asar_platform_table('indicator_members');

-- Waiting times in steps of about five per cent, from which medians are read without keeping each wait.
CREATE TABLE indicator_waits (
  indicator text NOT NULL,
  region_id text NOT NULL,
  step smallint NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (indicator, region_id, step)
);
SELECT asar_platform_table('indicator_waits');

-- How many people stand behind a cell (a region or a month) of a number that adds up minutes, so that small cells can be hidden.
CREATE TABLE indicator_people (
  indicator text NOT NULL,
  cell text NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (indicator, cell, person_id)
);
CREATE INDEX indicator_people_person_idx ON indicator_people (person_id);
SELECT asar_platform_table('indicator_people');

CREATE TABLE indicator_cell_people (
  indicator text NOT NULL,
  cell text NOT NULL,
  people integer NOT NULL,
  PRIMARY KEY (indicator, cell)
);
SELECT asar_platform_table('indicator_cell_people');
