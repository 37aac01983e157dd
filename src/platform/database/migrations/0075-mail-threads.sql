-- What a mail program needs to show an answer below the mail it answers; gone with the message.
CREATE TABLE mail_threads (
  line text NOT NULL,
  provider_id text NOT NULL,
  subject text NOT NULL,
  message_id text NOT NULL,
  reference_ids text[] NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (line, provider_id)
);
CREATE INDEX mail_threads_kept_idx ON mail_threads (kept_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_threads TO asar_app, asar_command;
