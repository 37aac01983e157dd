-- "Large and simple" goes with the person, not with one browser: whoever helps them can choose it for them.
ALTER TABLE people ADD COLUMN simple boolean NOT NULL DEFAULT false;
