import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** Ids that the requests of this section need. */
export type City = { readonly dana: string; readonly postIds: readonly string[] }

/**
 * One city with `volunteers` people who all live within reach of the work: most keep one of four weekly rhythms, a fifth has one of its
 * own; half has work behind or before them. Written past the commands, with `posts` open posts on the Tuesday after `now` from 15:40.
 */
export async function loadCity(client: pg.Client, volunteers: number, posts: number, now: string): Promise<City> {
  const [locality, organization, dana] = [randomUUID(), randomUUID(), randomUUID()]
  const run = (text: string, values: unknown[] = []) =>
    client.query(text.replaceAll('NOW', `'${now}'::timestamptz`), values)
  await run(`CREATE TEMP TABLE city AS SELECT i, gen_random_uuid() AS id FROM generate_series(1, ${volunteers}) AS i`)
  await run(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'Қазақстан', 'Казахстан', 'Kazakhstan');
    INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
    VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2)`)
  await run(
    `INSERT INTO localities (id, region_id, kato, name_kk, name_ru, name_en, search, zone, latitude, longitude, population)
     VALUES ($1, 'KZ-27', '271010000', 'Орал', 'Уральск', 'Oral', '|орал|уральск|oral|', 'Asia/Oral', 51.2333, 51.3667, 234184)`,
    [locality],
  )
  await run(
    `INSERT INTO people (id, region_id, locality_id, name, lang, zone, age_band, state, came_by, created_at)
     SELECT $1, 'KZ-27', $2, 'Dana Coordinator', 'kk', 'Asia/Oral', '18-64', 'active', 'self', NOW`,
    [dana, locality],
  )
  await run(
    `INSERT INTO people (id, region_id, locality_id, name, lang, zone, age_band, state, came_by, created_at, quiet_from, quiet_until)
     SELECT id, 'KZ-27', $1, (ARRAY['Лина','Арман','Айгүл','Ерлан','Сәуле'])[1 + i % 5] || ' ' || i, 'kk', 'Asia/Oral',
       CASE WHEN i % 50 = 0 THEN '16-17' ELSE '18-64' END, 'active', 'self', NOW - (i % 700) * interval '1 day', '00:00', '00:00' FROM city`,
    [locality],
  )
  await run(`INSERT INTO volunteers (id, region_id, state, joined_at, first_when, latitude, longitude, cell, languages, kinds, transport, reach_meters, last_asked_at)
    SELECT id, 'KZ-27', 'active', NOW - (i % 700) * interval '1 day', 'custom', 51.2333 + (i % 97 - 48) * 0.0008, 51.3667 + (i % 89 - 44) * 0.0008, '872c0a000ffffff',
      '{kk,ru}', '{environment,care}', (ARRAY['car','walk','public','bicycle'])[1 + i % 4], 15000, CASE WHEN i % 3 > 0 THEN NOW - (i % 90) * interval '1 day' END FROM city`)
  await run(`INSERT INTO availability_rules (id, volunteer_id, weekday, start_minute, end_minute)
    SELECT gen_random_uuid(), id, d, t.a, t.b FROM city, generate_series(1, 7) AS d,
      LATERAL (SELECT CASE WHEN i % 5 = 4 THEN 480 + (i % 40) * 15 ELSE (ARRAY[480, 540, 900, 1080])[1 + i % 5] END AS a,
        CASE WHEN i % 5 = 4 THEN 1200 + (i % 16) * 15 ELSE (ARRAY[1320, 1260, 1320, 1260])[1 + i % 5] END AS b) AS t`)
  await run(`INSERT INTO availability_exceptions (id, volunteer_id, on_date, free, start_minute, end_minute)
    SELECT gen_random_uuid(), id, (NOW + interval '3 days')::date + d, false, 480, 1200 FROM city, generate_series(0, 5) AS d WHERE i % 20 = 0`)
  await run(`INSERT INTO credentials (id, volunteer_id, region_id, competence_id, level, state, valid_from, created_at)
    SELECT gen_random_uuid(), id, 'KZ-27', 'first-aid', 2, 'claimed', NOW - interval '1 year', NOW - interval '1 year' FROM city WHERE i % 4 = 0`)
  await run(`INSERT INTO occupancy (id, volunteer_id, during, kind, assignment_id, latitude, longitude)
    SELECT gen_random_uuid(), id, tstzrange(s, s + interval '3 hours'), 'assignment', gen_random_uuid(), 51.25, 51.4
    FROM city, generate_series(1, 4) AS k, LATERAL (SELECT date_trunc('hour', NOW) + ((i * 7 + k * 13) % 1200 - 600) * interval '1 hour' AS s) AS t
    WHERE i % 2 = 0 ON CONFLICT DO NOTHING`)
  await run(
    `INSERT INTO organizations (id, region_id, locality_id, kind, name, state, created_by, created_at, verified_at, ethics_version)
     VALUES ($1, 'KZ-27', $2, 'ngo', 'Zhaiyq helpers', 'active', $3, NOW, NOW, 1)`,
    [organization, locality, dana],
  )
  await run(
    `INSERT INTO role_grants (id, person_id, role, organization_id, granted_at)
     SELECT gen_random_uuid(), $1, role, $2, NOW FROM unnest(ARRAY['coordinator', 'organization-admin']) AS role`,
    [dana, organization],
  )
  const postIds = Array.from({ length: posts }, () => randomUUID())
  for (const [n, postId] of postIds.entries()) {
    const activityId = randomUUID()
    const span = `date_trunc('week', NOW) + interval '8 days 10 hours 40 minutes'`
    await run(
      `INSERT INTO activities (id, reference, region_id, locality_id, organization_id, kind, work, form, state, title, aim, briefing, coordinator_id,
         starts_at, ends_at, zone, latitude, longitude, result_quantity, result_unit, result_confirmer, risk_tier, created_by, created_at, published_at)
       SELECT $1, $2, 'KZ-27', $3, $4, 'environment', 'clean-up', 'dated', 'open', 'Жағаны тазалау', 'Таза жаға', 'Қолғап киіңіз', $5,
         ${span}, ${span} + interval '140 minutes', 'Asia/Oral', 51.2333, 51.3667, 20, 'sack', 'second-person', 0, $5, NOW, NOW`,
      [activityId, `A-${n}`, locality, organization, dana],
    )
    await run(
      `INSERT INTO posts (id, activity_id, region_id, title, seats_min, seats, starts_at, ends_at)
       SELECT $1, $2, 'KZ-27', 'Көмекші', 2, 5, ${span}, ${span} + interval '140 minutes'`,
      [postId, activityId],
    )
    await run(
      `INSERT INTO slots (id, post_id, activity_id, activity_state) SELECT gen_random_uuid(), $1, $2, 'open' FROM generate_series(1, 5)`,
      [postId, activityId],
    )
  }
  await client.query('VACUUM ANALYZE')
  return { dana, postIds }
}
