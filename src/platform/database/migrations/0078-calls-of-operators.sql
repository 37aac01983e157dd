-- Drawn calls are made on the operators' line alone (decision 109): through whom somebody else rang is not asked any more.
ALTER TABLE call_back_tries DROP COLUMN organization_id, DROP COLUMN by_key;
