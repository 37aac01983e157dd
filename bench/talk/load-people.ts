import type pg from 'pg'
import { newReference } from '../../src/kit/reference'
import { codeOfEthics } from '../../src/standards'

const POSTS = 300
/** Messages of the weeks before, answered, of other numbers: a house that hears hundreds a second has heard many. */
const HEARD_BEFORE = 200_000

/**
 * A district with so many volunteers, each with a telephone of their own and one open ask, spread over posts with a seat for everybody, and
 * with the messages of the weeks before.
 */
export async function loadPeople(client: pg.Client, count: number): Promise<void> {
  const { id: code, version, kk, ru, en } = codeOfEthics
  await client.query(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'KZ', 'KZ', 'KZ');
    INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
    VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2);
    INSERT INTO localities (id, region_id, kato, name_kk, name_ru, name_en, search, zone, latitude, longitude, population)
    VALUES (gen_random_uuid(), 'KZ-27', '271010000', 'Орал', 'Уральск', 'Oral', '|орал|уральск|oral|', 'Asia/Oral', 51.2333, 51.3667, 234184);
    CREATE TEMP TABLE n AS SELECT i, gen_random_uuid() AS id FROM generate_series(1, ${count}) i;
    INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at)
    SELECT id, 'KZ-27', 'P' || i, 'kk', 'Asia/Oral', '18-64', 'active', 'self', now() FROM n;
    INSERT INTO contact_channels (id, person_id, kind, value, verified_at, created_at)
    SELECT gen_random_uuid(), id, 'phone', '+7701' || lpad(i::text, 7, '0'), now(), now() FROM n;
    INSERT INTO volunteers (id, region_id, state, joined_at, first_when, latitude, longitude, cell, languages, transport, reach_meters)
    SELECT id, 'KZ-27', 'active', now(), 'weekends', 51.23, 51.37, '', '{kk}', 'car', 30000 FROM n;
    INSERT INTO organizations (id, region_id, kind, name, state, created_by, created_at, verified_at)
    SELECT gen_random_uuid(), 'KZ-27', 'ngo', 'Helpers', 'active', id, now(), now() FROM n WHERE i = 1`)
  await client.query(
    'INSERT INTO standard_documents (id, version, text_kk, text_ru, text_en, published_at) VALUES ($1, $2, $3, $4, $5, now())',
    [code, version, kk, ru, en],
  )
  await client.query(
    'INSERT INTO standard_acceptances (person_id, document_id, version, accepted_at) SELECT id, $1, $2, now() FROM n',
    [code, version],
  )
  await client.query(`CREATE TEMP TABLE w AS SELECT p, gen_random_uuid() AS activity, gen_random_uuid() AS post FROM generate_series(0, ${POSTS - 1}) p;
    INSERT INTO activities (id, reference, region_id, locality_id, organization_id, kind, work, form, state, title, aim, briefing, coordinator_id, starts_at, ends_at, zone,
      latitude, longitude, result_quantity, result_unit, result_confirmer, flags, risk_tier, created_by, created_at)
    SELECT w.activity, 'B' || w.p, 'KZ-27', l.id, o.id, 'environment', 'clean-up', 'dated', 'open', 'Work', 'Clean', '', o.created_by, now() + interval '6 hours',
      now() + interval '9 hours', 'Asia/Oral', 51.23, 51.37, 1, 'sack', 'second-person', '{}', 0, o.created_by, now()
    FROM w, localities l, organizations o;
    INSERT INTO posts (id, activity_id, region_id, title, seats_min, seats, starts_at, ends_at)
    SELECT post, activity, 'KZ-27', 'Work', 1, 200, now() + interval '6 hours', now() + interval '9 hours' FROM w;
    INSERT INTO slots (id, post_id, activity_id, activity_state) SELECT gen_random_uuid(), post, activity, 'open' FROM w, generate_series(1, ${Math.ceil(count / POSTS) + 1});`)
  const codes = Array.from({ length: count }, newReference)
  await client.query(
    `INSERT INTO asks (id, code, post_id, activity_id, organization_id, volunteer_id, region_id, kind, terms_version, chance_permille, asked_at, answer_by, state)
     SELECT gen_random_uuid(), ($1::text[])[n.i], w.post, w.activity, o.id, n.id, 'KZ-27', 'environment', 1, 500, now(), now() + interval '2 hours', 'asked'
     FROM n JOIN w ON w.p = n.i % ${POSTS}, organizations o`,
    [codes],
  )
  await client.query(`CREATE TEMP TABLE h AS SELECT i, gen_random_uuid() AS id, now() - i * interval '5 s' AS at FROM generate_series(1, ${HEARD_BEFORE}) i;
    INSERT INTO inbound_messages (id, door, line, sender, provider_id, text, length, said_at, kept_at, region_id, intent, reply, lang, answered_at)
    SELECT id, 'sms', '+77112000000', '+7747' || lpad((i % 50000)::text, 7, '0'), 'before ' || i, 'Иә', 2, at, at, 'KZ-27', 'yes', 'Рақмет', 'kk', at FROM h ORDER BY at;
    INSERT INTO conversations (door, sender, lang, ends_at)
    SELECT 'sms', '+7747' || lpad(i::text, 7, '0'), 'kk', now() FROM generate_series(0, 49999) i;
    INSERT INTO notices (id, inbound_id, kind, subject_kind, subject_id, path, pace, made_at, due_at, dedupe)
    SELECT id, id, 'talk-reply', 'message', id, '', 'now', at, at, 'reply ' || id FROM h ORDER BY at;
    INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at, ended_at)
    SELECT id, id, 'KZ-27', 'sms', 'sent', at, at FROM h ORDER BY at`)
  await client.query('VACUUM ANALYZE')
}
