-- Codes and briefings, version by version, and who has read which.
CREATE TABLE standard_documents (
  id text NOT NULL,
  version integer NOT NULL,
  text_kk text NOT NULL,
  text_ru text NOT NULL,
  text_en text NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (id, version)
);
SELECT asar_room_table('standard_documents');

CREATE TABLE standard_acceptances (
  person_id uuid NOT NULL REFERENCES people,
  document_id text NOT NULL,
  version integer NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, document_id, version),
  FOREIGN KEY (document_id, version) REFERENCES standard_documents (id, version)
);
SELECT asar_room_table('standard_acceptances');
