import type pg from 'pg'

// Of the form of a random id, as the interface describes them.
const id = (kind: '0' | '1', n: string): string =>
  `('${kind}0000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** What stands in the one region that is asked about: everything at once, as on the worst day. */
export type Crisis = {
  readonly region: string
  readonly lines: number
  readonly items: readonly { id: string; unit: string }[]
}

/** Fills a migrated database that has its regions with verified needs of two lines each, claims on a tenth of them, and places that take goods. */
export async function loadLines(client: pg.Client, { region, lines, items }: Crisis, now: string): Promise<void> {
  const run = (sql: string, values: unknown[] = []) =>
    client.query(sql.replaceAll('NOW', `'${now}'::timestamptz`), values)
  await run('SET session_replication_role = replica; SET synchronous_commit = off')
  await run(
    `CREATE TEMP TABLE l AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, district_id, zone, latitude, longitude, (count(*) OVER ())::int AS places
     FROM localities WHERE region_id = $1 AND latitude IS NOT NULL`,
    [region],
  )
  await run(
    `INSERT INTO organizations (id, region_id, locality_id, kind, name, state, created_by, created_at, verified_at, ethics_version)
     SELECT ${id('0', 'i')}, $1, l.id, 'ngo', 'Көмек ' || i, 'active', md5('v' || i)::uuid, NOW, NOW, 1
     FROM generate_series(1, 50) AS i JOIN l ON l.n = i % l.places`,
    [region],
  )
  await run(
    `INSERT INTO sites (id, region_id, district_id, locality_id, organization_id, kind, name, address, latitude, longitude, zone, state, state_at, opened_at)
     SELECT ${id('1', 'i')}, $1, l.district_id, l.id, ${id('0', 'i')}, 'collection', 'Қойма ' || i, 'Абай 1', l.latitude, l.longitude, l.zone,
       CASE WHEN i % 10 = 0 THEN 'saturated' ELSE 'open' END, NOW, NOW
     FROM generate_series(1, 50) AS i JOIN l ON l.n = i % l.places`,
    [region],
  )
  await run(
    `INSERT INTO needs (id, reference, region_id, district_id, locality_id, state, kind, urgency, severity, certainty, home_address, needed_by, zone, door, raised_at, checked_at, verified_at)
     SELECT md5('n' || i)::uuid, 'N-' || i, $1, l.district_id, l.id, 'verified', 'things', (ARRAY['immediate','expected','future'])[1 + i % 3], 'moderate', 'likely',
       i % 4 = 0, NOW + (i % 72) * interval '1 hour', l.zone, 'web', NOW, NOW, NOW
     FROM generate_series(1, $2::int / 2) AS i JOIN l ON l.n = i % l.places`,
    [region, lines],
  )
  await run(
    `INSERT INTO need_lines (id, need_id, region_id, kind, item_id, unit, due_at, requested, open)
     SELECT md5('l' || i)::uuid, md5('n' || (1 + i / 2))::uuid, $1, 'item', item.id, item.unit, NOW + (i % 72) * interval '1 hour', 20, 20
     FROM generate_series(0, $2::int - 1) AS i
     JOIN unnest($3::text[], $4::text[]) WITH ORDINALITY AS item (id, unit, n) ON item.n = 1 + (i * 7919::bigint) % cardinality($3::text[])`,
    [region, lines, items.map(({ id }) => id), items.map(({ unit }) => unit)],
  )
  await run(
    `INSERT INTO line_claims (id, line_id, need_id, organization_id, quantity, until, state, claimed_by, claimed_at)
     SELECT md5('c' || i)::uuid, md5('l' || i)::uuid, md5('n' || (1 + i / 2))::uuid, ${id('0', '1 + i % 50')}, 10, NOW + interval '5 days', 'held', md5('v1')::uuid, NOW
     FROM generate_series(0, $1::int - 1, 10) AS i`,
    [lines],
  )
}
