-- How somebody is told stands in one place: what they wished of mail and text messages beside their name joins the rest of their wishes about notices,
-- where an operator's call can be chosen too. Moving a wish says nothing new, so there is nothing to record.
ALTER TABLE notice_settings ADD COLUMN operator boolean NOT NULL DEFAULT false;
ALTER TABLE notice_settings DISABLE TRIGGER needs_journal_entry;
WITH wished AS (
  SELECT p.id, 'operator' = ANY (p.deliver_by) AS operator,
    -- A way is off only for whoever has an address for it and does not name it: one that comes later is on, as for everybody.
    'email' = ANY (p.deliver_by) OR NOT EXISTS (SELECT FROM contact_channels c WHERE c.person_id = p.id AND c.kind = 'email') AS email,
    'sms' = ANY (p.deliver_by) OR NOT EXISTS (SELECT FROM contact_channels c WHERE c.person_id = p.id AND c.kind = 'phone') AS sms
  FROM people p WHERE p.state <> 'erased')
INSERT INTO notice_settings (person_id, email, sms, operator)
SELECT id, email, sms, operator FROM wished WHERE operator OR NOT email OR NOT sms
ON CONFLICT (person_id) DO UPDATE
SET email = notice_settings.email AND excluded.email, sms = notice_settings.sms AND excluded.sms, operator = excluded.operator;
ALTER TABLE notice_settings ENABLE TRIGGER needs_journal_entry;
ALTER TABLE people DROP COLUMN deliver_by;
