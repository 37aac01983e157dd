import type pg from 'pg'

/**
 * A region in which so many wait for a call: two fifths requests to check, two fifths people who asked to be rung, a tenth messages of unknown
 * numbers, a tenth notices that could not be sent; each with a telephone of their own. And the operators, signed in by nobody yet.
 */
export async function loadWaiting(client: pg.Client, rows: number, operators: readonly string[]): Promise<void> {
  const [needs, people, messages] = [rows * 0.4, rows * 0.5, rows * 0.1]
  await client.query(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'KZ', 'KZ', 'KZ');
    INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
    VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2);
    CREATE TEMP TABLE n AS SELECT i, gen_random_uuid() AS id FROM generate_series(1, ${needs}) i;
    INSERT INTO needs (id, reference, region_id, state, kind, urgency, severity, certainty, home_address, needed_by, zone, door, raised_at, checked_at)
    SELECT id, 'L' || i, 'KZ-27', 'raised', 'food', CASE WHEN i % 10 = 0 THEN 'immediate' ELSE 'future' END, 'minor', 'likely', true,
      now() + interval '1 day', 'Asia/Oral', 'web', now() - make_interval(mins => i), now() FROM n;
    INSERT INTO need_contacts (need_id, name, contact_kind, contact, call_safe, text_safe, lang, change_code_hash)
    SELECT id, 'Helped ' || i, 'phone', '+7705' || lpad(i::text, 7, '0'), true, true, 'kk', '' FROM n;
    CREATE TEMP TABLE p AS SELECT i, gen_random_uuid() AS id FROM generate_series(1, ${people}) i;
    INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at, quiet_from, quiet_until)
    SELECT id, 'KZ-27', 'Person ' || i, 'kk', 'Asia/Oral', '18-64', 'active', 'self', now(), '00:00', '00:00' FROM p;
    INSERT INTO contact_channels (id, person_id, kind, value, verified_at, created_at)
    SELECT gen_random_uuid(), id, 'phone', '+7701' || lpad(i::text, 7, '0'), now(), now() FROM p;
    INSERT INTO line_calls (callee_kind, callee_id, region_id, wished_at)
    SELECT 'person', id, 'KZ-27', now() - make_interval(mins => i) FROM p WHERE i % 5 > 0;
    CREATE TEMP TABLE t AS SELECT id, gen_random_uuid() AS notice FROM p WHERE i % 5 = 0;
    INSERT INTO notices (id, person_id, kind, subject_kind, subject_id, path, pace, made_at, due_at, dedupe)
    SELECT notice, id, 'offer-lapsed', 'person', id, '', 'soon', now(), now(), notice::text FROM t;
    INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at, reason)
    SELECT gen_random_uuid(), notice, 'KZ-27', 'sms', 'waiting', now(), 'no-sender' FROM t;
    INSERT INTO inbound_messages (id, door, line, sender, provider_id, text, length, said_at, kept_at, answered_at, region_id, attention, lang)
    SELECT gen_random_uuid(), 'sms', '3636', '+7777' || lpad(i::text, 7, '0'), i::text, 'who are you', 11, now(), now(), now(), 'KZ-27', 'stranger', 'kk'
    FROM generate_series(1, ${messages}) i`)
  await client.query(
    `INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at)
     SELECT id, 'KZ-27', 'Operator', 'kk', 'Asia/Oral', '18-64', 'active', 'self', now() FROM unnest($1::uuid[]) AS o(id)`,
    [operators],
  )
  await client.query(
    `INSERT INTO role_grants (id, person_id, role, region_id, granted_at)
     SELECT gen_random_uuid(), id, 'operator', 'KZ-27', now() FROM unnest($1::uuid[]) AS o(id)`,
    [operators],
  )
  await client.query('ANALYZE')
}
