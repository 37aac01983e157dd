-- How the mailbox that answers by mail come to does: when it was read last, what came of it, and why it could not be read.
CREATE TABLE mailboxes (
  address text PRIMARY KEY,
  read_at timestamptz,
  failure text,
  failed_at timestamptz,
  kept integer NOT NULL DEFAULT 0,
  bounces integer NOT NULL DEFAULT 0,
  -- Automatic answers, lists, and mails in which nobody wrote anything.
  machines integer NOT NULL DEFAULT 0,
  unreadable integer NOT NULL DEFAULT 0,
  CHECK ((failure IS NULL) = (failed_at IS NULL))
);
SELECT asar_platform_table('mailboxes');
