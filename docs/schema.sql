-- The schema after all migrations, written by `npm run db:types`. Do not edit.

CREATE TABLE activities (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  locality_id uuid,
  organization_id uuid NOT NULL,
  need_id uuid,
  line_id uuid,
  claim_id uuid,
  incident_id uuid,
  kind text NOT NULL,
  work text NOT NULL,
  form text NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  aim text NOT NULL,
  briefing text NOT NULL,
  briefing_version integer NOT NULL DEFAULT 1,
  bring text NOT NULL DEFAULT ''::text,
  coordinator_id uuid NOT NULL,
  emergency_contact text NOT NULL DEFAULT ''::text,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  estimated_minutes integer,
  zone text NOT NULL,
  place_words text NOT NULL DEFAULT ''::text,
  latitude double precision,
  longitude double precision,
  home_address boolean NOT NULL DEFAULT false,
  result_quantity integer NOT NULL,
  result_unit text NOT NULL,
  result_confirmer text NOT NULL,
  flags text[] NOT NULL DEFAULT '{}'::text[],
  contexts text[] NOT NULL DEFAULT '{}'::text[],
  risk_tier smallint NOT NULL,
  series_id uuid,
  series_rule text,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone,
  reviewed_by uuid,
  reviewed_at timestamp with time zone,
  review_words text,
  ended_at timestamp with time zone,
  end_words text,
  CONSTRAINT activities_id_state_key UNIQUE (id, state),
  CONSTRAINT activities_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT activities_pkey PRIMARY KEY (id),
  CONSTRAINT activities_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES line_claims(id),
  CONSTRAINT activities_coordinator_id_fkey FOREIGN KEY (coordinator_id) REFERENCES people(id),
  CONSTRAINT activities_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  CONSTRAINT activities_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id),
  CONSTRAINT activities_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT activities_locality_id_fkey FOREIGN KEY (locality_id) REFERENCES localities(id),
  CONSTRAINT activities_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT activities_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT activities_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT activities_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES people(id),
  CONSTRAINT activities_check CHECK ((starts_at < ends_at)),
  CONSTRAINT activities_check1 CHECK (((latitude IS NULL) = (longitude IS NULL))),
  CONSTRAINT activities_check2 CHECK (((form = 'remote'::text) <= (estimated_minutes IS NOT NULL))),
  CONSTRAINT activities_estimated_minutes_check CHECK ((estimated_minutes > 0)),
  CONSTRAINT activities_form_check CHECK ((form = ANY (ARRAY['dated'::text, 'remote'::text]))),
  CONSTRAINT activities_result_confirmer_check CHECK ((result_confirmer = ANY (ARRAY['person-helped'::text, 'site-owner'::text, 'second-person'::text]))),
  CONSTRAINT activities_result_quantity_check CHECK ((result_quantity > 0)),
  CONSTRAINT activities_risk_tier_check CHECK (((risk_tier >= 0) AND (risk_tier <= 3))),
  CONSTRAINT activities_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'open'::text, 'closed'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX activities_claim_idx ON public.activities USING btree (claim_id) WHERE (claim_id IS NOT NULL);
CREATE INDEX activities_coordinator_idx ON public.activities USING btree (coordinator_id, starts_at DESC);
CREATE INDEX activities_list_idx ON public.activities USING btree (region_id, starts_at, id) WHERE (state = ANY (ARRAY['open'::text, 'closed'::text, 'done'::text]));
CREATE INDEX activities_listed_idx ON public.activities USING btree (starts_at, id) WHERE (state = ANY (ARRAY['open'::text, 'closed'::text, 'done'::text]));
CREATE INDEX activities_need_idx ON public.activities USING btree (need_id);
CREATE INDEX activities_open_idx ON public.activities USING btree (ends_at, id) WHERE (state = ANY (ARRAY['open'::text, 'closed'::text]));
CREATE INDEX activities_organization_idx ON public.activities USING btree (organization_id, starts_at DESC);
CREATE INDEX activities_region_idx ON public.activities USING btree (region_id, state, starts_at);
CREATE INDEX activities_review_idx ON public.activities USING btree (region_id, created_at) WHERE (state = 'review'::text);
CREATE INDEX activities_series_idx ON public.activities USING btree (series_id, starts_at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON activities TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON activities TO asar_command;

CREATE TABLE activity_obligations (
  activity_id uuid NOT NULL,
  obligation text NOT NULL,
  said_by uuid NOT NULL,
  said_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT activity_obligations_pkey PRIMARY KEY (activity_id, obligation),
  CONSTRAINT activity_obligations_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT activity_obligations_said_by_fkey FOREIGN KEY (said_by) REFERENCES people(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.activity_obligations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON activity_obligations TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON activity_obligations TO asar_command;

CREATE TABLE answer_words (
  answer_id uuid NOT NULL,
  words text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT answer_words_pkey PRIMARY KEY (answer_id),
  CONSTRAINT answer_words_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES answers(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.answer_words DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON answer_words TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON answer_words TO asar_command;

CREATE TABLE answers (
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  terms_version integer NOT NULL,
  kind text NOT NULL,
  yes_from timestamp with time zone,
  ask_id uuid,
  author_id uuid NOT NULL,
  consent_id uuid,
  group_id uuid,
  briefing_version integer,
  door text NOT NULL,
  at timestamp with time zone NOT NULL,
  undone_at timestamp with time zone,
  travel_accepted boolean NOT NULL DEFAULT false,
  CONSTRAINT answers_id_volunteer_id_post_id_terms_version_kind_key UNIQUE (id, volunteer_id, post_id, terms_version, kind),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT answers_pkey PRIMARY KEY (id),
  CONSTRAINT answers_ask_id_fkey FOREIGN KEY (ask_id) REFERENCES asks(id),
  CONSTRAINT answers_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id),
  CONSTRAINT answers_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id),
  CONSTRAINT answers_group_id_fkey FOREIGN KEY (group_id) REFERENCES sign_up_groups(id),
  CONSTRAINT answers_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT answers_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT answers_check CHECK (((kind = 'yes-from'::text) = (yes_from IS NOT NULL))),
  CONSTRAINT answers_check1 CHECK (((author_id = volunteer_id) OR (consent_id IS NOT NULL))),
  CONSTRAINT answers_kind_check CHECK ((kind = ANY (ARRAY['yes'::text, 'no'::text, 'yes-from'::text, 'words'::text])))
);
CREATE INDEX answers_conveyed_idx ON public.answers USING btree (at) WHERE (author_id <> volunteer_id);
CREATE INDEX answers_group_idx ON public.answers USING btree (group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX answers_post_idx ON public.answers USING btree (post_id, volunteer_id, at DESC);
CREATE INDEX answers_volunteer_idx ON public.answers USING btree (volunteer_id, at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.answers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON answers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON answers TO asar_command;

CREATE TABLE api_keys (
  secret_hash bytea NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  organization_id uuid,
  region_id text,
  scopes text[] NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_keys_id_key UNIQUE (id),
  CONSTRAINT api_keys_pkey PRIMARY KEY (secret_hash)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON api_keys TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON api_keys TO asar_command;

CREATE TABLE asks (
  id uuid NOT NULL,
  code text NOT NULL,
  call_out_id uuid,
  post_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  region_id text NOT NULL,
  kind text NOT NULL,
  asked_by uuid,
  terms_version integer NOT NULL,
  wave integer NOT NULL DEFAULT 0,
  why jsonb NOT NULL DEFAULT '[]'::jsonb,
  chance_permille integer NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  answer_by timestamp with time zone NOT NULL,
  state text NOT NULL,
  answered_at timestamp with time zone,
  answer_id uuid,
  contested_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  CONSTRAINT asks_code_key UNIQUE (code),
  CONSTRAINT asks_post_id_volunteer_id_terms_version_key UNIQUE (post_id, volunteer_id, terms_version),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT asks_pkey PRIMARY KEY (id),
  CONSTRAINT asks_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT asks_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES answers(id),
  CONSTRAINT asks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES people(id),
  CONSTRAINT asks_call_out_id_fkey FOREIGN KEY (call_out_id) REFERENCES call_outs(id),
  CONSTRAINT asks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT asks_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT asks_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT asks_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT asks_chance_permille_check CHECK (((chance_permille >= 0) AND (chance_permille <= 1000))),
  CONSTRAINT asks_check CHECK ((asked_at < answer_by)),
  CONSTRAINT asks_check1 CHECK (((state = ANY (ARRAY['asked'::text, 'silent'::text, 'withdrawn'::text])) = (answered_at IS NULL))),
  CONSTRAINT asks_check2 CHECK (((answered_at IS NULL) = (answer_id IS NULL))),
  CONSTRAINT asks_check3 CHECK (((withdrawn_at IS NULL) OR (state = 'withdrawn'::text))),
  CONSTRAINT asks_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'yes'::text, 'no'::text, 'yes-from'::text, 'words'::text, 'silent'::text, 'withdrawn'::text, 'full'::text])))
);
CREATE INDEX asks_activity_idx ON public.asks USING btree (activity_id, state);
CREATE INDEX asks_call_out_idx ON public.asks USING btree (call_out_id, state);
CREATE INDEX asks_group_idx ON public.asks USING btree (region_id, kind, asked_at DESC);
CREATE INDEX asks_organization_idx ON public.asks USING btree (organization_id, answer_by) WHERE (state = 'asked'::text);
CREATE INDEX asks_post_idx ON public.asks USING btree (post_id, asked_at DESC);
CREATE INDEX asks_region_idx ON public.asks USING btree (region_id, answer_by) WHERE (state = 'asked'::text);
CREATE INDEX asks_silent_idx ON public.asks USING btree (answer_by) WHERE (state = 'asked'::text);
CREATE INDEX asks_silent_organization_idx ON public.asks USING btree (organization_id, asked_at DESC) WHERE (state = 'silent'::text);
CREATE INDEX asks_volunteer_idx ON public.asks USING btree (volunteer_id, asked_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.asks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON asks TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON asks TO asar_command;

CREATE TABLE assignment_credentials (
  assignment_id uuid NOT NULL,
  credential_id uuid NOT NULL,
  competence_id text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT assignment_credentials_pkey PRIMARY KEY (assignment_id, credential_id, competence_id),
  CONSTRAINT assignment_credentials_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignments(id),
  CONSTRAINT assignment_credentials_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials(id)
);
CREATE INDEX assignment_credentials_credential_idx ON public.assignment_credentials USING btree (credential_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.assignment_credentials DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON assignment_credentials TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON assignment_credentials TO asar_command;

CREATE TABLE assignments (
  id uuid NOT NULL,
  slot_id uuid NOT NULL,
  post_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  region_id text NOT NULL,
  answer_id uuid NOT NULL,
  answer_kind text NOT NULL DEFAULT 'yes'::text,
  terms_version integer NOT NULL,
  state text NOT NULL,
  at_risk text,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  made_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  stand_in_for uuid,
  no_show_witness uuid,
  live_slot_id uuid DEFAULT 
CASE
    WHEN (state = 'live'::text) THEN slot_id
    ELSE NULL::uuid
END,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT assignments_pkey PRIMARY KEY (id),
  CONSTRAINT assignments_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT assignments_answer_id_volunteer_id_post_id_terms_version_a_fkey FOREIGN KEY (answer_id, volunteer_id, post_id, terms_version, answer_kind) REFERENCES answers(id, volunteer_id, post_id, terms_version, kind),
  CONSTRAINT assignments_live_slot_id_post_id_volunteer_id_fkey FOREIGN KEY (live_slot_id, post_id, volunteer_id) REFERENCES slots(id, post_id, volunteer_id),
  CONSTRAINT assignments_no_show_witness_fkey FOREIGN KEY (no_show_witness) REFERENCES people(id),
  CONSTRAINT assignments_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT assignments_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT assignments_stand_in_for_fkey FOREIGN KEY (stand_in_for) REFERENCES assignments(id),
  CONSTRAINT assignments_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT assignments_answer_kind_check CHECK ((answer_kind = 'yes'::text)),
  CONSTRAINT assignments_check CHECK (((state = 'live'::text) = (ended_at IS NULL))),
  CONSTRAINT assignments_check1 CHECK (((no_show_witness IS NULL) OR (no_show_witness <> volunteer_id))),
  CONSTRAINT assignments_check2 CHECK (((state = 'no-show'::text) <= (no_show_witness IS NOT NULL))),
  CONSTRAINT assignments_state_check CHECK ((state = ANY (ARRAY['live'::text, 'given-back'::text, 'handed-over'::text, 'ended-by-change'::text, 'ended-by-cancel'::text, 'ended-by-organizer'::text, 'done'::text, 'no-show'::text, 'unknown'::text])))
);
CREATE INDEX assignments_activity_idx ON public.assignments USING btree (activity_id, state);
CREATE INDEX assignments_at_risk_idx ON public.assignments USING btree (activity_id, post_id) WHERE ((state = 'live'::text) AND (at_risk IS NOT NULL));
CREATE INDEX assignments_reminder_idx ON public.assignments USING btree (starts_at) WHERE (state = 'live'::text);
CREATE INDEX assignments_volunteer_idx ON public.assignments USING btree (volunteer_id, starts_at DESC);
CREATE UNIQUE INDEX assignments_person_idx ON public.assignments USING btree (post_id, volunteer_id) WHERE (state = 'live'::text);
CREATE UNIQUE INDEX assignments_slot_idx ON public.assignments USING btree (slot_id) WHERE (state = 'live'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.assignments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON assignments TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON assignments TO asar_command;

CREATE TABLE attendances (
  id uuid NOT NULL,
  activity_id uuid NOT NULL,
  post_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  assignment_id uuid,
  region_id text NOT NULL,
  checked_in_at timestamp with time zone NOT NULL,
  checked_in_how text NOT NULL,
  near boolean,
  checked_out_at timestamp with time zone,
  checked_out_how text,
  extra boolean NOT NULL DEFAULT false,
  flags text[] NOT NULL DEFAULT '{}'::text[],
  overdue_step smallint NOT NULL DEFAULT 0,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT attendances_pkey PRIMARY KEY (id),
  CONSTRAINT attendances_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT attendances_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignments(id),
  CONSTRAINT attendances_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT attendances_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT attendances_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT attendances_check CHECK (((checked_out_at IS NULL) OR (checked_out_at >= checked_in_at))),
  CONSTRAINT attendances_checked_in_how_check CHECK ((checked_in_how = ANY (ARRAY['qr'::text, 'coordinator'::text, 'self'::text, 'gate'::text, 'work-log'::text]))),
  CONSTRAINT attendances_checked_out_how_check CHECK ((checked_out_how = ANY (ARRAY['qr'::text, 'coordinator'::text, 'self'::text, 'moved'::text, 'flagged'::text, 'work-log'::text])))
);
CREATE INDEX attendances_activity_idx ON public.attendances USING btree (activity_id, checked_in_at);
CREATE INDEX attendances_overdue_idx ON public.attendances USING btree (post_id) WHERE (checked_out_at IS NULL);
CREATE INDEX attendances_volunteer_idx ON public.attendances USING btree (volunteer_id, checked_in_at DESC);
CREATE UNIQUE INDEX attendances_open_idx ON public.attendances USING btree (volunteer_id) WHERE (checked_out_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.attendances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON attendances TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON attendances TO asar_command;

CREATE TABLE availability_exceptions (
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  on_date date NOT NULL,
  free boolean NOT NULL,
  start_minute smallint NOT NULL,
  end_minute smallint NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT availability_exceptions_pkey PRIMARY KEY (id),
  CONSTRAINT availability_exceptions_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT availability_exceptions_check CHECK ((start_minute < end_minute)),
  CONSTRAINT availability_exceptions_end_minute_check CHECK (((end_minute >= 1) AND (end_minute <= 1440))),
  CONSTRAINT availability_exceptions_start_minute_check CHECK (((start_minute >= 0) AND (start_minute <= 1439)))
);
CREATE INDEX availability_exceptions_volunteer_idx ON public.availability_exceptions USING btree (volunteer_id, on_date);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.availability_exceptions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON availability_exceptions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON availability_exceptions TO asar_command;

CREATE TABLE availability_rules (
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  weekday smallint NOT NULL,
  start_minute smallint NOT NULL,
  end_minute smallint NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT availability_rules_pkey PRIMARY KEY (id),
  CONSTRAINT availability_rules_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT availability_rules_check CHECK ((start_minute < end_minute)),
  CONSTRAINT availability_rules_end_minute_check CHECK (((end_minute >= 1) AND (end_minute <= 1440))),
  CONSTRAINT availability_rules_start_minute_check CHECK (((start_minute >= 0) AND (start_minute <= 1439))),
  CONSTRAINT availability_rules_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX availability_rules_volunteer_idx ON public.availability_rules USING btree (volunteer_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.availability_rules DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON availability_rules TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON availability_rules TO asar_command;

CREATE TABLE badge_statuses (
  list integer NOT NULL,
  index integer NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT badge_statuses_pkey PRIMARY KEY (list, index),
  CONSTRAINT badge_statuses_index_check CHECK (((index >= 0) AND (index <= 131071))),
  CONSTRAINT badge_statuses_list_check CHECK ((list >= 1))
);
CREATE INDEX badge_statuses_revoked_idx ON public.badge_statuses USING btree (list, index) WHERE (revoked_at IS NOT NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.badge_statuses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON badge_statuses TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON badge_statuses TO asar_command;

CREATE TABLE badges (
  id uuid NOT NULL,
  region_id text NOT NULL,
  volunteer_id uuid NOT NULL,
  kind text NOT NULL,
  ref text NOT NULL,
  facts jsonb NOT NULL,
  document text NOT NULL,
  list integer NOT NULL,
  index integer NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT badges_list_index_key UNIQUE (list, index),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT badges_pkey PRIMARY KEY (id),
  CONSTRAINT badges_list_index_fkey FOREIGN KEY (list, index) REFERENCES badge_statuses(list, index),
  CONSTRAINT badges_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT badges_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT badges_kind_check CHECK ((kind = ANY (ARRAY['hours'::text, 'year'::text, 'competence'::text, 'letter'::text, 'award'::text])))
);
CREATE INDEX badges_volunteer_idx ON public.badges USING btree (volunteer_id, issued_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.badges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON badges TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON badges TO asar_command;

CREATE TABLE call_back_draws (
  id uuid NOT NULL,
  region_id text NOT NULL,
  day date NOT NULL,
  rate_percent integer NOT NULL,
  seed text NOT NULL,
  seed_hash text NOT NULL,
  drawn_from integer NOT NULL,
  drawn integer NOT NULL,
  drawn_at timestamp with time zone NOT NULL,
  told_at timestamp with time zone,
  CONSTRAINT call_back_draws_region_id_day_key UNIQUE (region_id, day),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT call_back_draws_pkey PRIMARY KEY (id),
  CONSTRAINT call_back_draws_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT call_back_draws_check CHECK (((drawn >= 0) AND (drawn <= drawn_from))),
  CONSTRAINT call_back_draws_drawn_from_check CHECK ((drawn_from >= 0)),
  CONSTRAINT call_back_draws_rate_percent_check CHECK (((rate_percent >= 1) AND (rate_percent <= 100)))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.call_back_draws DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON call_back_draws TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON call_back_draws TO asar_command;

CREATE TABLE call_back_tries (
  id uuid NOT NULL,
  call_back_id uuid NOT NULL,
  outcome text NOT NULL,
  by_person uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT call_back_tries_pkey PRIMARY KEY (id),
  CONSTRAINT call_back_tries_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id),
  CONSTRAINT call_back_tries_call_back_id_fkey FOREIGN KEY (call_back_id) REFERENCES call_backs(id),
  CONSTRAINT call_back_tries_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'no-answer'::text, 'busy'::text, 'wrong-number'::text, 'refused'::text])))
);
CREATE INDEX call_back_tries_idx ON public.call_back_tries USING btree (call_back_id, at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.call_back_tries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON call_back_tries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON call_back_tries TO asar_command;

CREATE TABLE call_backs (
  id uuid NOT NULL,
  draw_id uuid NOT NULL,
  region_id text NOT NULL,
  need_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  line_id uuid NOT NULL,
  number integer NOT NULL,
  delivered_by uuid[] NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamp with time zone NOT NULL,
  drawn_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT call_backs_delivery_id_key UNIQUE (delivery_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT call_backs_pkey PRIMARY KEY (id),
  CONSTRAINT call_backs_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES line_movements(id),
  CONSTRAINT call_backs_draw_id_fkey FOREIGN KEY (draw_id) REFERENCES call_back_draws(id),
  CONSTRAINT call_backs_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT call_backs_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT call_backs_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT call_backs_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  CONSTRAINT call_backs_number_check CHECK ((number > 0)),
  CONSTRAINT call_backs_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'not-reached'::text, 'refused'::text]))),
  CONSTRAINT call_backs_tries_check CHECK ((tries >= 0))
);
CREATE INDEX call_backs_draw_idx ON public.call_backs USING btree (draw_id);
CREATE INDEX call_backs_need_idx ON public.call_backs USING btree (need_id);
CREATE INDEX call_backs_open_idx ON public.call_backs USING btree (region_id, next_at, id) WHERE (state = 'open'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.call_backs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON call_backs TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON call_backs TO asar_command;

CREATE TABLE call_out_reserve (
  call_out_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  place integer NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT call_out_reserve_pkey PRIMARY KEY (call_out_id, volunteer_id),
  CONSTRAINT call_out_reserve_call_out_id_fkey FOREIGN KEY (call_out_id) REFERENCES call_outs(id),
  CONSTRAINT call_out_reserve_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
);
CREATE INDEX call_out_reserve_volunteer_idx ON public.call_out_reserve USING btree (volunteer_id);
CREATE UNIQUE INDEX call_out_reserve_place_idx ON public.call_out_reserve USING btree (call_out_id, place);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.call_out_reserve DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON call_out_reserve TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON call_out_reserve TO asar_command;

CREATE TABLE call_outs (
  id uuid NOT NULL,
  region_id text NOT NULL,
  organization_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  post_id uuid NOT NULL,
  started_by uuid,
  started_by_key uuid,
  started_at timestamp with time zone NOT NULL,
  ceiling integer NOT NULL,
  wanted_permille integer NOT NULL,
  answer_minutes integer NOT NULL,
  state text NOT NULL,
  wave integer NOT NULL DEFAULT 0,
  sent integer NOT NULL DEFAULT 0,
  ranked_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT call_outs_pkey PRIMARY KEY (id),
  CONSTRAINT call_outs_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT call_outs_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT call_outs_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT call_outs_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT call_outs_started_by_fkey FOREIGN KEY (started_by) REFERENCES people(id),
  CONSTRAINT call_outs_answer_minutes_check CHECK (((answer_minutes >= 1) AND (answer_minutes <= 10080))),
  CONSTRAINT call_outs_ceiling_check CHECK (((ceiling >= 1) AND (ceiling <= 100000))),
  CONSTRAINT call_outs_check CHECK (((sent >= 0) AND (sent <= ceiling))),
  CONSTRAINT call_outs_check1 CHECK (((state = 'running'::text) = (ended_at IS NULL))),
  CONSTRAINT call_outs_check2 CHECK ((num_nonnulls(started_by, started_by_key) = 1)),
  CONSTRAINT call_outs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'filled'::text, 'exhausted'::text, 'stopped'::text]))),
  CONSTRAINT call_outs_wanted_permille_check CHECK (((wanted_permille >= 1) AND (wanted_permille <= 999)))
);
CREATE INDEX call_outs_activity_idx ON public.call_outs USING btree (activity_id, started_at DESC);
CREATE INDEX call_outs_live_idx ON public.call_outs USING btree (id) WHERE (state = 'running'::text);
CREATE INDEX call_outs_organization_idx ON public.call_outs USING btree (organization_id, started_at DESC);
CREATE INDEX call_outs_post_idx ON public.call_outs USING btree (post_id, started_at DESC);
CREATE INDEX call_outs_region_idx ON public.call_outs USING btree (region_id, state);
CREATE UNIQUE INDEX call_outs_running_idx ON public.call_outs USING btree (post_id) WHERE (state = 'running'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.call_outs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON call_outs TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON call_outs TO asar_command;

CREATE TABLE catalogue_items (
  id text NOT NULL,
  source text NOT NULL,
  external_ref text NOT NULL,
  row_hash bytea NOT NULL,
  group_id text NOT NULL,
  unit text NOT NULL,
  name_kk text,
  name_ru text,
  name_en text,
  grams_per_thousand bigint NOT NULL,
  millilitres_per_thousand bigint NOT NULL,
  prescription boolean NOT NULL DEFAULT false,
  health_related boolean NOT NULL DEFAULT false,
  added_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT catalogue_items_source_external_ref_key UNIQUE (source, external_ref),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT catalogue_items_pkey PRIMARY KEY (id),
  CONSTRAINT catalogue_items_check CHECK ((COALESCE(name_kk, name_ru, name_en) IS NOT NULL)),
  CONSTRAINT catalogue_items_external_ref_check CHECK (((length(external_ref) >= 1) AND (length(external_ref) <= 200))),
  CONSTRAINT catalogue_items_grams_per_thousand_check CHECK ((grams_per_thousand >= 0)),
  CONSTRAINT catalogue_items_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,40}$'::text)),
  CONSTRAINT catalogue_items_millilitres_per_thousand_check CHECK ((millilitres_per_thousand >= 0)),
  CONSTRAINT catalogue_items_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 200))),
  CONSTRAINT catalogue_items_name_kk_check CHECK (((length(name_kk) >= 1) AND (length(name_kk) <= 200))),
  CONSTRAINT catalogue_items_name_ru_check CHECK (((length(name_ru) >= 1) AND (length(name_ru) <= 200))),
  CONSTRAINT catalogue_items_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  CONSTRAINT catalogue_items_unit_check CHECK ((unit = ANY (ARRAY['piece'::text, 'gram'::text, 'millilitre'::text, 'set'::text])))
);
CREATE INDEX catalogue_items_changed_idx ON public.catalogue_items USING btree (changed_at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.catalogue_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON catalogue_items TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON catalogue_items TO asar_command;

CREATE TABLE catalogue_words (
  folded text NOT NULL,
  words text NOT NULL,
  item_id text NOT NULL,
  taught_by uuid,
  taught_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT catalogue_words_pkey PRIMARY KEY (folded),
  CONSTRAINT catalogue_words_taught_by_fkey FOREIGN KEY (taught_by) REFERENCES people(id),
  CONSTRAINT catalogue_words_item_id_check CHECK (((length(item_id) >= 1) AND (length(item_id) <= 41))),
  CONSTRAINT catalogue_words_words_check CHECK (((length(words) >= 1) AND (length(words) <= 100)))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.catalogue_words DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON catalogue_words TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON catalogue_words TO asar_command;

CREATE TABLE cause_answers (
  id uuid NOT NULL,
  region_id text NOT NULL,
  district_id uuid,
  cause text NOT NULL,
  words text NOT NULL,
  answered_by uuid NOT NULL,
  answered_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT cause_answers_pkey PRIMARY KEY (id),
  CONSTRAINT cause_answers_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES people(id),
  CONSTRAINT cause_answers_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  CONSTRAINT cause_answers_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX cause_answers_idx ON public.cause_answers USING btree (region_id, cause, answered_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.cause_answers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON cause_answers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON cause_answers TO asar_command;

CREATE TABLE chat_consents (
  id uuid NOT NULL,
  chat text NOT NULL,
  region_id text NOT NULL,
  terms_code text NOT NULL,
  lang text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  valid_until timestamp with time zone NOT NULL,
  CONSTRAINT chat_consents_chat_key UNIQUE (chat),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT chat_consents_pkey PRIMARY KEY (id),
  CONSTRAINT chat_consents_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX chat_consents_end_idx ON public.chat_consents USING btree (valid_until);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.chat_consents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON chat_consents TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON chat_consents TO asar_command;

CREATE TABLE code_outbox (
  id uuid NOT NULL,
  channel text NOT NULL,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone NOT NULL,
  CONSTRAINT code_outbox_pkey PRIMARY KEY (id),
  CONSTRAINT code_outbox_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text])))
);
CREATE INDEX code_outbox_expiry_idx ON public.code_outbox USING btree (expires_at);
CREATE INDEX code_outbox_waiting_idx ON public.code_outbox USING btree (key_id, next_try_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON code_outbox TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON code_outbox TO asar_command;

CREATE TABLE companion_asks (
  id uuid NOT NULL,
  wish_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  kept integer NOT NULL,
  travel_minutes integer NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  answer_by timestamp with time zone NOT NULL,
  state text NOT NULL,
  answered_at timestamp with time zone,
  CONSTRAINT companion_asks_wish_id_volunteer_id_key UNIQUE (wish_id, volunteer_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT companion_asks_pkey PRIMARY KEY (id),
  CONSTRAINT companion_asks_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT companion_asks_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES companion_wishes(id),
  CONSTRAINT companion_asks_kept_check CHECK ((kept >= 0)),
  CONSTRAINT companion_asks_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'yes'::text, 'no'::text, 'silent'::text, 'chosen'::text, 'refused'::text, 'withdrawn'::text]))),
  CONSTRAINT companion_asks_travel_minutes_check CHECK ((travel_minutes >= 0))
);
CREATE INDEX companion_asks_due_idx ON public.companion_asks USING btree (answer_by) WHERE (state = 'asked'::text);
CREATE INDEX companion_asks_volunteer_idx ON public.companion_asks USING btree (volunteer_id) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX companion_asks_one_idx ON public.companion_asks USING btree (wish_id) WHERE (state = ANY (ARRAY['asked'::text, 'yes'::text]));
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.companion_asks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON companion_asks TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON companion_asks TO asar_command;

CREATE TABLE companion_flags (
  id uuid NOT NULL,
  companion_id uuid NOT NULL,
  region_id text NOT NULL,
  rule text NOT NULL,
  count integer NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  outcome text,
  words text,
  closed_by uuid,
  closed_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT companion_flags_pkey PRIMARY KEY (id),
  CONSTRAINT companion_flags_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES people(id),
  CONSTRAINT companion_flags_companion_id_fkey FOREIGN KEY (companion_id) REFERENCES people(id),
  CONSTRAINT companion_flags_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT companion_flags_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CONSTRAINT companion_flags_check1 CHECK (((state = 'closed'::text) = (outcome IS NOT NULL))),
  CONSTRAINT companion_flags_count_check CHECK ((count > 0)),
  CONSTRAINT companion_flags_outcome_check CHECK ((outcome = ANY (ARRAY['explained'::text, 'talked'::text, 'reported'::text]))),
  CONSTRAINT companion_flags_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);
CREATE INDEX companion_flags_region_idx ON public.companion_flags USING btree (region_id, seen_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX companion_flags_open_idx ON public.companion_flags USING btree (companion_id, rule) WHERE (state = 'open'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.companion_flags DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON companion_flags TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON companion_flags TO asar_command;

CREATE TABLE companion_requests (
  companion_id uuid NOT NULL,
  person_id uuid,
  scopes text[] NOT NULL,
  tie text NOT NULL,
  until timestamp with time zone NOT NULL,
  code_hash bytea NOT NULL,
  tries_left integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT companion_requests_pkey PRIMARY KEY (companion_id),
  CONSTRAINT companion_requests_companion_id_fkey FOREIGN KEY (companion_id) REFERENCES people(id),
  CONSTRAINT companion_requests_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT companion_requests_tie_check CHECK ((tie = ANY (ARRAY['relative'::text, 'neighbour'::text, 'friend'::text, 'carer'::text, 'volunteer'::text, 'other'::text])))
);
CREATE INDEX companion_requests_expiry_idx ON public.companion_requests USING btree (expires_at);
CREATE INDEX companion_requests_person_idx ON public.companion_requests USING btree (person_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON companion_requests TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON companion_requests TO asar_command;

CREATE TABLE companion_wishes (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  region_id text NOT NULL,
  scopes text[] NOT NULL,
  until timestamp with time zone NOT NULL,
  door text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  looked_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT companion_wishes_pkey PRIMARY KEY (id),
  CONSTRAINT companion_wishes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT companion_wishes_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT companion_wishes_check CHECK (((state = ANY (ARRAY['paired'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT companion_wishes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'offered'::text, 'paired'::text, 'withdrawn'::text])))
);
CREATE INDEX companion_wishes_open_idx ON public.companion_wishes USING btree (region_id, asked_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX companion_wishes_person_idx ON public.companion_wishes USING btree (person_id) WHERE (ended_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.companion_wishes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON companion_wishes TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON companion_wishes TO asar_command;

CREATE TABLE companions (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  companion_id uuid NOT NULL,
  consent_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  tie text NOT NULL DEFAULT 'other'::text,
  agreed_before uuid,
  witness text,
  signed_on date,
  ended_by text,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT companions_pkey PRIMARY KEY (id),
  CONSTRAINT companions_agreed_before_fkey FOREIGN KEY (agreed_before) REFERENCES people(id),
  CONSTRAINT companions_companion_id_fkey FOREIGN KEY (companion_id) REFERENCES people(id),
  CONSTRAINT companions_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id),
  CONSTRAINT companions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT companions_check CHECK ((person_id <> companion_id)),
  CONSTRAINT companions_ended_by_check CHECK ((ended_by = ANY (ARRAY['person'::text, 'companion'::text, 'taken-over'::text]))),
  CONSTRAINT companions_tie_check CHECK ((tie = ANY (ARRAY['relative'::text, 'neighbour'::text, 'friend'::text, 'carer'::text, 'volunteer'::text, 'other'::text])))
);
CREATE INDEX companions_companion_idx ON public.companions USING btree (companion_id) WHERE (ended_at IS NULL);
CREATE INDEX companions_person_idx ON public.companions USING btree (person_id) WHERE (ended_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.companions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON companions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON companions TO asar_command;

CREATE TABLE consents (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  purpose text NOT NULL,
  data text[] NOT NULL,
  given_by uuid,
  given_how text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  valid_until timestamp with time zone,
  withdrawn_at timestamp with time zone,
  terms_code text,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT consents_pkey PRIMARY KEY (id),
  CONSTRAINT consents_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX consents_person_idx ON public.consents USING btree (person_id, purpose) WHERE (withdrawn_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.consents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON consents TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON consents TO asar_command;

CREATE TABLE contact_channels (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  verified_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT contact_channels_person_id_kind_value_key UNIQUE (person_id, kind, value),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT contact_channels_pkey PRIMARY KEY (id),
  CONSTRAINT contact_channels_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT contact_channels_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'telegram'::text])))
);
CREATE INDEX contact_channels_value_idx ON public.contact_channels USING btree (kind, value);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.contact_channels DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON contact_channels TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON contact_channels TO asar_command;

CREATE TABLE contributions (
  id uuid NOT NULL,
  region_id text NOT NULL,
  volunteer_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  attendance_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  minutes integer NOT NULL,
  basis text NOT NULL,
  form text NOT NULL,
  kind text NOT NULL,
  skilled boolean,
  on_date date NOT NULL,
  state text NOT NULL,
  confirmed_by uuid,
  confirmed_by_kind text,
  confirmed_at timestamp with time zone,
  CONSTRAINT contributions_attendance_id_key UNIQUE (attendance_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT contributions_pkey PRIMARY KEY (id),
  CONSTRAINT contributions_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT contributions_attendance_id_fkey FOREIGN KEY (attendance_id) REFERENCES attendances(id),
  CONSTRAINT contributions_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES people(id),
  CONSTRAINT contributions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT contributions_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT contributions_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT contributions_basis_check CHECK ((basis = ANY (ARRAY['free'::text, 'paid-time'::text, 'compulsory'::text, 'own-family'::text, 'unknown'::text]))),
  CONSTRAINT contributions_check CHECK (((state = 'confirmed'::text) <= ((confirmed_by_kind IS NOT NULL) AND (confirmed_at IS NOT NULL)))),
  CONSTRAINT contributions_check1 CHECK (((confirmed_by_kind = 'coordinator'::text) <= (confirmed_by IS NOT NULL))),
  CONSTRAINT contributions_check2 CHECK ((confirmed_by <> volunteer_id)),
  CONSTRAINT contributions_confirmed_by_kind_check CHECK ((confirmed_by_kind = ANY (ARRAY['coordinator'::text, 'client'::text]))),
  CONSTRAINT contributions_form_check CHECK ((form = ANY (ARRAY['individual'::text, 'group'::text, 'corporate'::text, 'organization'::text]))),
  CONSTRAINT contributions_minutes_check CHECK ((minutes >= 0)),
  CONSTRAINT contributions_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'confirmed'::text, 'disputed'::text])))
);
CREATE INDEX contributions_activity_idx ON public.contributions USING btree (activity_id, state);
CREATE INDEX contributions_region_idx ON public.contributions USING btree (region_id, on_date);
CREATE INDEX contributions_unconfirmed_idx ON public.contributions USING btree (organization_id, on_date) WHERE (state = 'recorded'::text);
CREATE INDEX contributions_volunteer_idx ON public.contributions USING btree (volunteer_id, on_date DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.contributions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON contributions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON contributions TO asar_command;

CREATE TABLE conversations (
  door text NOT NULL,
  sender text NOT NULL,
  lang text NOT NULL,
  person_id uuid,
  quiet_until timestamp with time zone,
  stopped_at timestamp with time zone,
  expects jsonb,
  undo jsonb,
  ends_at timestamp with time zone NOT NULL,
  CONSTRAINT conversations_pkey PRIMARY KEY (door, sender),
  CONSTRAINT conversations_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX conversations_end_idx ON public.conversations USING btree (ends_at);
CREATE INDEX conversations_person_idx ON public.conversations USING btree (person_id) WHERE (person_id IS NOT NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON conversations TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON conversations TO asar_command;

CREATE TABLE countries (
  code text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  is_home boolean NOT NULL DEFAULT false,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT countries_pkey PRIMARY KEY (code),
  CONSTRAINT countries_code_check CHECK ((code ~ '^[A-Z]{2}$'::text))
);
CREATE UNIQUE INDEX countries_home_idx ON public.countries USING btree (is_home) WHERE is_home;
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.countries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON countries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON countries TO asar_command;

CREATE TABLE credentials (
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  competence_id text NOT NULL,
  level smallint NOT NULL,
  evidence text NOT NULL DEFAULT ''::text,
  state text NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_until timestamp with time zone,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  renewal_offered_at timestamp with time zone,
  asked_organization_id uuid,
  region_id text NOT NULL,
  decided_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT credentials_pkey PRIMARY KEY (id),
  CONSTRAINT credentials_asked_organization_id_fkey FOREIGN KEY (asked_organization_id) REFERENCES organizations(id),
  CONSTRAINT credentials_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES people(id),
  CONSTRAINT credentials_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT credentials_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES people(id),
  CONSTRAINT credentials_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  CONSTRAINT credentials_check1 CHECK (((state = 'confirmed'::text) <= (confirmed_by IS NOT NULL))),
  CONSTRAINT credentials_level_check CHECK (((level >= 1) AND (level <= 3))),
  CONSTRAINT credentials_state_check CHECK ((state = ANY (ARRAY['claimed'::text, 'confirmed'::text, 'refused'::text, 'revoked'::text])))
);
CREATE INDEX credentials_asked_idx ON public.credentials USING btree (asked_organization_id, created_at) WHERE (state = 'claimed'::text);
CREATE INDEX credentials_expiry_idx ON public.credentials USING btree (valid_until) WHERE ((state = 'confirmed'::text) AND (ended_at IS NULL));
CREATE INDEX credentials_queue_idx ON public.credentials USING btree (region_id, created_at) WHERE (state = 'claimed'::text);
CREATE INDEX credentials_renewal_idx ON public.credentials USING btree (valid_until) WHERE ((state = 'confirmed'::text) AND (renewal_offered_at IS NULL));
CREATE INDEX credentials_volunteer_idx ON public.credentials USING btree (volunteer_id, competence_id);
CREATE UNIQUE INDEX credentials_claimed_once_idx ON public.credentials USING btree (volunteer_id, competence_id) WHERE (state = 'claimed'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.credentials DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON credentials TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON credentials TO asar_command;

CREATE TABLE delivery_wishes (
  need_id uuid NOT NULL,
  from_minute smallint NOT NULL,
  until_minute smallint NOT NULL,
  minutes smallint NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT delivery_wishes_pkey PRIMARY KEY (need_id),
  CONSTRAINT delivery_wishes_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT delivery_wishes_check CHECK ((from_minute < until_minute)),
  CONSTRAINT delivery_wishes_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  CONSTRAINT delivery_wishes_minutes_check CHECK (((minutes >= 1) AND (minutes <= 240))),
  CONSTRAINT delivery_wishes_until_minute_check CHECK (((until_minute >= 1) AND (until_minute <= 1440)))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.delivery_wishes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON delivery_wishes TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON delivery_wishes TO asar_command;

CREATE TABLE disputes (
  id uuid NOT NULL,
  contribution_id uuid NOT NULL,
  raised_by uuid NOT NULL,
  minutes_claimed integer NOT NULL,
  words text NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  outcome text,
  minutes_before integer NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone,
  answer text,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT disputes_pkey PRIMARY KEY (id),
  CONSTRAINT disputes_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions(id),
  CONSTRAINT disputes_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  CONSTRAINT disputes_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES people(id),
  CONSTRAINT disputes_minutes_claimed_check CHECK ((minutes_claimed >= 0)),
  CONSTRAINT disputes_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'corrected'::text])))
);
CREATE INDEX disputes_contribution_idx ON public.disputes USING btree (contribution_id, raised_at);
CREATE UNIQUE INDEX disputes_open_idx ON public.disputes USING btree (contribution_id) WHERE (decided_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.disputes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON disputes TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON disputes TO asar_command;

CREATE TABLE districts (
  id uuid NOT NULL,
  region_id text NOT NULL,
  kato text,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  official_kk text,
  official_ru text,
  CONSTRAINT districts_kato_key UNIQUE (kato),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT districts_pkey PRIMARY KEY (id),
  CONSTRAINT districts_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX districts_region_idx ON public.districts USING btree (region_id, name_kk);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.districts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON districts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON districts TO asar_command;

CREATE TABLE drawn_outlines (
  country_code text NOT NULL,
  digest text NOT NULL,
  shapes jsonb NOT NULL,
  credits text[] NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT drawn_outlines_pkey PRIMARY KEY (country_code),
  CONSTRAINT drawn_outlines_country_code_fkey FOREIGN KEY (country_code) REFERENCES countries(code)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.drawn_outlines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON drawn_outlines TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON drawn_outlines TO asar_command;

CREATE TABLE erasures (
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  rule text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT erasures_pkey PRIMARY KEY (id)
);
CREATE INDEX erasures_at_idx ON public.erasures USING btree (at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.erasures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON erasures TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON erasures TO asar_command;

CREATE TABLE followers (
  name text NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  moved_at timestamp with time zone NOT NULL DEFAULT now(),
  failure text,
  CONSTRAINT followers_pkey PRIMARY KEY (name)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON followers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON followers TO asar_command;

CREATE TABLE gift_pledges (
  gift_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  CONSTRAINT gift_pledges_pledge_id_key UNIQUE (pledge_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT gift_pledges_pkey PRIMARY KEY (gift_id, pledge_id),
  CONSTRAINT gift_pledges_gift_id_fkey FOREIGN KEY (gift_id) REFERENCES gifts(id),
  CONSTRAINT gift_pledges_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.gift_pledges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON gift_pledges TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON gift_pledges TO asar_command;

CREATE TABLE gifts (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT gifts_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT gifts_pkey PRIMARY KEY (id),
  CONSTRAINT gifts_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.gifts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON gifts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON gifts TO asar_command;

CREATE TABLE goods_asks (
  id uuid NOT NULL,
  region_id text NOT NULL,
  asker_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  item_id text,
  claim_id uuid,
  quantity integer NOT NULL,
  site_id uuid,
  words text NOT NULL DEFAULT ''::text,
  state text NOT NULL,
  reason text,
  given integer NOT NULL DEFAULT 0,
  arrived integer NOT NULL DEFAULT 0,
  until timestamp with time zone NOT NULL,
  asked_by uuid,
  asked_by_key uuid,
  asked_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_by_key uuid,
  decided_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT goods_asks_pkey PRIMARY KEY (id),
  CONSTRAINT goods_asks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES people(id),
  CONSTRAINT goods_asks_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES organizations(id),
  CONSTRAINT goods_asks_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES line_claims(id),
  CONSTRAINT goods_asks_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  CONSTRAINT goods_asks_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES organizations(id),
  CONSTRAINT goods_asks_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT goods_asks_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id),
  CONSTRAINT goods_asks_check CHECK (((arrived >= 0) AND (arrived <= given))),
  CONSTRAINT goods_asks_check1 CHECK ((asker_id <> holder_id)),
  CONSTRAINT goods_asks_check2 CHECK ((num_nonnulls(item_id, claim_id) = 1)),
  CONSTRAINT goods_asks_check3 CHECK (((item_id IS NULL) = (site_id IS NULL))),
  CONSTRAINT goods_asks_check4 CHECK (((state = ANY (ARRAY['asked'::text, 'given'::text])) = (ended_at IS NULL))),
  CONSTRAINT goods_asks_given_check CHECK ((given >= 0)),
  CONSTRAINT goods_asks_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT goods_asks_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'given'::text, 'taken'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text])))
);
CREATE INDEX goods_asks_asker_idx ON public.goods_asks USING btree (asker_id, asked_at DESC);
CREATE INDEX goods_asks_claim_idx ON public.goods_asks USING btree (claim_id) WHERE (claim_id IS NOT NULL);
CREATE INDEX goods_asks_holder_idx ON public.goods_asks USING btree (holder_id, asked_at DESC);
CREATE INDEX goods_asks_until_idx ON public.goods_asks USING btree (until) WHERE (state = 'asked'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.goods_asks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON goods_asks TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON goods_asks TO asar_command;

CREATE TABLE guardians (
  id uuid NOT NULL,
  minor_id uuid NOT NULL,
  guardian_id uuid,
  guardian_name text,
  guardian_contact text,
  relation text,
  consent_id uuid,
  created_at timestamp with time zone NOT NULL,
  refused_at timestamp with time zone,
  ended_at timestamp with time zone,
  code_hash bytea,
  code_tries smallint NOT NULL DEFAULT 0,
  code_until timestamp with time zone,
  signed_on date,
  seen_by uuid,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT guardians_pkey PRIMARY KEY (id),
  CONSTRAINT guardians_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id),
  CONSTRAINT guardians_guardian_id_fkey FOREIGN KEY (guardian_id) REFERENCES people(id),
  CONSTRAINT guardians_minor_id_fkey FOREIGN KEY (minor_id) REFERENCES people(id),
  CONSTRAINT guardians_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES people(id)
);
CREATE INDEX guardians_minor_idx ON public.guardians USING btree (minor_id) WHERE (ended_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.guardians DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON guardians TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON guardians TO asar_command;

CREATE TABLE head_counts (
  id uuid NOT NULL,
  activity_id uuid NOT NULL,
  region_id text NOT NULL,
  people integer NOT NULL,
  counted_by uuid NOT NULL,
  door text NOT NULL,
  counted_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT head_counts_pkey PRIMARY KEY (id),
  CONSTRAINT head_counts_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT head_counts_counted_by_fkey FOREIGN KEY (counted_by) REFERENCES people(id),
  CONSTRAINT head_counts_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT head_counts_people_check CHECK (((people >= 0) AND (people <= 10000)))
);
CREATE INDEX head_counts_activity_idx ON public.head_counts USING btree (activity_id, counted_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.head_counts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON head_counts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON head_counts TO asar_command;

CREATE TABLE idempotency (
  scope text NOT NULL,
  key text NOT NULL,
  command text NOT NULL,
  request_hash bytea NOT NULL,
  outcome jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_pkey PRIMARY KEY (scope, key, command)
);
CREATE INDEX idempotency_age_idx ON public.idempotency USING btree (created_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON idempotency TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON idempotency TO asar_command;

CREATE TABLE imported_rows (
  kind text NOT NULL,
  source text NOT NULL,
  external_ref text NOT NULL,
  row_hash bytea NOT NULL,
  import_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT imported_rows_pkey PRIMARY KEY (kind, source, external_ref),
  CONSTRAINT imported_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id)
);
CREATE INDEX imported_rows_subject_idx ON public.imported_rows USING btree (subject_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.imported_rows DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON imported_rows TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON imported_rows TO asar_command;

CREATE TABLE imports (
  id uuid NOT NULL,
  kind text NOT NULL,
  owner text NOT NULL,
  lawful_basis text NOT NULL,
  organization_id uuid,
  imported_by uuid,
  imported_at timestamp with time zone NOT NULL,
  rows integer NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT imports_pkey PRIMARY KEY (id),
  CONSTRAINT imports_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.imports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON imports TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON imports TO asar_command;

CREATE TABLE inbound_messages (
  id uuid NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  door text NOT NULL,
  line text NOT NULL,
  sender text NOT NULL,
  provider_id text NOT NULL,
  text text NOT NULL,
  length integer NOT NULL,
  said_at timestamp with time zone NOT NULL,
  kept_at timestamp with time zone NOT NULL,
  reading jsonb,
  person_id uuid,
  need_id uuid,
  region_id text,
  intent text,
  tries integer NOT NULL DEFAULT 0,
  reply text,
  lang text,
  answered_at timestamp with time zone,
  attention text,
  handled_at timestamp with time zone,
  handled_by uuid,
  CONSTRAINT inbound_messages_door_line_provider_id_key UNIQUE (door, line, provider_id),
  CONSTRAINT inbound_messages_seq_key UNIQUE (seq),
  CONSTRAINT inbound_messages_pkey PRIMARY KEY (id),
  CONSTRAINT inbound_messages_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES people(id),
  CONSTRAINT inbound_messages_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT inbound_messages_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT inbound_messages_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT inbound_messages_check CHECK (((attention IS NOT NULL) OR (handled_at IS NULL))),
  CONSTRAINT inbound_messages_door_check CHECK ((door = ANY (ARRAY['sms'::text, 'telegram'::text, 'mail'::text, 'voice'::text])))
);
CREATE INDEX inbound_messages_attention_idx ON public.inbound_messages USING btree (region_id, seq) WHERE ((attention IS NOT NULL) AND (handled_at IS NULL));
CREATE INDEX inbound_messages_kept_idx ON public.inbound_messages USING btree (kept_at);
CREATE INDEX inbound_messages_need_idx ON public.inbound_messages USING btree (need_id) WHERE (need_id IS NOT NULL);
CREATE INDEX inbound_messages_person_idx ON public.inbound_messages USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX inbound_messages_sender_idx ON public.inbound_messages USING btree (door, sender, seq DESC);
CREATE INDEX inbound_messages_waiting_idx ON public.inbound_messages USING btree (seq) WHERE (answered_at IS NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON inbound_messages TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON inbound_messages TO asar_command;

CREATE TABLE incidents (
  id uuid NOT NULL,
  region_id text NOT NULL,
  name text NOT NULL,
  hazard text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  drill boolean NOT NULL DEFAULT false,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT incidents_pkey PRIMARY KEY (id),
  CONSTRAINT incidents_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX incidents_region_idx ON public.incidents USING btree (region_id, started_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.incidents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON incidents TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON incidents TO asar_command;

CREATE TABLE indicator_cell_people (
  indicator text NOT NULL,
  cell text NOT NULL,
  people integer NOT NULL,
  CONSTRAINT indicator_cell_people_pkey PRIMARY KEY (indicator, cell)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_cell_people TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_cell_people TO asar_command;

CREATE TABLE indicator_cells (
  indicator text NOT NULL,
  cell text NOT NULL,
  value bigint NOT NULL,
  entries bigint NOT NULL,
  median_step smallint,
  ninth_step smallint,
  CONSTRAINT indicator_cells_pkey PRIMARY KEY (indicator, cell)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_cells TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_cells TO asar_command;

CREATE TABLE indicator_entries (
  indicator text NOT NULL,
  position bigint NOT NULL,
  region_id text NOT NULL,
  day date NOT NULL,
  amount bigint NOT NULL,
  excluded text,
  CONSTRAINT indicator_entries_pkey PRIMARY KEY (indicator, "position")
);
CREATE INDEX indicator_entries_day_idx ON public.indicator_entries USING btree (indicator, day, "position");
CREATE INDEX indicator_entries_region_idx ON public.indicator_entries USING btree (indicator, region_id, day, "position");
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_entries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_entries TO asar_command;

CREATE TABLE indicator_members (
  indicator text NOT NULL,
  member uuid NOT NULL,
  CONSTRAINT indicator_members_pkey PRIMARY KEY (indicator, member)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_members TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_members TO asar_command;

CREATE TABLE indicator_parts (
  indicator text NOT NULL,
  dimension text NOT NULL,
  key text NOT NULL,
  value bigint NOT NULL,
  median_step smallint,
  ninth_step smallint,
  CONSTRAINT indicator_parts_pkey PRIMARY KEY (indicator, dimension, key)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_parts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_parts TO asar_command;

CREATE TABLE indicator_people (
  indicator text NOT NULL,
  cell text NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT indicator_people_pkey PRIMARY KEY (indicator, cell, person_id)
);
CREATE INDEX indicator_people_person_idx ON public.indicator_people USING btree (person_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_people TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_people TO asar_command;

CREATE TABLE indicator_region_months (
  region_id text NOT NULL,
  indicator text NOT NULL,
  month date NOT NULL,
  value bigint NOT NULL,
  entries bigint NOT NULL,
  median_step smallint,
  CONSTRAINT indicator_region_months_pkey PRIMARY KEY (region_id, indicator, month)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_region_months TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_region_months TO asar_command;

CREATE TABLE indicator_waits (
  indicator text NOT NULL,
  cell text NOT NULL,
  step smallint NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT indicator_waits_pkey PRIMARY KEY (indicator, cell, step)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_waits TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON indicator_waits TO asar_command;

CREATE TABLE invited_offers (
  person_id uuid NOT NULL,
  import_id uuid NOT NULL,
  latitude double precision,
  longitude double precision,
  competences text[] NOT NULL DEFAULT '{}'::text[],
  items text[] NOT NULL DEFAULT '{}'::text[],
  equipment text[] NOT NULL DEFAULT '{}'::text[],
  words text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT invited_offers_pkey PRIMARY KEY (person_id),
  CONSTRAINT invited_offers_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id),
  CONSTRAINT invited_offers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT invited_offers_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.invited_offers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON invited_offers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON invited_offers TO asar_command;

CREATE TABLE issuer_key_ends (
  public_key text NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT issuer_key_ends_pkey PRIMARY KEY (public_key),
  CONSTRAINT issuer_key_ends_public_key_fkey FOREIGN KEY (public_key) REFERENCES issuer_keys(public_key)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.issuer_key_ends DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON issuer_key_ends TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON issuer_key_ends TO asar_command;

CREATE TABLE issuer_keys (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  public_key text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT issuer_keys_public_key_key UNIQUE (public_key),
  CONSTRAINT issuer_keys_pkey PRIMARY KEY (id)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.issuer_keys FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON issuer_keys TO asar_app;
GRANT INSERT, SELECT ON issuer_keys TO asar_command;

CREATE TABLE journal (
  id uuid NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  on_behalf_of uuid,
  door text NOT NULL,
  region_id text NOT NULL,
  organization_id uuid,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  body jsonb NOT NULL,
  public_body jsonb NOT NULL,
  commitments jsonb NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT journal_seq_key UNIQUE (seq),
  CONSTRAINT journal_pkey PRIMARY KEY (id)
);
CREATE INDEX journal_behalf_idx ON public.journal USING btree (on_behalf_of, seq DESC) WHERE (on_behalf_of IS NOT NULL);
CREATE INDEX journal_kind_idx ON public.journal USING btree (kind, seq);
CREATE INDEX journal_region_idx ON public.journal USING btree (region_id, kind, seq);
CREATE INDEX journal_subject_idx ON public.journal USING btree (subject_kind, subject_id, seq);
CREATE TRIGGER entry_written AFTER INSERT ON public.journal FOR EACH ROW EXECUTE FUNCTION asar_entry_written();
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT SELECT ON journal TO asar_app;
GRANT INSERT, SELECT ON journal TO asar_command;

CREATE TABLE journal_pending (
  entry_id uuid NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT journal_pending_seq_key UNIQUE (seq),
  CONSTRAINT journal_pending_pkey PRIMARY KEY (entry_id),
  CONSTRAINT journal_pending_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal(id)
);
GRANT DELETE, SELECT ON journal_pending TO asar_app;
GRANT INSERT, SELECT ON journal_pending TO asar_command;

CREATE TABLE journal_positions (
  position bigint NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT journal_positions_entry_id_key UNIQUE (entry_id),
  CONSTRAINT journal_positions_pkey PRIMARY KEY ("position"),
  CONSTRAINT journal_positions_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal(id),
  CONSTRAINT journal_positions_position_check CHECK (("position" >= 1))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal_positions FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON journal_positions TO asar_app;
GRANT SELECT ON journal_positions TO asar_command;

CREATE TABLE kit_items (
  kit_id uuid NOT NULL,
  item_id text NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT kit_items_pkey PRIMARY KEY (kit_id, item_id),
  CONSTRAINT kit_items_kit_id_fkey FOREIGN KEY (kit_id) REFERENCES kits(id),
  CONSTRAINT kit_items_quantity_check CHECK ((quantity > 0))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.kit_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON kit_items TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON kit_items TO asar_command;

CREATE TABLE kits (
  id uuid NOT NULL,
  region_id text NOT NULL,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  made_by uuid,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT kits_pkey PRIMARY KEY (id),
  CONSTRAINT kits_made_by_fkey FOREIGN KEY (made_by) REFERENCES people(id),
  CONSTRAINT kits_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT kits_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT kits_name_check CHECK (((length(name) >= 2) AND (length(name) <= 160))),
  CONSTRAINT kits_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text])))
);
CREATE INDEX kits_organization_idx ON public.kits USING btree (organization_id, state, name);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.kits DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON kits TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON kits TO asar_command;

CREATE TABLE letters (
  id uuid NOT NULL,
  region_id text NOT NULL,
  volunteer_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  author_id uuid NOT NULL,
  words text NOT NULL,
  state text NOT NULL,
  written_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT letters_pkey PRIMARY KEY (id),
  CONSTRAINT letters_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT letters_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id),
  CONSTRAINT letters_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT letters_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT letters_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT letters_check CHECK ((author_id <> volunteer_id)),
  CONSTRAINT letters_check1 CHECK (((state = 'offered'::text) = (decided_at IS NULL))),
  CONSTRAINT letters_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'kept'::text, 'discarded'::text, 'withdrawn'::text]))),
  CONSTRAINT letters_words_check CHECK (((state = ANY (ARRAY['offered'::text, 'kept'::text])) OR (words = ''::text)))
);
CREATE INDEX letters_author_idx ON public.letters USING btree (author_id, activity_id, written_at DESC);
CREATE INDEX letters_volunteer_idx ON public.letters USING btree (volunteer_id, written_at DESC);
CREATE UNIQUE INDEX letters_offered_once_idx ON public.letters USING btree (volunteer_id, activity_id) WHERE (state = 'offered'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.letters DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON letters TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON letters TO asar_command;

CREATE TABLE line_calls (
  callee_kind text NOT NULL,
  callee_id uuid NOT NULL,
  region_id text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamp with time zone,
  settled_at timestamp with time zone,
  wished_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT line_calls_pkey PRIMARY KEY (callee_kind, callee_id),
  CONSTRAINT line_calls_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT line_calls_callee_kind_check CHECK ((callee_kind = ANY (ARRAY['person'::text, 'need'::text, 'message'::text, 'gift'::text]))),
  CONSTRAINT line_calls_tries_check CHECK ((tries >= 0))
);
CREATE INDEX line_calls_wished_idx ON public.line_calls USING btree (region_id, next_at) WHERE (wished_at IS NOT NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.line_calls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON line_calls TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON line_calls TO asar_command;

CREATE TABLE line_claims (
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  need_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  quantity integer NOT NULL,
  until timestamp with time zone NOT NULL,
  state text NOT NULL,
  claimed_by uuid,
  claimed_by_key uuid,
  claimed_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  stepped_at timestamp with time zone,
  asked_at timestamp with time zone,
  CONSTRAINT claims_fit TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT line_claims_pkey PRIMARY KEY (id),
  CONSTRAINT line_claims_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES people(id),
  CONSTRAINT line_claims_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT line_claims_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT line_claims_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT line_claims_check CHECK ((num_nonnulls(claimed_by, claimed_by_key) = 1)),
  CONSTRAINT line_claims_check1 CHECK (((state = 'held'::text) = (ended_at IS NULL))),
  CONSTRAINT line_claims_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT line_claims_state_check CHECK ((state = ANY (ARRAY['held'::text, 'released'::text, 'lapsed'::text, 'done'::text])))
);
CREATE INDEX line_claims_line_idx ON public.line_claims USING btree (line_id) WHERE (state = 'held'::text);
CREATE INDEX line_claims_need_idx ON public.line_claims USING btree (need_id);
CREATE INDEX line_claims_organization_idx ON public.line_claims USING btree (organization_id, state, until);
CREATE INDEX line_claims_stale_idx ON public.line_claims USING btree (COALESCE(stepped_at, claimed_at)) WHERE (state = 'held'::text);
CREATE INDEX line_claims_until_idx ON public.line_claims USING btree (until) WHERE (state = 'held'::text);
CREATE CONSTRAINT TRIGGER claims_fit AFTER INSERT OR UPDATE ON public.line_claims DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_claims_fit();
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.line_claims DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON line_claims TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON line_claims TO asar_command;

CREATE TABLE line_leases (
  key text NOT NULL,
  callee_kind text NOT NULL,
  callee_id uuid NOT NULL,
  region_id text NOT NULL,
  held_by uuid NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  waiting_since timestamp with time zone,
  session_id uuid NOT NULL,
  CONSTRAINT line_leases_pkey PRIMARY KEY (key),
  CONSTRAINT line_leases_held_by_fkey FOREIGN KEY (held_by) REFERENCES people(id),
  CONSTRAINT line_leases_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT line_leases_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  CONSTRAINT line_leases_callee_kind_check CHECK ((callee_kind = ANY (ARRAY['person'::text, 'need'::text, 'message'::text, 'gift'::text])))
);
CREATE INDEX line_leases_held_idx ON public.line_leases USING btree (held_by);
CREATE INDEX line_leases_session_idx ON public.line_leases USING btree (session_id);
CREATE INDEX line_leases_until_idx ON public.line_leases USING btree (until);
GRANT DELETE, INSERT, SELECT, UPDATE ON line_leases TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON line_leases TO asar_command;

CREATE TABLE line_movements (
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  from_part text NOT NULL,
  to_part text NOT NULL,
  quantity integer NOT NULL,
  cause text NOT NULL,
  cause_id uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT line_movements_pkey PRIMARY KEY (id),
  CONSTRAINT line_movements_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT line_movements_check CHECK ((from_part <> to_part)),
  CONSTRAINT line_movements_check1 CHECK (((from_part <> 'source'::text) OR (to_part = ANY (ARRAY['open'::text, 'surplus'::text])))),
  CONSTRAINT line_movements_from_part_check CHECK ((from_part = ANY (ARRAY['source'::text, 'open'::text, 'promised'::text, 'in_transit'::text, 'delivered'::text]))),
  CONSTRAINT line_movements_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT line_movements_to_part_check CHECK ((to_part = ANY (ARRAY['open'::text, 'promised'::text, 'in_transit'::text, 'delivered'::text, 'withdrawn'::text, 'surplus'::text])))
);
CREATE INDEX line_movements_line_idx ON public.line_movements USING btree (line_id, at);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.line_movements FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER moves_line AFTER INSERT ON public.line_movements FOR EACH ROW EXECUTE FUNCTION asar_move_line();
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.line_movements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON line_movements TO asar_app;
GRANT INSERT, SELECT ON line_movements TO asar_command;

CREATE TABLE line_objections (
  done_id uuid NOT NULL,
  region_id text NOT NULL,
  report_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT line_objections_pkey PRIMARY KEY (done_id),
  CONSTRAINT line_objections_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT line_objections_report_id_fkey FOREIGN KEY (report_id) REFERENCES safety_reports(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.line_objections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON line_objections TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON line_objections TO asar_command;

CREATE TABLE line_tries (
  id uuid NOT NULL,
  callee_kind text NOT NULL,
  callee_id uuid NOT NULL,
  region_id text NOT NULL,
  operator_id uuid NOT NULL,
  incoming boolean NOT NULL,
  outcome text NOT NULL,
  waited_seconds integer,
  at timestamp with time zone NOT NULL,
  undone_at timestamp with time zone,
  before jsonb NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT line_tries_pkey PRIMARY KEY (id),
  CONSTRAINT line_tries_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES people(id),
  CONSTRAINT line_tries_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT line_tries_callee_kind_check CHECK ((callee_kind = ANY (ARRAY['person'::text, 'need'::text, 'message'::text, 'gift'::text]))),
  CONSTRAINT line_tries_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'no-answer'::text, 'busy'::text, 'later'::text, 'wrong-number'::text, 'refused'::text, 'no-call'::text]))),
  CONSTRAINT line_tries_waited_seconds_check CHECK ((waited_seconds >= 0))
);
CREATE INDEX line_tries_callee_idx ON public.line_tries USING btree (callee_kind, callee_id, at DESC);
CREATE INDEX line_tries_operator_idx ON public.line_tries USING btree (operator_id, at DESC);
CREATE INDEX line_tries_region_idx ON public.line_tries USING btree (region_id, at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.line_tries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON line_tries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON line_tries TO asar_command;

CREATE TABLE line_words (
  try_id uuid NOT NULL,
  words text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT line_words_pkey PRIMARY KEY (try_id),
  CONSTRAINT line_words_try_id_fkey FOREIGN KEY (try_id) REFERENCES line_tries(id)
);
CREATE INDEX line_words_at_idx ON public.line_words USING btree (at);
GRANT DELETE, INSERT, SELECT, UPDATE ON line_words TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON line_words TO asar_command;

CREATE TABLE localities (
  id uuid NOT NULL,
  region_id text NOT NULL,
  district_id uuid,
  sub_district_id uuid,
  kato text,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  official_kk text,
  official_ru text,
  search text NOT NULL,
  zone text NOT NULL,
  latitude double precision,
  longitude double precision,
  population integer NOT NULL DEFAULT 0,
  CONSTRAINT localities_kato_key UNIQUE (kato),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT localities_pkey PRIMARY KEY (id),
  CONSTRAINT localities_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  CONSTRAINT localities_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT localities_sub_district_id_fkey FOREIGN KEY (sub_district_id) REFERENCES sub_districts(id),
  CONSTRAINT localities_check CHECK (((latitude IS NULL) = (longitude IS NULL))),
  CONSTRAINT localities_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  CONSTRAINT localities_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
);
CREATE INDEX localities_district_idx ON public.localities USING btree (district_id);
CREATE INDEX localities_position_idx ON public.localities USING btree (latitude, longitude) WHERE (latitude IS NOT NULL);
CREATE INDEX localities_region_idx ON public.localities USING btree (region_id, name_kk);
CREATE INDEX localities_search_idx ON public.localities USING gin (search gin_trgm_ops);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.localities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON localities TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON localities TO asar_command;

CREATE TABLE log_checkpoints (
  size bigint NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT log_checkpoints_pkey PRIMARY KEY (size),
  CONSTRAINT log_checkpoints_root_check CHECK ((octet_length(root) = 32)),
  CONSTRAINT log_checkpoints_size_check CHECK ((size >= 0))
);
CREATE TRIGGER checkpoint_grows BEFORE INSERT ON public.log_checkpoints FOR EACH ROW EXECUTE FUNCTION asar_checkpoint_grows();
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON log_checkpoints TO asar_app;
GRANT SELECT ON log_checkpoints TO asar_command;

CREATE TABLE log_cosignatures (
  size bigint NOT NULL,
  verifier_key text NOT NULL,
  line text NOT NULL,
  CONSTRAINT log_cosignatures_pkey PRIMARY KEY (size, verifier_key),
  CONSTRAINT log_cosignatures_size_fkey FOREIGN KEY (size) REFERENCES log_checkpoints(size)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_cosignatures FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON log_cosignatures TO asar_app;
GRANT SELECT ON log_cosignatures TO asar_command;

CREATE TABLE log_keys (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  origin text NOT NULL,
  verifier_key text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT log_keys_verifier_key_key UNIQUE (verifier_key),
  CONSTRAINT log_keys_pkey PRIMARY KEY (id)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_keys FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON log_keys TO asar_app;
GRANT INSERT, SELECT ON log_keys TO asar_command;

CREATE TABLE log_leaves (
  index bigint NOT NULL,
  salt bytea NOT NULL,
  data bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT log_leaves_pkey PRIMARY KEY (index),
  CONSTRAINT log_leaves_data_check CHECK (((octet_length(data) >= 1) AND (octet_length(data) <= 65535))),
  CONSTRAINT log_leaves_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT log_leaves_index_check CHECK ((index >= 0)),
  CONSTRAINT log_leaves_salt_check CHECK ((octet_length(salt) = 16))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_leaves FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER leaves_in_order AFTER INSERT ON public.log_leaves REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION asar_leaves_in_order();
GRANT INSERT, SELECT ON log_leaves TO asar_app;
GRANT SELECT ON log_leaves TO asar_command;

CREATE TABLE log_nodes (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT log_nodes_pkey PRIMARY KEY (level, index),
  CONSTRAINT log_nodes_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT log_nodes_index_check CHECK ((index >= 0)),
  CONSTRAINT log_nodes_level_check CHECK (((level >= 1) AND (level <= 63)))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_nodes FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON log_nodes TO asar_app;
GRANT SELECT ON log_nodes TO asar_command;

CREATE TABLE log_witnesses (
  verifier_key text NOT NULL,
  address text NOT NULL,
  size bigint NOT NULL DEFAULT 0,
  CONSTRAINT log_witnesses_pkey PRIMARY KEY (verifier_key),
  CONSTRAINT log_witnesses_size_check CHECK ((size >= 0))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON log_witnesses TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON log_witnesses TO asar_command;

CREATE TABLE login_codes (
  id uuid NOT NULL,
  browser_hash bytea NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  code_hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  tries_left integer NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT login_codes_browser_hash_key UNIQUE (browser_hash),
  CONSTRAINT login_codes_pkey PRIMARY KEY (id),
  CONSTRAINT login_codes_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text]))),
  CONSTRAINT login_codes_tries_left_check CHECK ((tries_left >= 0))
);
CREATE INDEX login_codes_age_idx ON public.login_codes USING btree (created_at);
CREATE INDEX login_codes_value_idx ON public.login_codes USING btree (kind, value, created_at DESC);
GRANT DELETE, INSERT, SELECT, UPDATE ON login_codes TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON login_codes TO asar_command;

CREATE TABLE looks (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  viewer_id uuid,
  viewer_role text NOT NULL,
  subject_person_id uuid,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  what text[] NOT NULL,
  door text NOT NULL,
  CONSTRAINT looks_pkey PRIMARY KEY (id)
);
CREATE INDEX looks_subject_idx ON public.looks USING btree (subject_kind, subject_id, at DESC);
CREATE INDEX looks_subject_person_idx ON public.looks USING btree (subject_person_id, at DESC);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.looks FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
GRANT INSERT, SELECT ON looks TO asar_app;
GRANT INSERT, SELECT ON looks TO asar_command;

CREATE TABLE lot_entries (
  lot_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  number text NOT NULL,
  tickets smallint NOT NULL,
  place integer NOT NULL,
  outcome text NOT NULL,
  CONSTRAINT lot_entries_lot_id_number_key UNIQUE (lot_id, number),
  CONSTRAINT lot_entries_lot_id_place_key UNIQUE (lot_id, place),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT lot_entries_pkey PRIMARY KEY (lot_id, volunteer_id),
  CONSTRAINT lot_entries_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT lot_entries_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT lot_entries_outcome_check CHECK ((outcome = ANY (ARRAY['seated'::text, 'waiting'::text, 'passed'::text]))),
  CONSTRAINT lot_entries_place_check CHECK ((place > 0)),
  CONSTRAINT lot_entries_tickets_check CHECK (((tickets >= 1) AND (tickets <= 4)))
);
CREATE INDEX lot_entries_volunteer_idx ON public.lot_entries USING btree (volunteer_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.lot_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON lot_entries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON lot_entries TO asar_command;

CREATE TABLE lot_seeds (
  lot_id uuid NOT NULL,
  seed text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT lot_seeds_pkey PRIMARY KEY (lot_id),
  CONSTRAINT lot_seeds_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lots(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.lot_seeds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT DELETE, INSERT, SELECT, UPDATE ON lot_seeds TO asar_command;

CREATE TABLE lots (
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  region_id text NOT NULL,
  opened_by uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  commitment text NOT NULL,
  seed text,
  state text NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT lots_pkey PRIMARY KEY (id),
  CONSTRAINT lots_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT lots_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES people(id),
  CONSTRAINT lots_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT lots_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT lots_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT lots_check CHECK ((closes_at > opened_at)),
  CONSTRAINT lots_check1 CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  CONSTRAINT lots_check2 CHECK (((state = 'drawn'::text) = (seed IS NOT NULL))),
  CONSTRAINT lots_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT lots_state_check CHECK ((state = ANY (ARRAY['open'::text, 'drawn'::text, 'called-off'::text])))
);
CREATE INDEX lots_activity_idx ON public.lots USING btree (activity_id);
CREATE INDEX lots_post_idx ON public.lots USING btree (post_id, opened_at DESC);
CREATE UNIQUE INDEX lots_open_idx ON public.lots USING btree (post_id) WHERE (state = 'open'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.lots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON lots TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON lots TO asar_command;

CREATE TABLE mail_threads (
  line text NOT NULL,
  provider_id text NOT NULL,
  subject text NOT NULL,
  message_id text NOT NULL,
  reference_ids text[] NOT NULL,
  kept_at timestamp with time zone NOT NULL,
  CONSTRAINT mail_threads_pkey PRIMARY KEY (line, provider_id)
);
CREATE INDEX mail_threads_kept_idx ON public.mail_threads USING btree (kept_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON mail_threads TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON mail_threads TO asar_command;

CREATE TABLE mailboxes (
  address text NOT NULL,
  read_at timestamp with time zone,
  failure text,
  failed_at timestamp with time zone,
  kept integer NOT NULL DEFAULT 0,
  bounces integer NOT NULL DEFAULT 0,
  machines integer NOT NULL DEFAULT 0,
  unreadable integer NOT NULL DEFAULT 0,
  CONSTRAINT mailboxes_pkey PRIMARY KEY (address),
  CONSTRAINT mailboxes_check CHECK (((failure IS NULL) = (failed_at IS NULL)))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON mailboxes TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON mailboxes TO asar_command;

CREATE TABLE need_causes (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  region_id text NOT NULL,
  district_id uuid,
  cause text NOT NULL,
  words text NOT NULL DEFAULT ''::text,
  said_by text NOT NULL,
  said_ref uuid NOT NULL,
  said_at timestamp with time zone NOT NULL,
  CONSTRAINT need_causes_need_id_said_ref_key UNIQUE (need_id, said_ref),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_causes_pkey PRIMARY KEY (id),
  CONSTRAINT need_causes_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  CONSTRAINT need_causes_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_causes_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT need_causes_said_by_check CHECK ((said_by = ANY (ARRAY['person-helped'::text, 'volunteer'::text, 'coordinator'::text, 'organization'::text])))
);
CREATE INDEX need_causes_region_idx ON public.need_causes USING btree (region_id, district_id, cause);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_causes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON need_causes TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON need_causes TO asar_command;

CREATE TABLE need_contacts (
  need_id uuid NOT NULL,
  name text,
  contact_kind text NOT NULL,
  contact text,
  call_safe boolean NOT NULL,
  text_safe boolean NOT NULL,
  lang text NOT NULL,
  address text,
  latitude double precision,
  longitude double precision,
  words text NOT NULL DEFAULT ''::text,
  folded text NOT NULL DEFAULT ''::text,
  vulnerability text[] NOT NULL DEFAULT '{}'::text[],
  change_code_hash bytea NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_contacts_pkey PRIMARY KEY (need_id),
  CONSTRAINT need_contacts_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_contacts_contact_kind_check CHECK ((contact_kind = ANY (ARRAY['phone'::text, 'email'::text, 'telegram'::text, 'none'::text])))
);
CREATE INDEX need_contacts_contact_idx ON public.need_contacts USING btree (contact_kind, contact);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT DELETE, INSERT, SELECT, UPDATE ON need_contacts TO asar_command;

CREATE TABLE need_lines (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  region_id text NOT NULL,
  kind text NOT NULL,
  item_id text,
  competence_id text,
  words text NOT NULL DEFAULT ''::text,
  unit text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  requested integer NOT NULL DEFAULT 0,
  open integer NOT NULL DEFAULT 0,
  promised integer NOT NULL DEFAULT 0,
  in_transit integer NOT NULL DEFAULT 0,
  delivered integer NOT NULL DEFAULT 0,
  withdrawn integer NOT NULL DEFAULT 0,
  surplus integer NOT NULL DEFAULT 0,
  attributes jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT claims_fit TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT line_agrees TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pledges_agree TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_lines_pkey PRIMARY KEY (id),
  CONSTRAINT need_lines_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_lines_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT line_balance CHECK ((requested = ((((open + promised) + in_transit) + delivered) + withdrawn))),
  CONSTRAINT need_lines_attributes_check CHECK ((jsonb_typeof(attributes) = 'object'::text)),
  CONSTRAINT need_lines_delivered_check CHECK ((delivered >= 0)),
  CONSTRAINT need_lines_in_transit_check CHECK ((in_transit >= 0)),
  CONSTRAINT need_lines_kind_check CHECK ((kind = ANY (ARRAY['item'::text, 'competence'::text, 'words'::text]))),
  CONSTRAINT need_lines_open_check CHECK ((open >= 0)),
  CONSTRAINT need_lines_promised_check CHECK ((promised >= 0)),
  CONSTRAINT need_lines_requested_check CHECK ((requested >= 0)),
  CONSTRAINT need_lines_surplus_check CHECK ((surplus >= 0)),
  CONSTRAINT need_lines_withdrawn_check CHECK ((withdrawn >= 0))
);
CREATE INDEX need_lines_asked_idx ON public.need_lines USING btree (item_id, region_id) INCLUDE (need_id, unit, open, promised, in_transit, id, due_at) WHERE ((kind = 'item'::text) AND (((open + promised) + in_transit) > 0));
CREATE INDEX need_lines_need_idx ON public.need_lines USING btree (need_id);
CREATE INDEX need_lines_open_idx ON public.need_lines USING btree (region_id, due_at, id) WHERE (open > 0);
CREATE INDEX need_lines_unknown_idx ON public.need_lines USING btree (region_id, lower(words)) WHERE ((kind = 'words'::text) AND (words <> ''::text));
CREATE INDEX need_lines_wanted_idx ON public.need_lines USING btree (need_id) INCLUDE (kind, item_id, competence_id, unit, open, region_id) WHERE (open > 0);
CREATE CONSTRAINT TRIGGER claims_fit AFTER UPDATE OF open ON public.need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.open < old.open)) EXECUTE FUNCTION asar_claims_fit();
CREATE CONSTRAINT TRIGGER line_agrees AFTER INSERT OR UPDATE ON public.need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_line_agrees();
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
CREATE CONSTRAINT TRIGGER pledges_agree AFTER UPDATE OF promised, in_transit ON public.need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_pledges_agree();
GRANT SELECT ON need_lines TO asar_app;
GRANT DELETE, SELECT ON need_lines TO asar_command;

CREATE TABLE need_links (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  other_id uuid NOT NULL,
  why text[] NOT NULL,
  state text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone,
  CONSTRAINT need_links_need_id_other_id_key UNIQUE (need_id, other_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_links_pkey PRIMARY KEY (id),
  CONSTRAINT need_links_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  CONSTRAINT need_links_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_links_other_id_fkey FOREIGN KEY (other_id) REFERENCES needs(id),
  CONSTRAINT need_links_check CHECK ((need_id < other_id)),
  CONSTRAINT need_links_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'same'::text, 'different'::text])))
);
CREATE INDEX need_links_other_idx ON public.need_links USING btree (other_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_links DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON need_links TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON need_links TO asar_command;

CREATE TABLE need_referrals (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  receiver text NOT NULL,
  words text NOT NULL DEFAULT ''::text,
  referred_by uuid NOT NULL,
  referred_at timestamp with time zone NOT NULL,
  follow_up_at timestamp with time zone NOT NULL,
  outcome text,
  closed_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_referrals_pkey PRIMARY KEY (id),
  CONSTRAINT need_referrals_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_referrals_referred_by_fkey FOREIGN KEY (referred_by) REFERENCES people(id)
);
CREATE INDEX need_referrals_due_idx ON public.need_referrals USING btree (follow_up_at) WHERE (closed_at IS NULL);
CREATE INDEX need_referrals_need_idx ON public.need_referrals USING btree (need_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_referrals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON need_referrals TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON need_referrals TO asar_command;

CREATE TABLE need_verifications (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  method text NOT NULL,
  outcome text NOT NULL,
  reason text,
  words text NOT NULL DEFAULT ''::text,
  by_person uuid,
  by_key uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_verifications_pkey PRIMARY KEY (id),
  CONSTRAINT need_verifications_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id),
  CONSTRAINT need_verifications_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_verifications_check CHECK ((num_nonnulls(by_person, by_key) = 1)),
  CONSTRAINT need_verifications_method_check CHECK ((method = ANY (ARRAY['call'::text, 'visit'::text, 'known'::text, 'partner'::text, 'documents'::text]))),
  CONSTRAINT need_verifications_outcome_check CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'refused'::text])))
);
CREATE INDEX need_verifications_idx ON public.need_verifications USING btree (need_id, at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_verifications DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON need_verifications TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON need_verifications TO asar_command;

CREATE TABLE need_visits (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  source_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  person_ids uuid[] NOT NULL,
  arrives_at timestamp with time zone NOT NULL,
  promised_at timestamp with time zone NOT NULL,
  delays integer NOT NULL DEFAULT 0,
  state text NOT NULL,
  told_at timestamp with time zone NOT NULL,
  CONSTRAINT need_visits_need_id_source_id_key UNIQUE (need_id, source_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT need_visits_pkey PRIMARY KEY (id),
  CONSTRAINT need_visits_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT need_visits_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT need_visits_delays_check CHECK ((delays >= 0)),
  CONSTRAINT need_visits_state_check CHECK ((state = ANY (ARRAY['coming'::text, 'on-the-way'::text, 'done'::text, 'cancelled'::text])))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.need_visits DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON need_visits TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON need_visits TO asar_command;

CREATE TABLE needs (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  district_id uuid,
  locality_id uuid,
  incident_id uuid,
  state text NOT NULL,
  kind text NOT NULL,
  urgency text NOT NULL,
  severity text NOT NULL,
  certainty text NOT NULL,
  danger_kind text,
  danger_alarm_at timestamp with time zone,
  danger_seen_by uuid,
  danger_seen_at timestamp with time zone,
  escalation integer NOT NULL DEFAULT 0,
  flags text[] NOT NULL DEFAULT '{}'::text[],
  home_address boolean NOT NULL,
  needed_by timestamp with time zone NOT NULL,
  zone text NOT NULL,
  door text NOT NULL,
  entered_by uuid,
  consent_how text,
  person_id uuid,
  drill boolean NOT NULL DEFAULT false,
  code_word text,
  raised_at timestamp with time zone NOT NULL,
  checked_at timestamp with time zone NOT NULL,
  verified_at timestamp with time zone,
  first_yes_at timestamp with time zone,
  coming_at timestamp with time zone,
  helped_at timestamp with time zone,
  closed_at timestamp with time zone,
  close_reason text,
  receipt text,
  receipt_reason text,
  receipt_at timestamp with time zone,
  receipt_door text,
  receipt_consent text,
  told_unmet_at timestamp with time zone,
  destroyed_at timestamp with time zone,
  rank smallint NOT NULL DEFAULT 
CASE
    WHEN ((danger_alarm_at IS NOT NULL) AND (danger_seen_by IS NULL)) THEN 0
    WHEN ((urgency = 'immediate'::text) OR (severity = 'extreme'::text)) THEN 1
    WHEN ((urgency = 'expected'::text) OR (severity = 'severe'::text)) THEN 2
    WHEN (urgency = 'unknown'::text) THEN 3
    ELSE 4
END,
  CONSTRAINT needs_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT needs_pkey PRIMARY KEY (id),
  CONSTRAINT needs_danger_seen_by_fkey FOREIGN KEY (danger_seen_by) REFERENCES people(id),
  CONSTRAINT needs_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  CONSTRAINT needs_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES people(id),
  CONSTRAINT needs_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id),
  CONSTRAINT needs_locality_id_fkey FOREIGN KEY (locality_id) REFERENCES localities(id),
  CONSTRAINT needs_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT needs_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT needs_certainty_check CHECK ((certainty = ANY (ARRAY['observed'::text, 'likely'::text, 'possible'::text, 'unlikely'::text, 'unknown'::text]))),
  CONSTRAINT needs_check CHECK (((state = ANY (ARRAY['met'::text, 'unmet'::text, 'cancelled'::text, 'refused'::text])) <= (closed_at IS NOT NULL))),
  CONSTRAINT needs_check1 CHECK (((receipt IS NULL) = (receipt_at IS NULL))),
  CONSTRAINT needs_escalation_check CHECK ((escalation >= 0)),
  CONSTRAINT needs_receipt_check CHECK ((receipt = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  CONSTRAINT needs_severity_check CHECK ((severity = ANY (ARRAY['extreme'::text, 'severe'::text, 'moderate'::text, 'minor'::text, 'unknown'::text]))),
  CONSTRAINT needs_state_check CHECK ((state = ANY (ARRAY['raised'::text, 'verified'::text, 'helped'::text, 'met'::text, 'unmet'::text, 'cancelled'::text, 'refused'::text]))),
  CONSTRAINT needs_urgency_check CHECK ((urgency = ANY (ARRAY['immediate'::text, 'expected'::text, 'future'::text, 'unknown'::text])))
);
CREATE INDEX needs_closed_idx ON public.needs USING btree (closed_at) WHERE (destroyed_at IS NULL);
CREATE INDEX needs_done_all_idx ON public.needs USING btree (closed_at DESC, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX needs_done_idx ON public.needs USING btree (region_id, closed_at DESC, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX needs_locality_idx ON public.needs USING btree (locality_id, raised_at DESC);
CREATE INDEX needs_open_idx ON public.needs USING btree (needed_by) WHERE (closed_at IS NULL);
CREATE INDEX needs_person_idx ON public.needs USING btree (person_id, raised_at DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX needs_queue_all_idx ON public.needs USING btree (rank, raised_at, id) WHERE (closed_at IS NULL);
CREATE INDEX needs_queue_idx ON public.needs USING btree (region_id, rank, raised_at, id) WHERE (closed_at IS NULL);
CREATE INDEX needs_region_idx ON public.needs USING btree (region_id, state, urgency, raised_at);
CREATE INDEX needs_unchecked_idx ON public.needs USING btree (region_id, rank, raised_at) WHERE ((state = 'raised'::text) AND (NOT drill));
CREATE INDEX needs_unconfirmed_idx ON public.needs USING btree (region_id, helped_at) WHERE ((state = 'helped'::text) AND (receipt IS NULL) AND (closed_at IS NULL) AND (NOT drill));
CREATE INDEX needs_unmet_idx ON public.needs USING btree (needed_by) WHERE ((state = ANY (ARRAY['raised'::text, 'verified'::text])) AND (told_unmet_at IS NULL));
CREATE INDEX needs_verified_idx ON public.needs USING btree (id) WHERE (state = 'verified'::text);
CREATE INDEX needs_waiting_idx ON public.needs USING btree (region_id, urgency, raised_at) WHERE ((state = ANY (ARRAY['raised'::text, 'verified'::text])) AND (NOT drill));
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.needs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON needs TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON needs TO asar_command;

CREATE TABLE not_with (
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  other_id uuid NOT NULL,
  said_at timestamp with time zone NOT NULL,
  CONSTRAINT not_with_volunteer_id_other_id_key UNIQUE (volunteer_id, other_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT not_with_pkey PRIMARY KEY (id),
  CONSTRAINT not_with_other_id_fkey FOREIGN KEY (other_id) REFERENCES volunteers(id),
  CONSTRAINT not_with_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT not_with_check CHECK ((volunteer_id <> other_id))
);
CREATE INDEX not_with_other_idx ON public.not_with USING btree (other_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.not_with DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON not_with TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON not_with TO asar_command;

CREATE TABLE notice_deliveries (
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  region_id text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  digest boolean NOT NULL DEFAULT false,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone NOT NULL,
  lease uuid,
  ended_at timestamp with time zone,
  reason text,
  told_by uuid,
  next_door_at timestamp with time zone,
  CONSTRAINT notice_deliveries_notice_id_channel_key UNIQUE (notice_id, channel),
  CONSTRAINT notice_deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT notice_deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id),
  CONSTRAINT notice_deliveries_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT notice_deliveries_told_by_fkey FOREIGN KEY (told_by) REFERENCES people(id),
  CONSTRAINT notice_deliveries_channel_check CHECK ((channel = ANY (ARRAY['in-app'::text, 'email'::text, 'sms'::text, 'operator'::text, 'contact'::text, 'telegram'::text, 'push'::text, 'voice'::text]))),
  CONSTRAINT notice_deliveries_check CHECK (((state = 'sending'::text) = (lease IS NOT NULL))),
  CONSTRAINT notice_deliveries_check1 CHECK (((state = ANY (ARRAY['waiting'::text, 'sending'::text])) = (ended_at IS NULL))),
  CONSTRAINT notice_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'skipped'::text])))
);
CREATE INDEX notice_deliveries_failed_idx ON public.notice_deliveries USING btree (region_id, ended_at) WHERE (state = 'failed'::text);
CREATE INDEX notice_deliveries_kept_idx ON public.notice_deliveries USING btree (region_id, next_try_at) WHERE ((state = 'waiting'::text) AND (reason = ANY (ARRAY['no-sender'::text, 'no-address'::text])));
CREATE INDEX notice_deliveries_next_door_idx ON public.notice_deliveries USING btree (next_door_at) WHERE (next_door_at IS NOT NULL);
CREATE INDEX notice_deliveries_operator_idx ON public.notice_deliveries USING btree (region_id, next_try_at) WHERE ((state = 'waiting'::text) AND (channel = 'operator'::text));
CREATE INDEX notice_deliveries_told_idx ON public.notice_deliveries USING btree (channel, state, ended_at);
CREATE INDEX notice_deliveries_waiting_idx ON public.notice_deliveries USING btree (next_try_at) WHERE ((state = ANY (ARRAY['waiting'::text, 'sending'::text])) AND (channel = ANY (ARRAY['email'::text, 'sms'::text, 'contact'::text, 'telegram'::text, 'push'::text, 'voice'::text])));
GRANT DELETE, INSERT, SELECT, UPDATE ON notice_deliveries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON notice_deliveries TO asar_command;

CREATE TABLE notice_settings (
  person_id uuid NOT NULL,
  digest boolean NOT NULL DEFAULT false,
  digest_at time without time zone NOT NULL DEFAULT '18:00:00'::time without time zone,
  email boolean NOT NULL DEFAULT true,
  sms boolean NOT NULL DEFAULT true,
  emergencies boolean,
  push boolean NOT NULL DEFAULT true,
  telegram boolean NOT NULL DEFAULT true,
  door_order text[],
  voice boolean NOT NULL DEFAULT false,
  operator boolean NOT NULL DEFAULT false,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT notice_settings_pkey PRIMARY KEY (person_id),
  CONSTRAINT notice_settings_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.notice_settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON notice_settings TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON notice_settings TO asar_command;

CREATE TABLE notices (
  id uuid NOT NULL,
  person_id uuid,
  need_id uuid,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  values jsonb NOT NULL DEFAULT '{}'::jsonb,
  path text NOT NULL,
  pace text NOT NULL,
  duty boolean NOT NULL DEFAULT false,
  entry_id uuid,
  made_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  dedupe text NOT NULL,
  activity_id uuid,
  gift_id uuid,
  inbound_id uuid,
  CONSTRAINT notices_dedupe_key UNIQUE (dedupe),
  CONSTRAINT notices_pkey PRIMARY KEY (id),
  CONSTRAINT notices_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT notices_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal(id),
  CONSTRAINT notices_gift_id_fkey FOREIGN KEY (gift_id) REFERENCES gifts(id),
  CONSTRAINT notices_inbound_id_fkey FOREIGN KEY (inbound_id) REFERENCES inbound_messages(id),
  CONSTRAINT notices_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT notices_one_receiver CHECK ((num_nonnulls(person_id, need_id, activity_id, gift_id, inbound_id) = 1)),
  CONSTRAINT notices_pace_check CHECK ((pace = ANY (ARRAY['now'::text, 'soon'::text, 'later'::text])))
);
CREATE INDEX notices_gift_idx ON public.notices USING btree (gift_id) WHERE (gift_id IS NOT NULL);
CREATE INDEX notices_inbound_idx ON public.notices USING btree (inbound_id) WHERE (inbound_id IS NOT NULL);
CREATE INDEX notices_need_idx ON public.notices USING btree (need_id, due_at DESC) WHERE (need_id IS NOT NULL);
CREATE INDEX notices_person_idx ON public.notices USING btree (person_id, due_at DESC) WHERE (withdrawn_at IS NULL);
CREATE INDEX notices_subject_idx ON public.notices USING btree (subject_kind, subject_id);
CREATE INDEX notices_unseen_idx ON public.notices USING btree (person_id, due_at) WHERE ((seen_at IS NULL) AND (withdrawn_at IS NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON notices TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON notices TO asar_command;

CREATE TABLE occupancy (
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  during tstzrange NOT NULL,
  kind text NOT NULL,
  assignment_id uuid,
  latitude double precision,
  longitude double precision,
  CONSTRAINT occupancy_once EXCLUDE USING gist (volunteer_id WITH =, during WITH &&),
  CONSTRAINT occupancy_assignment_id_key UNIQUE (assignment_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT occupancy_pkey PRIMARY KEY (id),
  CONSTRAINT occupancy_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignments(id),
  CONSTRAINT occupancy_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT occupancy_check CHECK (((kind = 'assignment'::text) = (assignment_id IS NOT NULL))),
  CONSTRAINT occupancy_during_check CHECK ((NOT isempty(during))),
  CONSTRAINT occupancy_during_check1 CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)) AND lower_inc(during) AND (NOT upper_inc(during)))),
  CONSTRAINT occupancy_kind_check CHECK ((kind = ANY (ARRAY['assignment'::text, 'busy'::text])))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.occupancy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON occupancy TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON occupancy TO asar_command;

CREATE TABLE open_releases (
  id text NOT NULL,
  subject_id uuid NOT NULL,
  day date NOT NULL,
  as_of bigint NOT NULL,
  made_at timestamp with time zone NOT NULL,
  files jsonb NOT NULL,
  kept jsonb NOT NULL,
  CONSTRAINT open_releases_subject_id_key UNIQUE (subject_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT open_releases_pkey PRIMARY KEY (id),
  CONSTRAINT open_releases_as_of_check CHECK ((as_of > 0)),
  CONSTRAINT open_releases_id_check CHECK ((id ~ '^\d{4}-\d\d-\d\d(-\d+)?$'::text))
);
CREATE INDEX open_releases_made_idx ON public.open_releases USING btree (made_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.open_releases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON open_releases TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON open_releases TO asar_command;

CREATE TABLE organization_marks (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  what text NOT NULL,
  checked_by uuid NOT NULL,
  checked_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT organization_marks_pkey PRIMARY KEY (id),
  CONSTRAINT organization_marks_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES people(id),
  CONSTRAINT organization_marks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT organization_marks_what_check CHECK ((what = ANY (ARRAY['registered'::text, 'leader'::text, 'contact'::text, 'address'::text, 'charter'::text, 'safeguarding'::text, 'pharmacy'::text, 'medical'::text])))
);
CREATE UNIQUE INDEX organization_marks_once_idx ON public.organization_marks USING btree (organization_id, what) WHERE (withdrawn_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.organization_marks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON organization_marks TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON organization_marks TO asar_command;

CREATE TABLE organization_members (
  organization_id uuid NOT NULL,
  person_id uuid NOT NULL,
  state text NOT NULL,
  since timestamp with time zone NOT NULL,
  invited_as text,
  invited_by uuid,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT organization_members_pkey PRIMARY KEY (organization_id, person_id),
  CONSTRAINT organization_members_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES people(id),
  CONSTRAINT organization_members_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT organization_members_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT organization_members_check CHECK (((invited_as IS NULL) OR (state = 'invited'::text))),
  CONSTRAINT organization_members_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'member'::text, 'left'::text])))
);
CREATE INDEX organization_members_person_idx ON public.organization_members USING btree (person_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.organization_members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON organization_members TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON organization_members TO asar_command;

CREATE TABLE organizations (
  id uuid NOT NULL,
  region_id text NOT NULL,
  locality_id uuid,
  kind text NOT NULL,
  legal_form text NOT NULL DEFAULT 'initiative-group'::text,
  name text NOT NULL,
  about text NOT NULL DEFAULT ''::text,
  bin text,
  state text NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  verified_at timestamp with time zone,
  verified_by uuid,
  refusal text,
  closed_at timestamp with time zone,
  ethics_version integer,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT organizations_pkey PRIMARY KEY (id),
  CONSTRAINT organizations_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  CONSTRAINT organizations_locality_id_fkey FOREIGN KEY (locality_id) REFERENCES localities(id),
  CONSTRAINT organizations_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT organizations_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES people(id),
  CONSTRAINT organizations_bin_check CHECK ((bin ~ '^[0-9]{12}$'::text)),
  CONSTRAINT organizations_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CONSTRAINT organizations_check1 CHECK (((kind = 'group'::text) OR (state <> 'active'::text) OR (verified_at IS NOT NULL))),
  CONSTRAINT organizations_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'ngo'::text, 'company'::text, 'authority'::text]))),
  CONSTRAINT organizations_name_check CHECK (((length(name) >= 2) AND (length(name) <= 160))),
  CONSTRAINT organizations_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'active'::text, 'refused'::text, 'closed'::text])))
);
CREATE INDEX organizations_creator_idx ON public.organizations USING btree (created_by);
CREATE INDEX organizations_name_idx ON public.organizations USING btree (name, id) WHERE (state = 'active'::text);
CREATE INDEX organizations_region_idx ON public.organizations USING btree (region_id, state, name);
CREATE INDEX organizations_search_idx ON public.organizations USING gin (lower(name) gin_trgm_ops);
CREATE INDEX organizations_waiting_idx ON public.organizations USING btree (region_id, created_at) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX organizations_bin_idx ON public.organizations USING btree (bin) WHERE ((bin IS NOT NULL) AND (state <> 'refused'::text));
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.organizations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON organizations TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON organizations TO asar_command;

CREATE TABLE outline_rings (
  region_id text NOT NULL,
  ring polygon NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT outline_rings_region_id_fkey FOREIGN KEY (region_id) REFERENCES region_outlines(region_id) ON DELETE CASCADE
);
CREATE INDEX outline_rings_region_idx ON public.outline_rings USING btree (region_id);
CREATE INDEX outline_rings_ring_idx ON public.outline_rings USING gist (ring);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.outline_rings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON outline_rings TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON outline_rings TO asar_command;

CREATE TABLE overdue_calls (
  id uuid NOT NULL,
  attendance_id uuid NOT NULL,
  region_id text NOT NULL,
  whom text NOT NULL,
  outcome text NOT NULL,
  called_by uuid NOT NULL,
  called_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT overdue_calls_pkey PRIMARY KEY (id),
  CONSTRAINT overdue_calls_attendance_id_fkey FOREIGN KEY (attendance_id) REFERENCES attendances(id),
  CONSTRAINT overdue_calls_called_by_fkey FOREIGN KEY (called_by) REFERENCES people(id),
  CONSTRAINT overdue_calls_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT overdue_calls_outcome_check CHECK ((outcome = ANY (ARRAY['safe'::text, 'no-answer'::text, 'needs-help'::text]))),
  CONSTRAINT overdue_calls_whom_check CHECK ((whom = ANY (ARRAY['person'::text, 'emergency-contact'::text])))
);
CREATE INDEX overdue_calls_attendance_idx ON public.overdue_calls USING btree (attendance_id, called_at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.overdue_calls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON overdue_calls TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON overdue_calls TO asar_command;

CREATE TABLE passkey_challenges (
  browser_hash bytea NOT NULL,
  challenge text NOT NULL,
  person_id uuid,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT passkey_challenges_pkey PRIMARY KEY (browser_hash),
  CONSTRAINT passkey_challenges_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX passkey_challenges_expiry_idx ON public.passkey_challenges USING btree (expires_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON passkey_challenges TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON passkey_challenges TO asar_command;

CREATE TABLE passkeys (
  id text NOT NULL,
  person_id uuid NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}'::text[],
  name text NOT NULL DEFAULT ''::text,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  CONSTRAINT passkeys_pkey PRIMARY KEY (id),
  CONSTRAINT passkeys_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX passkeys_person_idx ON public.passkeys USING btree (person_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON passkeys TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON passkeys TO asar_command;

CREATE TABLE people (
  id uuid NOT NULL,
  region_id text NOT NULL,
  locality_id uuid,
  name text,
  lang text NOT NULL DEFAULT 'kk'::text,
  zone text NOT NULL,
  age_band text NOT NULL DEFAULT 'unknown'::text,
  birth_date date,
  state text NOT NULL,
  came_by text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  restricted_at timestamp with time zone,
  erased_at timestamp with time zone,
  quiet_from time without time zone NOT NULL DEFAULT '21:00:00'::time without time zone,
  quiet_until time without time zone NOT NULL DEFAULT '08:00:00'::time without time zone,
  inviter text,
  inviter_kind text,
  inviter_organization_id uuid,
  invitation_batch uuid,
  lawful_basis text,
  simple boolean NOT NULL DEFAULT false,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_locality_id_fkey FOREIGN KEY (locality_id) REFERENCES localities(id),
  CONSTRAINT people_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT people_age_band_check CHECK ((age_band = ANY (ARRAY['unknown'::text, 'under-14'::text, '14-15'::text, '16-17'::text, '18-64'::text, '65-plus'::text]))),
  CONSTRAINT people_came_by_check CHECK ((came_by = ANY (ARRAY['self'::text, 'invitation'::text, 'import'::text, 'operator'::text, 'gate'::text, 'companion'::text]))),
  CONSTRAINT people_lang_check CHECK ((lang = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  CONSTRAINT people_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'left'::text, 'erased'::text])))
);
CREATE INDEX people_invited_idx ON public.people USING btree (created_at) WHERE (state = 'invited'::text);
CREATE INDEX people_name_idx ON public.people USING gin (lower(name) gin_trgm_ops) WHERE (state = ANY (ARRAY['active'::text, 'invited'::text]));
CREATE INDEX people_region_idx ON public.people USING btree (region_id, state, created_at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON people TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people TO asar_command;

CREATE TABLE pick_pledges (
  pick_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pick_pledges_pkey PRIMARY KEY (pick_id, pledge_id),
  CONSTRAINT pick_pledges_pick_id_fkey FOREIGN KEY (pick_id) REFERENCES stock_picks(id),
  CONSTRAINT pick_pledges_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id),
  CONSTRAINT pick_pledges_quantity_check CHECK ((quantity > 0))
);
CREATE INDEX pick_pledges_pledge_idx ON public.pick_pledges USING btree (pledge_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.pick_pledges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON pick_pledges TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON pick_pledges TO asar_command;

CREATE TABLE plan_orders (
  id uuid NOT NULL,
  region_id text NOT NULL,
  organization_id uuid,
  ordered_by uuid NOT NULL,
  ordered_at timestamp with time zone NOT NULL,
  days smallint NOT NULL,
  travel_band smallint NOT NULL,
  rest_days smallint NOT NULL,
  posts_max smallint NOT NULL,
  state text NOT NULL,
  taken_by uuid,
  taken_until timestamp with time zone,
  takes smallint NOT NULL DEFAULT 0,
  looked_permille smallint,
  gap_ppm integer,
  plan_id uuid,
  CONSTRAINT plan_orders_pkey PRIMARY KEY (id),
  CONSTRAINT plan_orders_ordered_by_fkey FOREIGN KEY (ordered_by) REFERENCES people(id),
  CONSTRAINT plan_orders_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT plan_orders_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE,
  CONSTRAINT plan_orders_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT plan_orders_check CHECK (((state = 'running'::text) = (taken_by IS NOT NULL))),
  CONSTRAINT plan_orders_check1 CHECK (((taken_by IS NULL) = (taken_until IS NULL))),
  CONSTRAINT plan_orders_check2 CHECK (((state = 'made'::text) = (plan_id IS NOT NULL))),
  CONSTRAINT plan_orders_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'made'::text, 'cancelled'::text, 'forbidden'::text, 'no-posts'::text, 'gave-up'::text, 'failed'::text])))
);
CREATE INDEX plan_orders_ordered_idx ON public.plan_orders USING btree (ordered_at);
CREATE INDEX plan_orders_orderer_idx ON public.plan_orders USING btree (ordered_by, ordered_at DESC);
CREATE INDEX plan_orders_organization_idx ON public.plan_orders USING btree (organization_id);
CREATE INDEX plan_orders_plan_idx ON public.plan_orders USING btree (plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX plan_orders_region_idx ON public.plan_orders USING btree (region_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON plan_orders TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON plan_orders TO asar_command;

CREATE TABLE plan_posts (
  plan_id uuid NOT NULL,
  post_id uuid NOT NULL,
  seats integer NOT NULL,
  missing integer NOT NULL,
  able integer NOT NULL DEFAULT 0,
  binding text,
  binding_people integer NOT NULL DEFAULT 0,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT plan_posts_pkey PRIMARY KEY (plan_id, post_id),
  CONSTRAINT plan_posts_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE,
  CONSTRAINT plan_posts_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT plan_posts_missing_check CHECK ((missing >= 0)),
  CONSTRAINT plan_posts_seats_check CHECK ((seats >= 0))
);
CREATE INDEX plan_posts_post_idx ON public.plan_posts USING btree (post_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.plan_posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON plan_posts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON plan_posts TO asar_command;

CREATE TABLE plan_proposals (
  plan_id uuid NOT NULL,
  post_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  round integer NOT NULL,
  travel_minutes integer NOT NULL,
  why jsonb NOT NULL DEFAULT '[]'::jsonb,
  state text NOT NULL,
  held_back text,
  ask_id uuid,
  asked_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT plan_proposals_pkey PRIMARY KEY (plan_id, post_id, volunteer_id),
  CONSTRAINT plan_proposals_ask_id_fkey FOREIGN KEY (ask_id) REFERENCES asks(id),
  CONSTRAINT plan_proposals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE,
  CONSTRAINT plan_proposals_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT plan_proposals_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT plan_proposals_check CHECK (((state = 'asked'::text) = (ask_id IS NOT NULL))),
  CONSTRAINT plan_proposals_check1 CHECK (((ask_id IS NULL) = (asked_at IS NULL))),
  CONSTRAINT plan_proposals_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'asked'::text, 'left-out'::text])))
);
CREATE INDEX plan_proposals_ask_idx ON public.plan_proposals USING btree (ask_id) WHERE (ask_id IS NOT NULL);
CREATE INDEX plan_proposals_post_idx ON public.plan_proposals USING btree (post_id);
CREATE INDEX plan_proposals_volunteer_idx ON public.plan_proposals USING btree (volunteer_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.plan_proposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON plan_proposals TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON plan_proposals TO asar_command;

CREATE TABLE plans (
  id uuid NOT NULL,
  region_id text NOT NULL,
  organization_id uuid,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  days smallint NOT NULL,
  travel_band smallint NOT NULL,
  rest_days smallint NOT NULL,
  posts_max smallint NOT NULL,
  round integer NOT NULL DEFAULT 0,
  gap_ppm integer NOT NULL,
  recruit jsonb NOT NULL DEFAULT '[]'::jsonb,
  busiest_before smallint,
  busiest_with smallint,
  idle_before smallint,
  idle_with smallint,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT plans_pkey PRIMARY KEY (id),
  CONSTRAINT plans_made_by_fkey FOREIGN KEY (made_by) REFERENCES people(id),
  CONSTRAINT plans_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT plans_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT plans_busiest_before_check CHECK (((busiest_before >= 0) AND (busiest_before <= 1000))),
  CONSTRAINT plans_busiest_with_check CHECK (((busiest_with >= 0) AND (busiest_with <= 1000))),
  CONSTRAINT plans_days_check CHECK (((days >= 1) AND (days <= 14))),
  CONSTRAINT plans_gap_ppm_check CHECK (((gap_ppm >= 0) AND (gap_ppm <= 1000000))),
  CONSTRAINT plans_idle_before_check CHECK (((idle_before >= 0) AND (idle_before <= 1000))),
  CONSTRAINT plans_idle_with_check CHECK (((idle_with >= 0) AND (idle_with <= 1000))),
  CONSTRAINT plans_posts_max_check CHECK ((posts_max > 0)),
  CONSTRAINT plans_rest_days_check CHECK ((rest_days >= 0)),
  CONSTRAINT plans_travel_band_check CHECK ((travel_band > 0))
);
CREATE INDEX plans_made_idx ON public.plans USING btree (made_at);
CREATE INDEX plans_maker_idx ON public.plans USING btree (made_by, made_at DESC);
CREATE INDEX plans_organization_idx ON public.plans USING btree (organization_id);
CREATE INDEX plans_region_idx ON public.plans USING btree (region_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON plans TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON plans TO asar_command;

CREATE TABLE pledge_contacts (
  pledge_id uuid NOT NULL,
  name text,
  contact_kind text NOT NULL,
  contact text,
  lang text NOT NULL,
  address text,
  latitude double precision,
  longitude double precision,
  words text NOT NULL DEFAULT ''::text,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pledge_contacts_pkey PRIMARY KEY (pledge_id),
  CONSTRAINT pledge_contacts_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id),
  CONSTRAINT pledge_contacts_contact_kind_check CHECK ((contact_kind = ANY (ARRAY['phone'::text, 'email'::text, 'none'::text])))
);
CREATE INDEX pledge_contacts_contact_idx ON public.pledge_contacts USING btree (contact_kind, contact);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.pledge_contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT DELETE, INSERT, SELECT, UPDATE ON pledge_contacts TO asar_command;

CREATE TABLE pledge_movements (
  id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  from_part text NOT NULL,
  to_part text NOT NULL,
  quantity integer NOT NULL,
  cause text NOT NULL,
  cause_id uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pledge_movements_pkey PRIMARY KEY (id),
  CONSTRAINT pledge_movements_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id),
  CONSTRAINT pledge_movements_check CHECK ((from_part <> to_part)),
  CONSTRAINT pledge_movements_from_part_check CHECK ((from_part = ANY (ARRAY['source'::text, 'awaited'::text, 'at_site'::text, 'in_transit'::text, 'delivered'::text]))),
  CONSTRAINT pledge_movements_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT pledge_movements_to_part_check CHECK ((to_part = ANY (ARRAY['awaited'::text, 'at_site'::text, 'in_transit'::text, 'delivered'::text, 'released'::text])))
);
CREATE INDEX pledge_movements_pledge_idx ON public.pledge_movements USING btree (pledge_id, at);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.pledge_movements FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER moves_pledge AFTER INSERT ON public.pledge_movements FOR EACH ROW EXECUTE FUNCTION asar_move_pledge();
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.pledge_movements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON pledge_movements TO asar_app;
GRANT INSERT, SELECT ON pledge_movements TO asar_command;

CREATE TABLE pledges (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  need_id uuid NOT NULL,
  line_id uuid NOT NULL,
  item_id text NOT NULL,
  source text NOT NULL,
  person_id uuid,
  organization_id uuid,
  way text NOT NULL,
  site_id uuid,
  claim_id uuid,
  comes_from timestamp with time zone,
  until timestamp with time zone NOT NULL,
  door text NOT NULL,
  drill boolean NOT NULL DEFAULT false,
  quantity integer NOT NULL DEFAULT 0,
  awaited integer NOT NULL DEFAULT 0,
  at_site integer NOT NULL DEFAULT 0,
  in_transit integer NOT NULL DEFAULT 0,
  delivered integer NOT NULL DEFAULT 0,
  released integer NOT NULL DEFAULT 0,
  made_at timestamp with time zone NOT NULL,
  donor_forgotten_at timestamp with time zone,
  CONSTRAINT pledges_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pledges_agree TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pledges_pkey PRIMARY KEY (id),
  CONSTRAINT pledges_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES line_claims(id),
  CONSTRAINT pledges_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT pledges_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT pledges_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT pledges_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT pledges_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT pledges_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id),
  CONSTRAINT pledge_balance CHECK ((quantity = ((((awaited + at_site) + in_transit) + delivered) + released))),
  CONSTRAINT pledges_at_site_check CHECK ((at_site >= 0)),
  CONSTRAINT pledges_awaited_check CHECK ((awaited >= 0)),
  CONSTRAINT pledges_check CHECK (((source = 'person'::text) <= (organization_id IS NULL))),
  CONSTRAINT pledges_check1 CHECK (((source <> 'person'::text) <= (organization_id IS NOT NULL))),
  CONSTRAINT pledges_check2 CHECK (((way = 'picked-up'::text) = (site_id IS NULL))),
  CONSTRAINT pledges_check3 CHECK (((source = 'stock'::text) = (way = 'from-stock'::text))),
  CONSTRAINT pledges_delivered_check CHECK ((delivered >= 0)),
  CONSTRAINT pledges_in_transit_check CHECK ((in_transit >= 0)),
  CONSTRAINT pledges_quantity_check CHECK ((quantity >= 0)),
  CONSTRAINT pledges_released_check CHECK ((released >= 0)),
  CONSTRAINT pledges_source_check CHECK ((source = ANY (ARRAY['person'::text, 'organization'::text, 'stock'::text]))),
  CONSTRAINT pledges_way_check CHECK ((way = ANY (ARRAY['brought'::text, 'picked-up'::text, 'from-stock'::text])))
);
CREATE INDEX pledges_claim_idx ON public.pledges USING btree (claim_id) WHERE (claim_id IS NOT NULL);
CREATE INDEX pledges_kept_idx ON public.pledges USING btree (until) WHERE (donor_forgotten_at IS NULL);
CREATE INDEX pledges_line_idx ON public.pledges USING btree (line_id);
CREATE INDEX pledges_need_idx ON public.pledges USING btree (need_id);
CREATE INDEX pledges_organization_idx ON public.pledges USING btree (organization_id, made_at DESC) WHERE (organization_id IS NOT NULL);
CREATE INDEX pledges_person_idx ON public.pledges USING btree (person_id, made_at DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX pledges_ready_idx ON public.pledges USING btree (site_id, made_at) WHERE (at_site > 0);
CREATE INDEX pledges_site_idx ON public.pledges USING btree (site_id, until) WHERE (awaited > 0);
CREATE INDEX pledges_until_idx ON public.pledges USING btree (until) WHERE (awaited > 0);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.pledges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
CREATE CONSTRAINT TRIGGER pledges_agree AFTER INSERT OR UPDATE ON public.pledges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_pledges_agree();
GRANT SELECT ON pledges TO asar_app;
GRANT DELETE, SELECT ON pledges TO asar_command;

CREATE TABLE posts (
  id uuid NOT NULL,
  activity_id uuid NOT NULL,
  region_id text NOT NULL,
  title text NOT NULL,
  seats_min integer NOT NULL,
  seats integer NOT NULL,
  competences jsonb NOT NULL DEFAULT '[]'::jsonb,
  languages text[] NOT NULL DEFAULT '{}'::text[],
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  terms_version integer NOT NULL DEFAULT 1,
  group_sign_up boolean NOT NULL DEFAULT true,
  exchange_agreed_by uuid,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT posts_exchange_agreed_by_fkey FOREIGN KEY (exchange_agreed_by) REFERENCES people(id),
  CONSTRAINT posts_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT posts_check CHECK ((starts_at < ends_at)),
  CONSTRAINT posts_check1 CHECK ((seats_min <= seats)),
  CONSTRAINT posts_seats_check CHECK (((seats >= 1) AND (seats <= 100000))),
  CONSTRAINT posts_seats_min_check CHECK ((seats_min >= 0)),
  CONSTRAINT posts_terms_version_check CHECK ((terms_version >= 1))
);
CREATE INDEX posts_activity_idx ON public.posts USING btree (activity_id);
CREATE INDEX posts_time_idx ON public.posts USING btree (region_id, starts_at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON posts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON posts TO asar_command;

CREATE TABLE push_subscriptions (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  session_id uuid NOT NULL,
  endpoint text NOT NULL,
  p256dh text NOT NULL,
  auth text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT push_subscriptions_endpoint_key UNIQUE (endpoint),
  CONSTRAINT push_subscriptions_pkey PRIMARY KEY (id),
  CONSTRAINT push_subscriptions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT push_subscriptions_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE
);
CREATE INDEX push_subscriptions_person_idx ON public.push_subscriptions USING btree (person_id, made_at DESC);
CREATE INDEX push_subscriptions_session_idx ON public.push_subscriptions USING btree (session_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON push_subscriptions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON push_subscriptions TO asar_command;

CREATE TABLE rate_limits (
  bucket text NOT NULL,
  window_start timestamp with time zone NOT NULL,
  hits integer NOT NULL,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (bucket, window_start)
);
CREATE INDEX rate_limits_age_idx ON public.rate_limits USING btree (window_start);
GRANT DELETE, INSERT, SELECT, UPDATE ON rate_limits TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON rate_limits TO asar_command;

CREATE TABLE receipt_troubles (
  id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  region_id text NOT NULL,
  need_id uuid NOT NULL,
  line_id uuid NOT NULL,
  reason text NOT NULL,
  quantity integer NOT NULL,
  again integer NOT NULL,
  came_item_id text,
  state text NOT NULL,
  outcome text,
  done_by uuid,
  done_by_key uuid,
  done_at timestamp with time zone,
  said_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT receipt_troubles_pkey PRIMARY KEY (id),
  CONSTRAINT receipt_troubles_done_by_fkey FOREIGN KEY (done_by) REFERENCES people(id),
  CONSTRAINT receipt_troubles_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT receipt_troubles_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT receipt_troubles_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipts(id),
  CONSTRAINT receipt_troubles_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT receipt_troubles_check CHECK (((again >= 0) AND (again <= quantity))),
  CONSTRAINT receipt_troubles_check1 CHECK (((state = 'open'::text) = (done_at IS NULL))),
  CONSTRAINT receipt_troubles_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT receipt_troubles_reason_check CHECK ((reason = ANY (ARRAY['wrong'::text, 'damaged'::text, 'late'::text, 'too-much'::text, 'too-little'::text, 'not-needed'::text]))),
  CONSTRAINT receipt_troubles_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'taken-back'::text])))
);
CREATE INDEX receipt_troubles_need_idx ON public.receipt_troubles USING btree (need_id);
CREATE INDEX receipt_troubles_open_idx ON public.receipt_troubles USING btree (region_id, said_at, id) WHERE (state = 'open'::text);
CREATE INDEX receipt_troubles_receipt_idx ON public.receipt_troubles USING btree (receipt_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.receipt_troubles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON receipt_troubles TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON receipt_troubles TO asar_command;

CREATE TABLE receipts (
  id uuid NOT NULL,
  region_id text NOT NULL,
  need_id uuid NOT NULL,
  line_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  organization_id uuid,
  site_id uuid,
  item_id text,
  quantity integer NOT NULL,
  right_quantity integer NOT NULL,
  result text NOT NULL,
  said_by text NOT NULL,
  door text NOT NULL,
  consent_how text,
  entered_by uuid,
  may_tell boolean NOT NULL DEFAULT false,
  drill boolean NOT NULL DEFAULT false,
  said_at timestamp with time zone NOT NULL,
  replaced_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT receipts_pkey PRIMARY KEY (id),
  CONSTRAINT receipts_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES line_movements(id),
  CONSTRAINT receipts_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES people(id),
  CONSTRAINT receipts_line_id_fkey FOREIGN KEY (line_id) REFERENCES need_lines(id),
  CONSTRAINT receipts_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT receipts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT receipts_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT receipts_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id),
  CONSTRAINT receipts_check CHECK (((right_quantity >= 0) AND (right_quantity <= quantity))),
  CONSTRAINT receipts_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT receipts_result_check CHECK ((result = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  CONSTRAINT receipts_said_by_check CHECK ((said_by = ANY (ARRAY['person-helped'::text, 'code'::text, 'another'::text, 'companion'::text, 'call-back'::text])))
);
CREATE INDEX receipts_line_idx ON public.receipts USING btree (line_id);
CREATE INDEX receipts_need_idx ON public.receipts USING btree (need_id);
CREATE UNIQUE INDEX receipts_delivery_idx ON public.receipts USING btree (delivery_id) WHERE (replaced_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.receipts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON receipts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON receipts TO asar_command;

CREATE TABLE record_share_badges (
  share_id uuid NOT NULL,
  badge_id uuid NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT record_share_badges_pkey PRIMARY KEY (share_id, badge_id),
  CONSTRAINT record_share_badges_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES badges(id) ON DELETE CASCADE,
  CONSTRAINT record_share_badges_share_id_fkey FOREIGN KEY (share_id) REFERENCES record_shares(id) ON DELETE CASCADE
);
CREATE INDEX record_share_badges_badge_idx ON public.record_share_badges USING btree (badge_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.record_share_badges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON record_share_badges TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON record_share_badges TO asar_command;

CREATE TABLE record_shares (
  id uuid NOT NULL,
  region_id text NOT NULL,
  volunteer_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT record_shares_pkey PRIMARY KEY (id),
  CONSTRAINT record_shares_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT record_shares_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT record_shares_check CHECK ((expires_at > made_at))
);
CREATE INDEX record_shares_volunteer_idx ON public.record_shares USING btree (volunteer_id, made_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.record_shares DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON record_shares TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON record_shares TO asar_command;

CREATE TABLE region_outlines (
  region_id text NOT NULL,
  geometry jsonb NOT NULL,
  digest bytea NOT NULL,
  credit text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT region_outlines_pkey PRIMARY KEY (region_id),
  CONSTRAINT region_outlines_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT region_outlines_credit_check CHECK ((credit <> ''::text))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.region_outlines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON region_outlines TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON region_outlines TO asar_command;

CREATE TABLE regions (
  id text NOT NULL,
  country_code text NOT NULL,
  kato text,
  kind text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  zone text NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  CONSTRAINT regions_kato_key UNIQUE (kato),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT regions_pkey PRIMARY KEY (id),
  CONSTRAINT regions_country_code_fkey FOREIGN KEY (country_code) REFERENCES countries(code),
  CONSTRAINT regions_kind_check CHECK ((kind = ANY (ARRAY['region'::text, 'city'::text])))
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.regions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON regions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON regions TO asar_command;

CREATE TABLE results (
  activity_id uuid NOT NULL,
  region_id text NOT NULL,
  quantity integer NOT NULL,
  unit text NOT NULL,
  reported_by uuid NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  confirmed_by_kind text,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  evidence text NOT NULL DEFAULT ''::text,
  words text NOT NULL DEFAULT ''::text,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT results_pkey PRIMARY KEY (activity_id),
  CONSTRAINT results_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT results_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT results_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES people(id),
  CONSTRAINT results_check CHECK (((state = 'unconfirmed'::text) = (confirmed_at IS NULL))),
  CONSTRAINT results_check1 CHECK ((confirmed_by <> reported_by)),
  CONSTRAINT results_quantity_check CHECK ((quantity >= 0)),
  CONSTRAINT results_state_check CHECK ((state = ANY (ARRAY['unconfirmed'::text, 'confirmed'::text, 'denied'::text])))
);
CREATE INDEX results_region_idx ON public.results USING btree (region_id, state, confirmed_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.results DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON results TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON results TO asar_command;

CREATE TABLE role_grants (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL,
  organization_id uuid,
  region_id text,
  granted_by uuid,
  granted_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT role_grants_pkey PRIMARY KEY (id),
  CONSTRAINT role_grants_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT role_grants_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT role_grants_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX role_grants_organization_idx ON public.role_grants USING btree (organization_id) WHERE (ended_at IS NULL);
CREATE INDEX role_grants_person_idx ON public.role_grants USING btree (person_id) WHERE (ended_at IS NULL);
CREATE INDEX role_grants_role_idx ON public.role_grants USING btree (role, granted_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX role_grants_once_idx ON public.role_grants USING btree (person_id, role, COALESCE(organization_id, '00000000-0000-0000-0000-000000000000'::uuid), COALESCE(region_id, ''::text)) WHERE (ended_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.role_grants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON role_grants TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON role_grants TO asar_command;

CREATE TABLE round_goods (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  need_id uuid NOT NULL,
  pick_id uuid,
  pledge_id uuid,
  from_stop_id uuid NOT NULL,
  to_stop_id uuid NOT NULL,
  quantity integer NOT NULL,
  taken integer NOT NULL DEFAULT 0,
  given integer NOT NULL DEFAULT 0,
  back integer NOT NULL DEFAULT 0,
  refused boolean NOT NULL DEFAULT false,
  state text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT round_goods_pkey PRIMARY KEY (id),
  CONSTRAINT round_goods_from_stop_id_fkey FOREIGN KEY (from_stop_id) REFERENCES round_stops(id) ON DELETE CASCADE,
  CONSTRAINT round_goods_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT round_goods_pick_id_fkey FOREIGN KEY (pick_id) REFERENCES stock_picks(id),
  CONSTRAINT round_goods_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id),
  CONSTRAINT round_goods_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE,
  CONSTRAINT round_goods_to_stop_id_fkey FOREIGN KEY (to_stop_id) REFERENCES round_stops(id) ON DELETE CASCADE,
  CONSTRAINT round_goods_balance CHECK (((given >= 0) AND (back >= 0) AND ((given + back) <= taken) AND (taken <= quantity))),
  CONSTRAINT round_goods_check CHECK (((state = 'done'::text) <= ((given + back) = taken))),
  CONSTRAINT round_goods_check1 CHECK ((num_nonnulls(pick_id, pledge_id) >= 1)),
  CONSTRAINT round_goods_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT round_goods_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'planned'::text, 'aboard'::text, 'done'::text, 'off'::text])))
);
CREATE INDEX round_goods_from_idx ON public.round_goods USING btree (from_stop_id);
CREATE INDEX round_goods_need_idx ON public.round_goods USING btree (need_id);
CREATE INDEX round_goods_pick_idx ON public.round_goods USING btree (pick_id);
CREATE INDEX round_goods_pledge_idx ON public.round_goods USING btree (pledge_id);
CREATE INDEX round_goods_round_idx ON public.round_goods USING btree (round_id);
CREATE INDEX round_goods_to_idx ON public.round_goods USING btree (to_stop_id);
CREATE UNIQUE INDEX round_goods_pick_once_idx ON public.round_goods USING btree (pick_id) WHERE ((pick_id IS NOT NULL) AND (state = ANY (ARRAY['planned'::text, 'aboard'::text])));
CREATE UNIQUE INDEX round_goods_pledge_once_idx ON public.round_goods USING btree (pledge_id) WHERE ((pledge_id IS NOT NULL) AND (state = ANY (ARRAY['planned'::text, 'aboard'::text])));
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.round_goods DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON round_goods TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON round_goods TO asar_command;

CREATE TABLE round_plans (
  id uuid NOT NULL,
  region_id text NOT NULL,
  organization_id uuid NOT NULL,
  zone text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  left_out jsonb NOT NULL DEFAULT '[]'::jsonb,
  vehicles integer NOT NULL,
  made_by uuid,
  made_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT round_plans_pkey PRIMARY KEY (id),
  CONSTRAINT round_plans_made_by_fkey FOREIGN KEY (made_by) REFERENCES people(id),
  CONSTRAINT round_plans_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT round_plans_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT round_plans_check CHECK ((starts_at < ends_at))
);
CREATE INDEX round_plans_maker_idx ON public.round_plans USING btree (made_by);
CREATE INDEX round_plans_organization_idx ON public.round_plans USING btree (organization_id, made_at DESC);
CREATE INDEX round_plans_region_idx ON public.round_plans USING btree (region_id);
CREATE INDEX round_plans_until_idx ON public.round_plans USING btree (until);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.round_plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON round_plans TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON round_plans TO asar_command;

CREATE TABLE round_stops (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  position smallint NOT NULL,
  kind text NOT NULL,
  site_id uuid,
  need_id uuid,
  pledge_id uuid,
  arrives_at timestamp with time zone NOT NULL,
  minutes smallint NOT NULL,
  window_from timestamp with time zone,
  window_until timestamp with time zone,
  state text NOT NULL,
  arrived_at timestamp with time zone,
  ended_at timestamp with time zone,
  reason text,
  code_said boolean,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT round_stops_pkey PRIMARY KEY (id),
  CONSTRAINT round_stops_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT round_stops_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id),
  CONSTRAINT round_stops_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE,
  CONSTRAINT round_stops_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id),
  CONSTRAINT round_stops_check CHECK ((num_nonnulls(site_id, need_id, pledge_id) = 1)),
  CONSTRAINT round_stops_check1 CHECK (((kind = ANY (ARRAY['load'::text, 'unload'::text])) = (site_id IS NOT NULL))),
  CONSTRAINT round_stops_check2 CHECK (((kind = 'hand'::text) = (need_id IS NOT NULL))),
  CONSTRAINT round_stops_check3 CHECK (((state = ANY (ARRAY['done'::text, 'refused'::text, 'absent'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT round_stops_kind_check CHECK ((kind = ANY (ARRAY['load'::text, 'fetch'::text, 'hand'::text, 'unload'::text]))),
  CONSTRAINT round_stops_minutes_check CHECK ((minutes >= 0)),
  CONSTRAINT round_stops_position_check CHECK (("position" >= 0)),
  CONSTRAINT round_stops_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'arrived'::text, 'done'::text, 'refused'::text, 'absent'::text, 'cancelled'::text])))
);
CREATE INDEX round_stops_need_idx ON public.round_stops USING btree (need_id) WHERE (need_id IS NOT NULL);
CREATE INDEX round_stops_pledge_idx ON public.round_stops USING btree (pledge_id) WHERE (pledge_id IS NOT NULL);
CREATE INDEX round_stops_round_idx ON public.round_stops USING btree (round_id, "position");
CREATE INDEX round_stops_site_idx ON public.round_stops USING btree (site_id) WHERE (site_id IS NOT NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.round_stops DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON round_stops TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON round_stops TO asar_command;

CREATE TABLE rounds (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  organization_id uuid NOT NULL,
  plan_id uuid,
  vehicle_id uuid NOT NULL,
  zone text NOT NULL,
  state text NOT NULL,
  activity_id uuid,
  driver_post_id uuid,
  helper_post_id uuid,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  distance_meters integer NOT NULL,
  two boolean NOT NULL,
  vetted boolean NOT NULL,
  languages text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  drill boolean NOT NULL DEFAULT false,
  made_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone,
  ended_at timestamp with time zone,
  lost_at timestamp with time zone,
  CONSTRAINT rounds_activity_id_key UNIQUE (activity_id),
  CONSTRAINT rounds_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT rounds_pkey PRIMARY KEY (id),
  CONSTRAINT rounds_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id),
  CONSTRAINT rounds_driver_post_id_fkey FOREIGN KEY (driver_post_id) REFERENCES posts(id),
  CONSTRAINT rounds_helper_post_id_fkey FOREIGN KEY (helper_post_id) REFERENCES posts(id),
  CONSTRAINT rounds_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT rounds_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES round_plans(id) ON DELETE SET NULL,
  CONSTRAINT rounds_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT rounds_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicles(id),
  CONSTRAINT rounds_check CHECK ((starts_at < ends_at)),
  CONSTRAINT rounds_check1 CHECK (((state = 'proposed'::text) <= (activity_id IS NULL))),
  CONSTRAINT rounds_check2 CHECK (((state = ANY (ARRAY['sent'::text, 'underway'::text])) <= (activity_id IS NOT NULL))),
  CONSTRAINT rounds_check3 CHECK (((activity_id IS NULL) = (driver_post_id IS NULL))),
  CONSTRAINT rounds_check4 CHECK (((state = ANY (ARRAY['done'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT rounds_distance_meters_check CHECK ((distance_meters >= 0)),
  CONSTRAINT rounds_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'sent'::text, 'underway'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX rounds_driver_post_idx ON public.rounds USING btree (driver_post_id) WHERE (driver_post_id IS NOT NULL);
CREATE INDEX rounds_helper_post_idx ON public.rounds USING btree (helper_post_id) WHERE (helper_post_id IS NOT NULL);
CREATE INDEX rounds_organization_idx ON public.rounds USING btree (organization_id, state, starts_at);
CREATE INDEX rounds_plan_idx ON public.rounds USING btree (plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX rounds_region_idx ON public.rounds USING btree (region_id, starts_at);
CREATE INDEX rounds_vehicle_idx ON public.rounds USING btree (vehicle_id, starts_at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.rounds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON rounds TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON rounds TO asar_command;

CREATE TABLE safety_report_steps (
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  by_person uuid,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  for_reporter boolean NOT NULL DEFAULT false,
  words text NOT NULL DEFAULT ''::text,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT safety_report_steps_pkey PRIMARY KEY (id),
  CONSTRAINT safety_report_steps_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id),
  CONSTRAINT safety_report_steps_report_id_fkey FOREIGN KEY (report_id) REFERENCES safety_reports(id),
  CONSTRAINT safety_report_steps_kind_check CHECK ((kind = ANY (ARRAY['reported'::text, 'taken'::text, 'handed-over'::text, 'note'::text, 'answer'::text, 'added'::text, 'suspended'::text, 'closed'::text, 'reopened'::text])))
);
CREATE INDEX safety_report_steps_idx ON public.safety_report_steps USING btree (report_id, at);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.safety_report_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT DELETE, INSERT, SELECT, UPDATE ON safety_report_steps TO asar_command;

CREATE TABLE safety_report_words (
  report_id uuid NOT NULL,
  words text NOT NULL,
  contact text,
  reported_by uuid,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT safety_report_words_pkey PRIMARY KEY (report_id),
  CONSTRAINT safety_report_words_report_id_fkey FOREIGN KEY (report_id) REFERENCES safety_reports(id),
  CONSTRAINT safety_report_words_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES people(id)
);
CREATE INDEX safety_report_words_person_idx ON public.safety_report_words USING btree (reported_by) WHERE (reported_by IS NOT NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.safety_report_words DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT DELETE, INSERT, SELECT, UPDATE ON safety_report_words TO asar_command;

CREATE TABLE safety_reports (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  kind text NOT NULL,
  concerns text NOT NULL,
  urgent boolean NOT NULL DEFAULT false,
  about_person_id uuid,
  about_organization_id uuid,
  about_activity_id uuid,
  about_need_id uuid,
  excluded_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  door text NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  officer_id uuid,
  state text NOT NULL,
  closed_at timestamp with time zone,
  outcome text,
  destroyed_at timestamp with time zone,
  CONSTRAINT safety_reports_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT safety_reports_pkey PRIMARY KEY (id),
  CONSTRAINT safety_reports_about_activity_id_fkey FOREIGN KEY (about_activity_id) REFERENCES activities(id),
  CONSTRAINT safety_reports_about_need_id_fkey FOREIGN KEY (about_need_id) REFERENCES needs(id),
  CONSTRAINT safety_reports_about_organization_id_fkey FOREIGN KEY (about_organization_id) REFERENCES organizations(id),
  CONSTRAINT safety_reports_about_person_id_fkey FOREIGN KEY (about_person_id) REFERENCES people(id),
  CONSTRAINT safety_reports_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES people(id),
  CONSTRAINT safety_reports_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT safety_past_the_person CHECK (((NOT (officer_id = ANY (excluded_ids))) AND (officer_id <> about_person_id))),
  CONSTRAINT safety_reports_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CONSTRAINT safety_reports_check1 CHECK (((state = 'closed'::text) = (outcome IS NOT NULL))),
  CONSTRAINT safety_reports_concerns_check CHECK ((concerns = ANY (ARRAY['coordinator'::text, 'organization'::text, 'volunteer'::text, 'helped'::text, 'officer'::text, 'other'::text]))),
  CONSTRAINT safety_reports_kind_check CHECK ((kind = ANY (ARRAY['harm'::text, 'abuse'::text, 'money'::text, 'near-miss'::text, 'other'::text]))),
  CONSTRAINT safety_reports_outcome_check CHECK ((outcome = ANY (ARRAY['suspended'::text, 'warned'::text, 'settled'::text, 'referred'::text, 'no-ground'::text, 'not-found-out'::text]))),
  CONSTRAINT safety_reports_state_check CHECK ((state = ANY (ARRAY['new'::text, 'in-hand'::text, 'closed'::text])))
);
CREATE INDEX safety_reports_about_idx ON public.safety_reports USING btree (about_person_id) WHERE (about_person_id IS NOT NULL);
CREATE INDEX safety_reports_closed_idx ON public.safety_reports USING btree (region_id, closed_at DESC) WHERE (state = 'closed'::text);
CREATE INDEX safety_reports_keep_idx ON public.safety_reports USING btree (closed_at) WHERE ((state = 'closed'::text) AND (destroyed_at IS NULL));
CREATE INDEX safety_reports_officer_idx ON public.safety_reports USING btree (officer_id, reported_at) WHERE (state <> 'closed'::text);
CREATE INDEX safety_reports_open_idx ON public.safety_reports USING btree (region_id, reported_at) WHERE (state <> 'closed'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.safety_reports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON safety_reports TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON safety_reports TO asar_command;

CREATE TABLE schema_migrations (
  name text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);
GRANT SELECT ON schema_migrations TO asar_app;
GRANT SELECT ON schema_migrations TO asar_command;

CREATE TABLE sealed_facts (
  entry_id uuid NOT NULL,
  name text NOT NULL,
  person_id uuid,
  salt bytea NOT NULL,
  fact jsonb NOT NULL,
  CONSTRAINT sealed_facts_pkey PRIMARY KEY (entry_id, name),
  CONSTRAINT sealed_facts_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal(id),
  CONSTRAINT sealed_facts_salt_check CHECK ((octet_length(salt) = 16))
);
CREATE INDEX sealed_facts_person_idx ON public.sealed_facts USING btree (person_id);
GRANT SELECT ON sealed_facts TO asar_app;
GRANT DELETE, INSERT, SELECT ON sealed_facts TO asar_command;

CREATE TABLE secret_links (
  secret_hash bytea NOT NULL,
  id uuid NOT NULL,
  purpose text NOT NULL,
  subject_id uuid NOT NULL,
  person_id uuid,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT secret_links_id_key UNIQUE (id),
  CONSTRAINT secret_links_pkey PRIMARY KEY (secret_hash)
);
CREATE INDEX secret_links_person_idx ON public.secret_links USING btree (person_id) WHERE (revoked_at IS NULL);
CREATE INDEX secret_links_subject_idx ON public.secret_links USING btree (subject_id, purpose);
GRANT DELETE, INSERT, SELECT, UPDATE ON secret_links TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON secret_links TO asar_command;

CREATE TABLE sessions (
  secret_hash bytea NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  device text NOT NULL DEFAULT ''::text,
  CONSTRAINT sessions_id_key UNIQUE (id),
  CONSTRAINT sessions_pkey PRIMARY KEY (secret_hash)
);
CREATE INDEX sessions_expiry_idx ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_person_idx ON public.sessions USING btree (person_id, last_seen_at DESC);
GRANT DELETE, INSERT, SELECT, UPDATE ON sessions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sessions TO asar_command;

CREATE TABLE settings (
  key text NOT NULL,
  value jsonb NOT NULL,
  CONSTRAINT settings_pkey PRIMARY KEY (key)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON settings TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON settings TO asar_command;

CREATE TABLE sheets (
  number text NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  region_id text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT sheets_pkey PRIMARY KEY (number),
  CONSTRAINT sheets_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES people(id),
  CONSTRAINT sheets_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT sheets_kind_check CHECK ((kind = ANY (ARRAY['request'::text, 'availability'::text, 'walk-in'::text])))
);
CREATE INDEX sheets_entered_by_idx ON public.sheets USING btree (entered_by, entered_at DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.sheets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON sheets TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sheets TO asar_command;

CREATE TABLE sign_up_groups (
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  made_by uuid NOT NULL,
  name text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT sign_up_groups_pkey PRIMARY KEY (id),
  CONSTRAINT sign_up_groups_made_by_fkey FOREIGN KEY (made_by) REFERENCES people(id),
  CONSTRAINT sign_up_groups_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);
CREATE INDEX sign_up_groups_post_idx ON public.sign_up_groups USING btree (post_id, made_by);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.sign_up_groups DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON sign_up_groups TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_up_groups TO asar_command;

CREATE TABLE signed_papers (
  consent_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kept_at text,
  form text,
  sealed bytea,
  added_by uuid NOT NULL,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT signed_papers_pkey PRIMARY KEY (consent_id),
  CONSTRAINT signed_papers_added_by_fkey FOREIGN KEY (added_by) REFERENCES people(id),
  CONSTRAINT signed_papers_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id),
  CONSTRAINT signed_papers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT signed_papers_check CHECK (((form IS NULL) = (sealed IS NULL))),
  CONSTRAINT signed_papers_check1 CHECK (((kept_at IS NOT NULL) OR (sealed IS NOT NULL))),
  CONSTRAINT signed_papers_form_check CHECK ((form = ANY (ARRAY['pdf'::text, 'jpeg'::text, 'png'::text])))
);
CREATE INDEX signed_papers_person_idx ON public.signed_papers USING btree (person_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.signed_papers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON signed_papers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON signed_papers TO asar_command;

CREATE TABLE sites (
  id uuid NOT NULL,
  region_id text NOT NULL,
  district_id uuid,
  locality_id uuid,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  hours text NOT NULL DEFAULT ''::text,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  zone text NOT NULL,
  takes text[] NOT NULL DEFAULT '{}'::text[],
  state text NOT NULL,
  state_note text NOT NULL DEFAULT ''::text,
  state_at timestamp with time zone NOT NULL,
  opened_by uuid,
  opened_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT sites_pkey PRIMARY KEY (id),
  CONSTRAINT sites_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  CONSTRAINT sites_locality_id_fkey FOREIGN KEY (locality_id) REFERENCES localities(id),
  CONSTRAINT sites_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES people(id),
  CONSTRAINT sites_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT sites_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT sites_kind_check CHECK ((kind = ANY (ARRAY['collection'::text, 'warehouse'::text, 'hand-out'::text]))),
  CONSTRAINT sites_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  CONSTRAINT sites_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  CONSTRAINT sites_name_check CHECK (((length(name) >= 2) AND (length(name) <= 160))),
  CONSTRAINT sites_state_check CHECK ((state = ANY (ARRAY['open'::text, 'saturated'::text, 'paused'::text, 'closed'::text])))
);
CREATE INDEX sites_locality_idx ON public.sites USING btree (locality_id);
CREATE INDEX sites_organization_idx ON public.sites USING btree (organization_id, state, name);
CREATE INDEX sites_region_idx ON public.sites USING btree (region_id, state, name);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.sites DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON sites TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sites TO asar_command;

CREATE TABLE slots (
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  activity_state text NOT NULL,
  volunteer_id uuid,
  offered_to uuid,
  offered_until timestamp with time zone,
  held_for uuid,
  lot_id uuid,
  CONSTRAINT slots_id_post_id_volunteer_id_key UNIQUE (id, post_id, volunteer_id),
  CONSTRAINT slots_post_id_volunteer_id_key UNIQUE (post_id, volunteer_id),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT slots_pkey PRIMARY KEY (id),
  CONSTRAINT slots_activity_id_activity_state_fkey FOREIGN KEY (activity_id, activity_state) REFERENCES activities(id, state) ON UPDATE CASCADE,
  CONSTRAINT slots_held_for_fkey FOREIGN KEY (held_for) REFERENCES sign_up_groups(id),
  CONSTRAINT slots_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT slots_offered_to_fkey FOREIGN KEY (offered_to) REFERENCES volunteers(id),
  CONSTRAINT slots_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT slots_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT slots_check CHECK (((volunteer_id IS NULL) OR (activity_state <> 'cancelled'::text))),
  CONSTRAINT slots_held_until CHECK ((((offered_to IS NULL) AND (held_for IS NULL) AND (lot_id IS NULL)) = (offered_until IS NULL))),
  CONSTRAINT slots_one_holder CHECK ((num_nonnulls(volunteer_id, offered_to, held_for, lot_id) <= 1))
);
CREATE INDEX slots_activity_idx ON public.slots USING btree (activity_id, activity_state);
CREATE INDEX slots_free_idx ON public.slots USING btree (post_id, id) WHERE (volunteer_id IS NULL);
CREATE INDEX slots_held_for_idx ON public.slots USING btree (held_for) WHERE (held_for IS NOT NULL);
CREATE INDEX slots_lot_idx ON public.slots USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX slots_offered_idx ON public.slots USING btree (offered_until) WHERE (offered_until IS NOT NULL);
CREATE INDEX slots_offered_to_idx ON public.slots USING btree (offered_to) WHERE (offered_to IS NOT NULL);
CREATE INDEX slots_volunteer_idx ON public.slots USING btree (volunteer_id) WHERE (volunteer_id IS NOT NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.slots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON slots TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON slots TO asar_command;

CREATE TABLE sms_days (
  day date NOT NULL,
  messages integer NOT NULL DEFAULT 0,
  parts integer NOT NULL DEFAULT 0,
  tiyn bigint NOT NULL DEFAULT 0,
  held_back integer NOT NULL DEFAULT 0,
  CONSTRAINT sms_days_pkey PRIMARY KEY (day),
  CONSTRAINT sms_days_messages_check CHECK ((messages >= 0)),
  CONSTRAINT sms_days_parts_check CHECK ((parts >= 0)),
  CONSTRAINT sms_days_tiyn_check CHECK ((tiyn >= 0))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_days TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_days TO asar_command;

CREATE TABLE sms_heard (
  hash bytea NOT NULL,
  heard_at timestamp with time zone NOT NULL,
  CONSTRAINT sms_heard_pkey PRIMARY KEY (hash)
);
CREATE INDEX sms_heard_age_idx ON public.sms_heard USING btree (heard_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_heard TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_heard TO asar_command;

CREATE TABLE sms_heard_parts (
  provider text NOT NULL,
  sender text NOT NULL,
  line text NOT NULL,
  reference integer NOT NULL,
  total integer NOT NULL,
  part integer NOT NULL,
  octets bytea NOT NULL,
  heard_at timestamp with time zone NOT NULL,
  joined_at timestamp with time zone,
  CONSTRAINT sms_heard_parts_pkey PRIMARY KEY (provider, sender, line, reference, total, part)
);
CREATE INDEX sms_heard_parts_age_idx ON public.sms_heard_parts USING btree (heard_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_heard_parts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_heard_parts TO asar_command;

CREATE TABLE sms_messages (
  id uuid NOT NULL,
  provider text NOT NULL,
  delivery_id uuid,
  encoding text NOT NULL,
  parts integer NOT NULL,
  tiyn bigint NOT NULL,
  state text NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT sms_messages_pkey PRIMARY KEY (id),
  CONSTRAINT sms_messages_check CHECK (((state = 'taken'::text) = (ended_at IS NULL))),
  CONSTRAINT sms_messages_encoding_check CHECK ((encoding = ANY (ARRAY['gsm7'::text, 'ucs2'::text]))),
  CONSTRAINT sms_messages_parts_check CHECK ((parts > 0)),
  CONSTRAINT sms_messages_state_check CHECK ((state = ANY (ARRAY['taken'::text, 'arrived'::text, 'lost'::text]))),
  CONSTRAINT sms_messages_tiyn_check CHECK ((tiyn >= 0))
);
CREATE INDEX sms_messages_delivery_idx ON public.sms_messages USING btree (delivery_id) WHERE (delivery_id IS NOT NULL);
CREATE INDEX sms_messages_taken_idx ON public.sms_messages USING btree (taken_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_messages TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_messages TO asar_command;

CREATE TABLE sms_parts (
  provider text NOT NULL,
  provider_id text NOT NULL,
  message_id uuid NOT NULL,
  arrived boolean NOT NULL DEFAULT false,
  CONSTRAINT sms_parts_pkey PRIMARY KEY (provider, provider_id),
  CONSTRAINT sms_parts_message_id_fkey FOREIGN KEY (message_id) REFERENCES sms_messages(id) ON DELETE CASCADE
);
CREATE INDEX sms_parts_message_idx ON public.sms_parts USING btree (message_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_parts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_parts TO asar_command;

CREATE TABLE sms_providers (
  name text NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  demoted_until timestamp with time zone,
  last_taken_at timestamp with time zone,
  last_failed_at timestamp with time zone,
  last_code text,
  CONSTRAINT sms_providers_pkey PRIMARY KEY (name)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_providers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sms_providers TO asar_command;

CREATE TABLE standard_acceptances (
  person_id uuid NOT NULL,
  document_id text NOT NULL,
  version integer NOT NULL,
  accepted_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT standard_acceptances_pkey PRIMARY KEY (person_id, document_id, version),
  CONSTRAINT standard_acceptances_document_id_version_fkey FOREIGN KEY (document_id, version) REFERENCES standard_documents(id, version),
  CONSTRAINT standard_acceptances_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.standard_acceptances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON standard_acceptances TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON standard_acceptances TO asar_command;

CREATE TABLE standard_documents (
  id text NOT NULL,
  version integer NOT NULL,
  text_kk text NOT NULL,
  text_ru text NOT NULL,
  text_en text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT standard_documents_pkey PRIMARY KEY (id, version)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.standard_documents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON standard_documents TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON standard_documents TO asar_command;

CREATE TABLE stock_balances (
  lot_id uuid NOT NULL,
  kind text NOT NULL,
  place_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT picks_fit TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT stock_agrees TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT stock_balances_pkey PRIMARY KEY (lot_id, kind, place_id),
  CONSTRAINT stock_balances_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lots(id),
  CONSTRAINT stock_never_below_nothing CHECK (((quantity >= 0) OR (kind = ANY (ARRAY['outside'::text, 'count'::text, 'packed'::text, 'handed'::text]))))
);
CREATE INDEX stock_balances_place_idx ON public.stock_balances USING btree (kind, place_id) WHERE (quantity > 0);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.stock_balances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
CREATE CONSTRAINT TRIGGER picks_fit AFTER UPDATE OF quantity ON public.stock_balances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_picks_fit();
CREATE CONSTRAINT TRIGGER stock_agrees AFTER INSERT OR UPDATE ON public.stock_balances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_stock_agrees();
GRANT SELECT ON stock_balances TO asar_app;
GRANT SELECT ON stock_balances TO asar_command;

CREATE TABLE stock_lots (
  id uuid NOT NULL,
  reference text NOT NULL,
  region_id text NOT NULL,
  organization_id uuid NOT NULL,
  item_id text,
  kit_id uuid,
  unit text NOT NULL,
  condition text NOT NULL,
  expires_on date,
  pledge_id uuid,
  received_at timestamp with time zone NOT NULL,
  CONSTRAINT stock_lots_reference_key UNIQUE (reference),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT stock_lots_pkey PRIMARY KEY (id),
  CONSTRAINT stock_lots_kit_id_fkey FOREIGN KEY (kit_id) REFERENCES kits(id),
  CONSTRAINT stock_lots_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT stock_lots_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledges(id),
  CONSTRAINT stock_lots_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT stock_lots_check CHECK ((num_nonnulls(item_id, kit_id) = 1)),
  CONSTRAINT stock_lots_condition_check CHECK ((condition = ANY (ARRAY['new'::text, 'good'::text, 'worn'::text, 'damaged'::text])))
);
CREATE INDEX stock_lots_expiry_idx ON public.stock_lots USING btree (region_id, expires_on) WHERE (expires_on IS NOT NULL);
CREATE INDEX stock_lots_item_idx ON public.stock_lots USING btree (organization_id, item_id, expires_on);
CREATE INDEX stock_lots_kit_idx ON public.stock_lots USING btree (kit_id) WHERE (kit_id IS NOT NULL);
CREATE INDEX stock_lots_pledge_idx ON public.stock_lots USING btree (pledge_id) WHERE (pledge_id IS NOT NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.stock_lots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON stock_lots TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON stock_lots TO asar_command;

CREATE TABLE stock_movements (
  id uuid NOT NULL,
  lot_id uuid NOT NULL,
  from_kind text NOT NULL,
  from_id uuid NOT NULL,
  to_kind text NOT NULL,
  to_id uuid NOT NULL,
  quantity integer NOT NULL,
  cause text NOT NULL,
  cause_id uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT stock_movements_pkey PRIMARY KEY (id),
  CONSTRAINT stock_movements_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lots(id),
  CONSTRAINT stock_movements_check CHECK (((from_kind <> to_kind) OR (from_id <> to_id))),
  CONSTRAINT stock_movements_from_kind_check CHECK ((from_kind = ANY (ARRAY['outside'::text, 'site'::text, 'round'::text, 'helped'::text, 'lost'::text, 'count'::text, 'packed'::text, 'handed'::text]))),
  CONSTRAINT stock_movements_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT stock_movements_to_kind_check CHECK ((to_kind = ANY (ARRAY['outside'::text, 'site'::text, 'round'::text, 'helped'::text, 'lost'::text, 'count'::text, 'packed'::text, 'handed'::text])))
);
CREATE INDEX stock_movements_from_idx ON public.stock_movements USING btree (from_kind, from_id, at DESC);
CREATE INDEX stock_movements_lot_idx ON public.stock_movements USING btree (lot_id, at);
CREATE INDEX stock_movements_to_idx ON public.stock_movements USING btree (to_kind, to_id, at DESC);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stock_movements FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER moves_stock AFTER INSERT ON public.stock_movements FOR EACH ROW EXECUTE FUNCTION asar_move_stock();
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.stock_movements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON stock_movements TO asar_app;
GRANT INSERT, SELECT ON stock_movements TO asar_command;

CREATE TABLE stock_picks (
  id uuid NOT NULL,
  lot_id uuid NOT NULL,
  site_id uuid,
  need_id uuid NOT NULL,
  quantity integer NOT NULL,
  state text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT picks_fit TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT stock_picks_pkey PRIMARY KEY (id),
  CONSTRAINT stock_picks_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lots(id),
  CONSTRAINT stock_picks_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
  CONSTRAINT stock_picks_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id),
  CONSTRAINT stock_picks_check CHECK (((state = 'held'::text) = (ended_at IS NULL))),
  CONSTRAINT stock_picks_check1 CHECK (((state = 'held'::text) <= (site_id IS NOT NULL))),
  CONSTRAINT stock_picks_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT stock_picks_state_check CHECK ((state = ANY (ARRAY['held'::text, 'taken'::text, 'released'::text])))
);
CREATE INDEX stock_picks_held_idx ON public.stock_picks USING btree (lot_id, site_id) WHERE (state = 'held'::text);
CREATE INDEX stock_picks_need_idx ON public.stock_picks USING btree (need_id);
CREATE INDEX stock_picks_site_idx ON public.stock_picks USING btree (site_id, made_at) WHERE (state = 'held'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.stock_picks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
CREATE CONSTRAINT TRIGGER picks_fit AFTER INSERT OR UPDATE ON public.stock_picks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_picks_fit();
GRANT SELECT ON stock_picks TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON stock_picks TO asar_command;

CREATE TABLE sub_districts (
  id uuid NOT NULL,
  region_id text NOT NULL,
  district_id uuid,
  kato text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  official_kk text NOT NULL,
  official_ru text NOT NULL,
  CONSTRAINT sub_districts_kato_key UNIQUE (kato),
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT sub_districts_pkey PRIMARY KEY (id),
  CONSTRAINT sub_districts_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  CONSTRAINT sub_districts_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX sub_districts_district_idx ON public.sub_districts USING btree (district_id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.sub_districts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON sub_districts TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sub_districts TO asar_command;

CREATE TABLE suspensions (
  id uuid NOT NULL,
  person_id uuid,
  organization_id uuid,
  region_id text NOT NULL,
  reason text NOT NULL,
  words text,
  started_by uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  until timestamp with time zone,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  answer text,
  appeal text,
  appealed_at timestamp with time zone,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT suspensions_pkey PRIMARY KEY (id),
  CONSTRAINT suspensions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT suspensions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT suspensions_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT suspensions_check CHECK ((num_nonnulls(person_id, organization_id) = 1))
);
CREATE INDEX suspensions_region_idx ON public.suspensions USING btree (region_id, started_at DESC);
CREATE UNIQUE INDEX suspensions_organization_once_idx ON public.suspensions USING btree (organization_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX suspensions_person_once_idx ON public.suspensions USING btree (person_id) WHERE (lifted_at IS NULL);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.suspensions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON suspensions TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON suspensions TO asar_command;

CREATE TABLE swaps (
  id uuid NOT NULL,
  kind text NOT NULL,
  assignment_id uuid NOT NULL,
  offered_to uuid,
  wanted_post_id uuid,
  answer_id uuid,
  other_assignment_id uuid,
  state text NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  taker_id uuid,
  taker_answer_id uuid,
  agreed_by uuid,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT swaps_pkey PRIMARY KEY (id),
  CONSTRAINT swaps_agreed_by_fkey FOREIGN KEY (agreed_by) REFERENCES people(id),
  CONSTRAINT swaps_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES answers(id),
  CONSTRAINT swaps_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignments(id),
  CONSTRAINT swaps_offered_to_fkey FOREIGN KEY (offered_to) REFERENCES volunteers(id),
  CONSTRAINT swaps_other_assignment_id_fkey FOREIGN KEY (other_assignment_id) REFERENCES assignments(id),
  CONSTRAINT swaps_taker_answer_id_fkey FOREIGN KEY (taker_answer_id) REFERENCES answers(id),
  CONSTRAINT swaps_taker_id_fkey FOREIGN KEY (taker_id) REFERENCES volunteers(id),
  CONSTRAINT swaps_wanted_post_id_fkey FOREIGN KEY (wanted_post_id) REFERENCES posts(id),
  CONSTRAINT swaps_agreed CHECK (((state <> 'done'::text) OR (agreed_by IS NOT NULL))) NOT VALID,
  CONSTRAINT swaps_check CHECK (((kind = 'swap'::text) = (wanted_post_id IS NOT NULL))),
  CONSTRAINT swaps_check1 CHECK (((kind = 'swap'::text) = (answer_id IS NOT NULL))),
  CONSTRAINT swaps_decided CHECK (((state = ANY (ARRAY['offered'::text, 'taken'::text])) = (decided_at IS NULL))),
  CONSTRAINT swaps_kind_check CHECK ((kind = ANY (ARRAY['stand-in'::text, 'swap'::text]))),
  CONSTRAINT swaps_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'taken'::text, 'done'::text, 'declined'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text]))),
  CONSTRAINT swaps_taken CHECK (((state <> 'taken'::text) OR ((taker_id IS NOT NULL) AND (taker_answer_id IS NOT NULL))))
);
CREATE INDEX swaps_offered_to_idx ON public.swaps USING btree (offered_to) WHERE (state = 'offered'::text);
CREATE INDEX swaps_taker_idx ON public.swaps USING btree (taker_id) WHERE (state = 'taken'::text);
CREATE INDEX swaps_wanted_idx ON public.swaps USING btree (wanted_post_id) WHERE (state = 'offered'::text);
CREATE UNIQUE INDEX swaps_assignment_idx ON public.swaps USING btree (assignment_id) WHERE (state = ANY (ARRAY['offered'::text, 'taken'::text]));
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.swaps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON swaps TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON swaps TO asar_command;

CREATE TABLE vehicles (
  id uuid NOT NULL,
  region_id text NOT NULL,
  person_id uuid,
  name text NOT NULL,
  grams_max bigint NOT NULL,
  millilitres_max bigint NOT NULL,
  cold_box boolean NOT NULL,
  lifts boolean NOT NULL,
  locality_id uuid,
  weekdays text[] NOT NULL,
  from_minute smallint NOT NULL,
  until_minute smallint NOT NULL,
  state text NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT vehicles_pkey PRIMARY KEY (id),
  CONSTRAINT vehicles_locality_id_fkey FOREIGN KEY (locality_id) REFERENCES localities(id),
  CONSTRAINT vehicles_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT vehicles_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT vehicles_check CHECK ((from_minute < until_minute)),
  CONSTRAINT vehicles_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  CONSTRAINT vehicles_grams_max_check CHECK (((grams_max >= 1000) AND (grams_max <= 40000000))),
  CONSTRAINT vehicles_millilitres_max_check CHECK (((millilitres_max >= 10000) AND (millilitres_max <= 100000000))),
  CONSTRAINT vehicles_name_check CHECK ((length(name) <= 80)),
  CONSTRAINT vehicles_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'withdrawn'::text]))),
  CONSTRAINT vehicles_until_minute_check CHECK (((until_minute >= 1) AND (until_minute <= 1440))),
  CONSTRAINT vehicles_weekdays_check CHECK ((weekdays <@ '{1,2,3,4,5,6,7}'::text[]))
);
CREATE INDEX vehicles_locality_idx ON public.vehicles USING btree (locality_id);
CREATE INDEX vehicles_person_idx ON public.vehicles USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX vehicles_region_idx ON public.vehicles USING btree (region_id, id) WHERE (state = 'offered'::text);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.vehicles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON vehicles TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles TO asar_command;

CREATE TABLE voice_calls (
  id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  person_id uuid NOT NULL,
  code text,
  lang text NOT NULL,
  step text NOT NULL,
  outcome text,
  made_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT voice_calls_delivery_id_key UNIQUE (delivery_id),
  CONSTRAINT voice_calls_pkey PRIMARY KEY (id),
  CONSTRAINT voice_calls_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT voice_calls_check CHECK (((step = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT voice_calls_lang_check CHECK ((lang = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  CONSTRAINT voice_calls_step_check CHECK ((step = ANY (ARRAY['asked'::text, 'answered'::text, 'ended'::text])))
);
CREATE INDEX voice_calls_made_idx ON public.voice_calls USING btree (made_at);
CREATE INDEX voice_calls_person_idx ON public.voice_calls USING btree (person_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON voice_calls TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON voice_calls TO asar_command;

CREATE TABLE volunteers (
  id uuid NOT NULL,
  region_id text NOT NULL,
  state text NOT NULL,
  joined_at timestamp with time zone NOT NULL,
  first_when text NOT NULL,
  emergency_calls boolean NOT NULL DEFAULT false,
  interested_only boolean NOT NULL DEFAULT false,
  paused_until timestamp with time zone,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  cell text NOT NULL,
  reach_meters integer NOT NULL DEFAULT 10000,
  transport text NOT NULL DEFAULT 'public'::text,
  equipment text[] NOT NULL DEFAULT '{}'::text[],
  languages text[] NOT NULL DEFAULT '{kk}'::text[],
  kinds text[] NOT NULL DEFAULT '{}'::text[],
  competences text[] NOT NULL DEFAULT '{}'::text[],
  week_minutes_max integer NOT NULL DEFAULT 1200,
  rest_minutes_min integer NOT NULL DEFAULT 600,
  days_in_row_max smallint NOT NULL DEFAULT 6,
  travel_override boolean NOT NULL DEFAULT false,
  last_asked_at timestamp with time zone,
  idle_told_at timestamp with time zone,
  history_reset_at timestamp with time zone,
  inviter_id uuid,
  inviter_batch uuid,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT volunteers_pkey PRIMARY KEY (id),
  CONSTRAINT volunteers_id_fkey FOREIGN KEY (id) REFERENCES people(id),
  CONSTRAINT volunteers_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES organizations(id),
  CONSTRAINT volunteers_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id),
  CONSTRAINT volunteers_check CHECK (((paused_until IS NULL) OR (state = 'paused'::text))),
  CONSTRAINT volunteers_days_in_row_max_check CHECK (((days_in_row_max >= 1) AND (days_in_row_max <= 31))),
  CONSTRAINT volunteers_first_when_check CHECK ((first_when = ANY (ARRAY['today'::text, 'weekends'::text, 'evenings'::text, 'emergency'::text, 'custom'::text]))),
  CONSTRAINT volunteers_reach_meters_check CHECK (((reach_meters >= 0) AND (reach_meters <= 2000000))),
  CONSTRAINT volunteers_rest_minutes_min_check CHECK (((rest_minutes_min >= 0) AND (rest_minutes_min <= 2880))),
  CONSTRAINT volunteers_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'left'::text]))),
  CONSTRAINT volunteers_transport_check CHECK ((transport = ANY (ARRAY['none'::text, 'walk'::text, 'bicycle'::text, 'public'::text, 'car'::text]))),
  CONSTRAINT volunteers_week_minutes_max_check CHECK (((week_minutes_max >= 0) AND (week_minutes_max <= 10080)))
);
CREATE INDEX volunteers_cell_idx ON public.volunteers USING btree (cell) WHERE (state = 'active'::text);
CREATE INDEX volunteers_idle_idx ON public.volunteers USING btree (GREATEST(last_asked_at, joined_at, idle_told_at)) WHERE (state = 'active'::text);
CREATE INDEX volunteers_inviter_idx ON public.volunteers USING btree (inviter_id) WHERE (inviter_id IS NOT NULL);
CREATE INDEX volunteers_paused_idx ON public.volunteers USING btree (paused_until) WHERE (state = 'paused'::text);
CREATE INDEX volunteers_region_idx ON public.volunteers USING btree (region_id, state, id);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.volunteers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON volunteers TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON volunteers TO asar_command;

CREATE TABLE waiting_list (
  post_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  terms_version integer NOT NULL,
  place bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  since timestamp with time zone NOT NULL,
  state text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT waiting_list_pkey PRIMARY KEY (post_id, volunteer_id),
  CONSTRAINT waiting_list_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT waiting_list_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id),
  CONSTRAINT waiting_list_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'seated'::text, 'left'::text, 'lapsed'::text])))
);
CREATE INDEX waiting_list_order_idx ON public.waiting_list USING btree (post_id, place) WHERE (state = 'waiting'::text);
CREATE INDEX waiting_list_volunteer_idx ON public.waiting_list USING btree (volunteer_id, since DESC);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.waiting_list DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON waiting_list TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON waiting_list TO asar_command;

CREATE TABLE webhook_deliveries (
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  position bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  lease uuid,
  ended_at timestamp with time zone,
  failure text,
  CONSTRAINT webhook_deliveries_webhook_id_position_key UNIQUE (webhook_id, "position"),
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_deliveries_position_fkey FOREIGN KEY ("position") REFERENCES journal_positions("position"),
  CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id),
  CONSTRAINT webhook_deliveries_check CHECK (((state = 'sending'::text) = (lease IS NOT NULL))),
  CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX webhook_deliveries_waiting_idx ON public.webhook_deliveries USING btree (next_try_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
GRANT DELETE, INSERT, SELECT, UPDATE ON webhook_deliveries TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON webhook_deliveries TO asar_command;

CREATE TABLE webhooks (
  id uuid NOT NULL,
  organization_id uuid,
  region_id text,
  url text NOT NULL,
  secret text NOT NULL,
  kinds text[] NOT NULL,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  failing_since timestamp with time zone,
  ended_at timestamp with time zone,
  ended_why text,
  CONSTRAINT webhooks_pkey PRIMARY KEY (id),
  CONSTRAINT webhooks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  CONSTRAINT webhooks_region_id_fkey FOREIGN KEY (region_id) REFERENCES regions(id)
);
CREATE INDEX webhooks_live_idx ON public.webhooks USING btree (organization_id, created_at) WHERE (ended_at IS NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON webhooks TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON webhooks TO asar_command;

CREATE TABLE witnessed_logs (
  origin text NOT NULL,
  verifier_key text NOT NULL,
  size bigint NOT NULL DEFAULT 0,
  root bytea,
  cosigned_at timestamp with time zone,
  CONSTRAINT witnessed_logs_pkey PRIMARY KEY (origin),
  CONSTRAINT witnessed_logs_check CHECK (((size = 0) OR (root IS NOT NULL))),
  CONSTRAINT witnessed_logs_root_check CHECK ((octet_length(root) = 32)),
  CONSTRAINT witnessed_logs_size_check CHECK ((size >= 0))
);
CREATE TRIGGER goes_forward BEFORE UPDATE ON public.witnessed_logs FOR EACH ROW EXECUTE FUNCTION asar_witness_goes_forward();
GRANT DELETE, INSERT, SELECT, UPDATE ON witnessed_logs TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON witnessed_logs TO asar_command;

CREATE TABLE work_logs (
  attendance_id uuid NOT NULL,
  words text NOT NULL,
  CONSTRAINT needs_journal_entry TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT work_logs_pkey PRIMARY KEY (attendance_id),
  CONSTRAINT work_logs_attendance_id_fkey FOREIGN KEY (attendance_id) REFERENCES attendances(id)
);
CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR DELETE OR UPDATE ON public.work_logs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry();
GRANT SELECT ON work_logs TO asar_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON work_logs TO asar_command;

CREATE OR REPLACE FUNCTION public.asar_checkpoint_grows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM log_checkpoints WHERE size >= NEW.size)
    OR (NEW.size > 0 AND NOT EXISTS (SELECT FROM log_leaves WHERE index = NEW.size - 1)) THEN
    RAISE EXCEPTION 'asar: checkpoint % does not follow the log', NEW.size USING ERRCODE = 'AS021';
  END IF;
  RETURN NEW;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_claims_fit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
DECLARE line uuid; still_open integer; held bigint;
BEGIN
  IF TG_TABLE_NAME = 'need_lines' THEN line := NEW.id; ELSE line := NEW.line_id; END IF;
  SELECT open INTO still_open FROM need_lines WHERE id = line FOR UPDATE;
  SELECT coalesce(sum(quantity), 0) INTO held FROM line_claims WHERE line_id = line AND state = 'held';
  IF held > still_open THEN
    RAISE EXCEPTION 'asar: line % is claimed beyond what is open', line USING ERRCODE = 'AS004';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_entry_written()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO journal_pending (entry_id, seq) VALUES (NEW.id, NEW.seq);
  PERFORM set_config('asar.entry_seq', NEW.seq::text, true);
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_leaves_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  first bigint;
  last bigint;
  many bigint;
BEGIN
  SELECT min(index), max(index), count(*) INTO first, last, many FROM fresh;
  IF many > 0 AND (last - first + 1 <> many
    OR (first > 0 AND NOT EXISTS (SELECT FROM log_leaves WHERE index = first - 1))
    OR NOT EXISTS (SELECT FROM journal_positions WHERE position = last + 1)) THEN
    RAISE EXCEPTION 'asar: leaves % to % do not follow the journal', first, last USING ERRCODE = 'AS020';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_line_agrees()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE line need_lines; moved record;
BEGIN
  SELECT * INTO line FROM need_lines WHERE id = NEW.id;
  SELECT
    coalesce(sum(quantity) FILTER (WHERE from_part = 'source' AND to_part = 'open'), 0) AS requested,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'open'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'open'), 0) AS open,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'promised'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'promised'), 0) AS promised,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'in_transit'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'in_transit'), 0) AS in_transit,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'delivered'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'delivered'), 0) AS delivered,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'withdrawn'), 0) AS withdrawn,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'surplus'), 0) AS surplus
  INTO moved FROM line_movements WHERE line_id = NEW.id;
  IF (line.requested, line.open, line.promised, line.in_transit, line.delivered, line.withdrawn, line.surplus) IS DISTINCT FROM
     (moved.requested, moved.open, moved.promised, moved.in_transit, moved.delivered, moved.withdrawn, moved.surplus) THEN
    RAISE EXCEPTION 'asar: line % does not agree with its movements', NEW.id USING ERRCODE = 'AS003';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_move_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
BEGIN
  UPDATE need_lines SET
    requested = requested + CASE WHEN NEW.from_part = 'source' AND NEW.to_part = 'open' THEN NEW.quantity ELSE 0 END,
    open = open - CASE WHEN NEW.from_part = 'open' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'open' THEN NEW.quantity ELSE 0 END,
    promised = promised - CASE WHEN NEW.from_part = 'promised' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'promised' THEN NEW.quantity ELSE 0 END,
    in_transit = in_transit - CASE WHEN NEW.from_part = 'in_transit' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'in_transit' THEN NEW.quantity ELSE 0 END,
    delivered = delivered - CASE WHEN NEW.from_part = 'delivered' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'delivered' THEN NEW.quantity ELSE 0 END,
    withdrawn = withdrawn + CASE WHEN NEW.to_part = 'withdrawn' THEN NEW.quantity ELSE 0 END,
    surplus = surplus + CASE WHEN NEW.to_part = 'surplus' THEN NEW.quantity ELSE 0 END
  WHERE id = NEW.line_id;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_move_pledge()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
BEGIN
  UPDATE pledges SET
    quantity = quantity + CASE WHEN NEW.from_part = 'source' THEN NEW.quantity ELSE 0 END,
    awaited = awaited - CASE WHEN NEW.from_part = 'awaited' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'awaited' THEN NEW.quantity ELSE 0 END,
    at_site = at_site - CASE WHEN NEW.from_part = 'at_site' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'at_site' THEN NEW.quantity ELSE 0 END,
    in_transit = in_transit - CASE WHEN NEW.from_part = 'in_transit' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'in_transit' THEN NEW.quantity ELSE 0 END,
    delivered = delivered - CASE WHEN NEW.from_part = 'delivered' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'delivered' THEN NEW.quantity ELSE 0 END,
    released = released + CASE WHEN NEW.to_part = 'released' THEN NEW.quantity ELSE 0 END
  WHERE id = NEW.pledge_id;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_move_stock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
BEGIN
  -- In one order whatever the direction, so that two movements of one lot never wait for each other in a ring.
  PERFORM 1 FROM stock_lots WHERE id = NEW.lot_id FOR NO KEY UPDATE;
  INSERT INTO stock_balances (lot_id, kind, place_id, quantity) VALUES (NEW.lot_id, NEW.to_kind, NEW.to_id, NEW.quantity)
    ON CONFLICT (lot_id, kind, place_id) DO UPDATE SET quantity = stock_balances.quantity + NEW.quantity;
  -- An update first: the check of a row to be inserted would refuse before a conflict is seen.
  UPDATE stock_balances SET quantity = quantity - NEW.quantity WHERE (lot_id, kind, place_id) = (NEW.lot_id, NEW.from_kind, NEW.from_id);
  IF NOT FOUND THEN
    INSERT INTO stock_balances (lot_id, kind, place_id, quantity) VALUES (NEW.lot_id, NEW.from_kind, NEW.from_id, -NEW.quantity);
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_picks_fit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
DECLARE lot uuid := NEW.lot_id; site uuid; lies integer; held bigint;
BEGIN
  IF TG_TABLE_NAME = 'stock_balances' THEN
    IF to_jsonb(NEW) ->> 'kind' <> 'site' THEN RETURN NULL; END IF;
    site := (to_jsonb(NEW) ->> 'place_id')::uuid;
  ELSE
    site := (to_jsonb(NEW) ->> 'site_id')::uuid;
  END IF;
  SELECT quantity INTO lies FROM stock_balances WHERE lot_id = lot AND kind = 'site' AND place_id = site FOR UPDATE;
  SELECT coalesce(sum(quantity), 0) INTO held FROM stock_picks WHERE lot_id = lot AND site_id = site AND state = 'held';
  IF held > coalesce(lies, 0) THEN
    RAISE EXCEPTION 'asar: more of lot % is set aside than lies there', lot USING ERRCODE = 'AS007';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_platform_table(name regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO asar_app, asar_command', name);
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_pledges_agree()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
DECLARE line need_lines; held record;
BEGIN
  SELECT * INTO line FROM need_lines WHERE id = CASE WHEN TG_TABLE_NAME = 'need_lines' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'line_id')::uuid END FOR UPDATE;
  SELECT coalesce(sum(awaited + at_site), 0) AS promised, coalesce(sum(in_transit), 0) AS in_transit INTO held FROM pledges WHERE line_id = line.id;
  IF (line.promised, line.in_transit) IS DISTINCT FROM (held.promised, held.in_transit) THEN
    RAISE EXCEPTION 'asar: line % does not agree with its pledges', line.id USING ERRCODE = 'AS006';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'asar: % of % is refused: the record is insert-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'AS001';
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_require_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (
    SELECT FROM journal
    WHERE seq = nullif(current_setting('asar.entry_seq', true), '')::bigint AND xid = pg_current_xact_id()
  ) THEN
    RAISE EXCEPTION 'asar: a change of % has no journal entry in its transaction', TG_TABLE_NAME USING ERRCODE = 'AS002';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_room_table(name regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO asar_command', name);
  EXECUTE format('CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR UPDATE OR DELETE ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry()', name);
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_stock_agrees()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE kept bigint; moved bigint;
BEGIN
  SELECT quantity INTO kept FROM stock_balances WHERE (lot_id, kind, place_id) = (NEW.lot_id, NEW.kind, NEW.place_id);
  SELECT coalesce(sum(CASE WHEN (to_kind, to_id) = (NEW.kind, NEW.place_id) THEN quantity ELSE -quantity END), 0) INTO moved
  FROM stock_movements
  WHERE lot_id = NEW.lot_id AND ((from_kind, from_id) = (NEW.kind, NEW.place_id) OR (to_kind, to_id) = (NEW.kind, NEW.place_id));
  IF kept IS DISTINCT FROM moved THEN
    RAISE EXCEPTION 'asar: the balance of lot % does not agree with its movements', NEW.lot_id USING ERRCODE = 'AS005';
  END IF;
  RETURN NULL;
END $function$
;
CREATE OR REPLACE FUNCTION public.asar_witness_goes_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.size < OLD.size OR NEW.origin <> OLD.origin OR (NEW.size = OLD.size AND NEW.root IS DISTINCT FROM OLD.root AND OLD.root IS NOT NULL) THEN
    RAISE EXCEPTION 'asar: a witness does not go back from % to % entries of %', OLD.size, NEW.size, OLD.origin USING ERRCODE = 'AS022';
  END IF;
  RETURN NEW;
END $function$
;
