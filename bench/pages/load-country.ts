import type pg from 'pg'

/** How much stands in the database: volunteers, needs and entries grow together. */
export type Size = { readonly volunteers: number; readonly needs: number; readonly entries: number }

/** Ids of generated rows, the same in every run. */
export const idOf = (kind: string, i: number): string => `md5('${kind}${i}')::uuid`

const id = (kind: string, expression: string): string => `md5('${kind}' || (${expression}))::uuid`

/**
 * Fills a migrated database that has its regions with rows numbered from `from` (exclusive) to `to`, past the commands: what the pages
 * are measured over. Everyone has a history, most of it over, some of it to come.
 */
export async function loadCountry(client: pg.Client, from: Size, to: Size, now: string): Promise<void> {
  const run = (sql: string) => client.query(sql.replaceAll('NOW', `'${now}'::timestamptz`))
  await run(`SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '256MB'`)
  await run(`CREATE TEMP TABLE IF NOT EXISTS r AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, zone, latitude, longitude, (count(*) OVER ())::int AS all_regions,
      (SELECT l.id FROM localities l WHERE l.region_id = regions.id ORDER BY population DESC, l.id LIMIT 1) AS locality,
      (SELECT l.district_id FROM localities l WHERE l.region_id = regions.id ORDER BY population DESC, l.id LIMIT 1) AS district
    FROM regions`)
  const region = 'r.n = i % r.all_regions'
  await run(`INSERT INTO people (id, region_id, locality_id, name, lang, zone, age_band, state, came_by, created_at)
    SELECT ${id('v', 'i')}, r.id, r.locality, (ARRAY['Лина','Арман','Айгүл','Ерлан','Сәуле'])[1 + i % 5] || ' ' || i, 'kk', r.zone, '18-64', 'active', 'self', NOW - (i % 700) * interval '1 day'
    FROM generate_series(${from.volunteers + 1}, ${to.volunteers}) AS i JOIN r ON ${region}`)
  await run(`INSERT INTO volunteers (id, region_id, state, joined_at, first_when, latitude, longitude, cell, languages, transport, competences, emergency_calls)
    SELECT ${id('v', 'i')}, r.id, 'active', NOW - (i % 700) * interval '1 day', 'weekends', r.latitude + (i % 100) * 0.003, r.longitude + (i % 90) * 0.003, '', '{kk,ru}',
      (ARRAY['car','walk','public'])[1 + i % 3], CASE WHEN i % 4 = 0 THEN '{first-aid}'::text[] ELSE '{}' END, i % 3 = 0
    FROM generate_series(${from.volunteers + 1}, ${to.volunteers}) AS i JOIN r ON ${region}`)
  await run(`INSERT INTO availability_rules (id, volunteer_id, weekday, start_minute, end_minute)
    SELECT md5('ar' || i || ' ' || d)::uuid, ${id('v', 'i')}, d, 480, 1200 FROM generate_series(${from.volunteers + 1}, ${to.volunteers}) AS i, generate_series(5, 7) AS d`)
  const [orgsFrom, orgsTo] = [Math.floor(from.volunteers / 200), Math.floor(to.volunteers / 200)]
  await run(`INSERT INTO organizations (id, region_id, locality_id, kind, name, state, created_by, created_at, verified_at, ethics_version)
    SELECT ${id('o', 'i')}, r.id, r.locality, 'ngo', 'Көмек ' || i, 'active', ${id('v', 'i')}, NOW - interval '1 year', NOW - interval '1 year', 1
    FROM generate_series(${orgsFrom + 1}, ${orgsTo}) AS i JOIN r ON ${region}`)
  await run(`INSERT INTO organization_members (organization_id, person_id, state, since)
    SELECT ${id('o', 'i')}, ${id('v', 'i')}, 'member', NOW - interval '1 year' FROM generate_series(${orgsFrom + 1}, ${orgsTo}) AS i`)
  await run(`INSERT INTO role_grants (id, person_id, role, organization_id, granted_at)
    SELECT md5(role || i)::uuid, ${id('v', 'i')}, role, ${id('o', 'i')}, NOW - interval '1 year'
    FROM generate_series(${orgsFrom + 1}, ${orgsTo}) AS i, unnest(ARRAY['coordinator','organization-admin']) AS role`)
  // Of ten needs nine are over.
  await run(`INSERT INTO needs (id, reference, region_id, district_id, locality_id, state, kind, urgency, severity, certainty, home_address, needed_by, zone, door, raised_at, checked_at, verified_at, first_yes_at, helped_at, closed_at, receipt, receipt_at)
    SELECT ${id('n', 'i')}, 'N-' || i, r.id, r.district, r.locality, CASE WHEN i % 10 = 0 THEN (ARRAY['raised','verified'])[1 + i / 10 % 2] ELSE 'met' END,
      'flood-help', (ARRAY['immediate','expected','future'])[1 + i % 3], 'moderate', 'likely', i % 4 = 0,
      CASE WHEN i % 10 = 0 THEN NOW + (i % 72) * interval '1 hour' ELSE NOW - (i % 300) * interval '1 day' END, r.zone, 'web',
      NOW - (CASE WHEN i % 10 = 0 THEN (i % 50) * interval '1 hour' ELSE (i % 300 + 2) * interval '1 day' END), NOW - interval '1 hour', NOW - interval '1 day',
      CASE WHEN i % 10 <> 0 THEN NOW - (i % 300 + 1) * interval '1 day' END, CASE WHEN i % 10 <> 0 THEN NOW - (i % 300) * interval '1 day' END,
      CASE WHEN i % 10 <> 0 THEN NOW - (i % 300) * interval '1 day' END, CASE WHEN i % 10 <> 0 THEN 'yes' END, CASE WHEN i % 10 <> 0 THEN NOW - (i % 300) * interval '1 day' END
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN r ON ${region}`)
  await run(`INSERT INTO need_contacts (need_id, name, contact_kind, contact, call_safe, text_safe, lang, words, folded, change_code_hash)
    SELECT ${id('n', 'i')}, 'Бақыт', 'phone', '+7701' || lpad(i::text, 7, '0'), true, true, 'kk', 'құм қап керек ' || i, 'kum kap kerek ' || i, '\\x00'
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i`)
  await run(`INSERT INTO need_lines (id, need_id, region_id, kind, item_id, words, unit, due_at, requested, open, delivered)
    SELECT md5('l' || i || ' ' || k)::uuid, ${id('n', 'i')}, r.id, 'item', NULL, 'құм қап', 'piece', NOW + (i % 72) * interval '1 hour', 20,
      CASE WHEN i % 10 = 0 THEN 20 ELSE 0 END, CASE WHEN i % 10 = 0 THEN 0 ELSE 20 END
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN r ON ${region}, generate_series(1, 2) AS k`)
  // An activity for each need: a post of five seats, three taken. One in ten is still to come.
  await run(`INSERT INTO activities (id, reference, region_id, locality_id, organization_id, need_id, kind, work, form, state, title, aim, briefing, coordinator_id, starts_at, ends_at, zone, latitude, longitude, result_quantity, result_unit, result_confirmer, risk_tier, created_by, created_at, published_at)
    SELECT ${id('a', 'i')}, 'A-' || i, r.id, r.locality, ${id('o', `1 + i % ${orgsTo}`)}, ${id('n', 'i')}, 'nature', 'clean-up', 'dated', CASE WHEN i % 10 = 0 THEN 'open' ELSE 'done' END,
      'Жағаны тазалау ' || i, 'Таза жаға', 'Қолғап киіңіз', ${id('v', `1 + i % ${orgsTo}`)}, t.starts, t.starts + interval '3 hours', r.zone, r.latitude, r.longitude, 20, 'sack', 'second-person', 0, ${id('v', `1 + i % ${orgsTo}`)}, NOW - interval '30 days', NOW - interval '20 days'
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN r ON ${region},
      LATERAL (SELECT date_trunc('hour', NOW) + CASE WHEN i % 10 = 0 THEN (1 + i % 240) * interval '1 hour' ELSE - (i % 300 + 1) * interval '1 day' END AS starts) AS t`)
  await run(`INSERT INTO posts (id, activity_id, region_id, title, seats_min, seats, starts_at, ends_at)
    SELECT ${id('p', 'i')}, ${id('a', 'i')}, a.region_id, 'Көмекші', 2, 5, a.starts_at, a.ends_at
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN activities a ON a.id = ${id('a', 'i')}`)
  const taker = `1 + (i * 3 + k) % ${to.volunteers}`
  await run(`INSERT INTO answers (id, post_id, volunteer_id, terms_version, kind, author_id, door, at)
    SELECT md5('y' || i || ' ' || k)::uuid, ${id('p', 'i')}, ${id('v', taker)}, 1, 'yes', ${id('v', taker)}, 'web', NOW - interval '10 days'
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i, generate_series(1, 3) AS k`)
  await run(`INSERT INTO slots (id, post_id, activity_id, activity_state, volunteer_id)
    SELECT md5('s' || i || ' ' || k)::uuid, ${id('p', 'i')}, ${id('a', 'i')}, CASE WHEN i % 10 = 0 THEN 'open' ELSE 'done' END, CASE WHEN k <= 3 THEN ${id('v', taker)} END
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i, generate_series(1, 5) AS k`)
  await run(`INSERT INTO assignments (id, slot_id, post_id, activity_id, volunteer_id, region_id, answer_id, terms_version, state, starts_at, ends_at, made_at, ended_at)
    SELECT md5('g' || i || ' ' || k)::uuid, md5('s' || i || ' ' || k)::uuid, ${id('p', 'i')}, ${id('a', 'i')}, ${id('v', taker)}, p.region_id, md5('y' || i || ' ' || k)::uuid, 1,
      CASE WHEN i % 10 = 0 THEN 'live' ELSE 'done' END, p.starts_at, p.ends_at, NOW - interval '10 days', CASE WHEN i % 10 = 0 THEN NULL ELSE p.ends_at END
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN posts p ON p.id = ${id('p', 'i')}, generate_series(1, 3) AS k`)
  await run(`INSERT INTO occupancy (id, volunteer_id, during, kind, assignment_id)
    SELECT md5('u' || i || ' ' || k)::uuid, ${id('v', taker)}, tstzrange(p.starts_at, p.ends_at), 'assignment', md5('g' || i || ' ' || k)::uuid
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN posts p ON p.id = ${id('p', 'i')}, generate_series(1, 3) AS k WHERE i % 10 = 0
    ON CONFLICT DO NOTHING`)
  await run(`INSERT INTO attendances (id, activity_id, post_id, volunteer_id, assignment_id, region_id, checked_in_at, checked_in_how, checked_out_at, checked_out_how)
    SELECT md5('t' || i || ' ' || k)::uuid, ${id('a', 'i')}, ${id('p', 'i')}, ${id('v', taker)}, md5('g' || i || ' ' || k)::uuid, p.region_id, p.starts_at, 'coordinator', p.ends_at, 'coordinator'
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN posts p ON p.id = ${id('p', 'i')}, generate_series(1, 3) AS k WHERE i % 10 <> 0`)
  await run(`INSERT INTO contributions (id, region_id, volunteer_id, activity_id, attendance_id, organization_id, minutes, basis, form, kind, on_date, state, confirmed_by_kind, confirmed_by, confirmed_at)
    SELECT md5('c' || i || ' ' || k)::uuid, a.region_id, ${id('v', taker)}, a.id, md5('t' || i || ' ' || k)::uuid, a.organization_id, 180, 'free', 'individual', a.kind, a.starts_at::date, 'confirmed', 'client', NULL, NOW
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN activities a ON a.id = ${id('a', 'i')}, generate_series(1, 3) AS k WHERE i % 10 <> 0`)
  await run(`INSERT INTO asks (id, code, post_id, activity_id, organization_id, volunteer_id, region_id, kind, terms_version, chance_permille, asked_at, answer_by, state, answered_at, answer_id)
    SELECT md5('k' || i || ' ' || k)::uuid, 'K' || i || '-' || k, ${id('p', 'i')}, a.id, a.organization_id, ${id('v', `1 + (i * 3 + k) % ${to.volunteers}`)}, a.region_id, a.kind, 1, 400,
      a.starts_at - interval '3 days', a.starts_at - interval '1 hour', CASE WHEN i % 10 = 0 AND a.starts_at > NOW + interval '1 hour' THEN 'asked' ELSE 'silent' END, NULL, NULL
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i JOIN activities a ON a.id = ${id('a', 'i')}, generate_series(4, 9) AS k`)
  await run(`INSERT INTO notices (id, person_id, kind, subject_kind, subject_id, path, pace, made_at, due_at, seen_at, dedupe)
    SELECT md5('x' || i || ' ' || k)::uuid, ${id('v', taker)}, 'shift-soon', 'activity', ${id('a', 'i')}, '/me', 'soon', NOW - interval '1 day', NOW - interval '1 day', CASE WHEN i % 2 = 0 THEN NOW END, 'bench ' || i || ' ' || k
    FROM generate_series(${from.needs + 1}, ${to.needs}) AS i, generate_series(1, 3) AS k`)
  await run(`INSERT INTO journal (id, at, actor_kind, door, region_id, kind, subject_kind, subject_id, body, public_body, commitments)
    SELECT ${id('j', 'i')}, NOW - (${to.entries} - i) * interval '1 minute', 'system', 'web', r.id, (ARRAY['need.raised','need.verified','assignment.made','attendance.checked-in','contribution.recorded'])[1 + i % 5],
      (ARRAY['need','need','assignment','attendance','contribution'])[1 + i % 5], ${id('n', `1 + i % ${to.needs}`)}, '{}', '{"count": 1}', '{}'
    FROM generate_series(${from.entries + 1}, ${to.entries}) AS i JOIN r ON ${region}`)
  await run(
    `INSERT INTO journal_positions (position, entry_id) SELECT i, ${id('j', 'i')} FROM generate_series(${from.entries + 1}, ${to.entries}) AS i`,
  )
}

/** Totals as the follower would have written them over those entries; `opened` are the numbers that also keep each entry they looked at. */
export async function loadTotals(
  client: pg.Client,
  indicators: readonly string[],
  opened: readonly string[],
  from: Size,
  to: Size,
  now: string,
): Promise<void> {
  for (const indicator of indicators) {
    await client.query(
      `INSERT INTO indicator_cells (indicator, cell, value, entries, median_step)
       SELECT $1, cell, 500, 500, 50 FROM (
         SELECT 'all' AS cell UNION ALL SELECT id FROM r
         UNION ALL SELECT (date_trunc('month', $2::timestamptz) - (m || ' months')::interval)::date::text FROM generate_series(0, 23) AS m) AS c
       ON CONFLICT (indicator, cell) DO UPDATE SET value = indicator_cells.value * 10`,
      [indicator, now],
    )
    if (opened.includes(indicator))
      await client.query(
        `INSERT INTO indicator_entries (indicator, position, region_id, day, amount)
       SELECT $1, i, r.id, ($2::timestamptz - (${to.entries} - i) * interval '1 minute')::date, 1
       FROM generate_series(${from.entries + 1}::int, ${to.entries}::int, 10) AS i JOIN r ON r.n = i % r.all_regions`,
        [indicator, now],
      )
  }
}
