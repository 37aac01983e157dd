import type pg from 'pg'

const DAYS = 730

// What each tenth entry is, and the numbers it stands in: `[kind, public part, [number, amount][]]`. People come again and again.
const kinds: readonly (readonly [kind: string, said: string, numbers: readonly (readonly [string, number])[]])[] = [
  ['need.raised', '"kind": "food", "urgency": "expected", "door": "web"', [['needs-raised', 1]]],
  [
    'need.verified',
    '"waitMinutes": 30',
    [
      ['needs-verified', 1],
      ['check-wait', 1],
    ],
  ],
  [
    'need.first-yes',
    '"waitMinutes": 60',
    [
      ['needs-first-yes', 1],
      ['first-yes-wait', 1],
    ],
  ],
  [
    'need.helped',
    '"waitMinutes": 200',
    [
      ['needs-helped', 1],
      ['help-wait', 1],
    ],
  ],
  [
    'need.receipt',
    '"result": "yes"',
    [
      ['needs-met', 1],
      ['receipts', 1],
      ['receipts-right', 1],
      ['receipt-wait', 1],
    ],
  ],
  ['ask.sent', '"kind": "environment"', [['volunteers-asked', 1]]],
  ['assignment.made', '"kind": "environment"', [['volunteers-said-yes', 1]]],
  [
    'attendance.checked-in',
    '"kind": "environment"',
    [
      ['volunteers-came', 1],
      ['volunteers-active', 1],
    ],
  ],
  ['hours.recorded', '"basis": "free", "form": "organization", "minutes": 120', hours('hours-ilo')],
  [
    'hours.recorded',
    '"basis": "paid-time", "form": "corporate", "minutes": 120',
    [
      ['hours-national', 120],
      ['hours-paid-time', 120],
    ],
  ],
]

function hours(ground: string): readonly (readonly [string, number])[] {
  return ['hours-recorded', 'hours-organization-based', 'hours-unskilled', 'hours-national', ground].map((id) => [
    id,
    120,
  ])
}

const once = ['volunteers-asked', 'volunteers-said-yes', 'volunteers-came', 'volunteers-active']
const breakdowns: readonly (readonly [number: string, breakdown: string, keys: readonly string[]])[] = [
  ['needs-raised', 'kind', ['food', 'things', 'home', 'transport']],
  ['needs-raised', 'urgency', ['immediate', 'expected', 'future']],
  ['needs-raised', 'door', ['web', 'call', 'sms', 'paper']],
  ['hours-recorded', 'kind', ['environment', 'social-help', 'education', 'sport']],
]

/**
 * Fills a database that has its regions (`r`, see `load-country.ts`) with so many entries of two years and with the totals the follower
 * would have written over them, past both.
 */
export async function loadEntries(client: pg.Client, entries: number, now: string): Promise<void> {
  const run = (sql: string) => client.query(sql.replaceAll('NOW', `'${now}'::timestamptz`))
  const people = Math.min(100_000, Math.ceil(entries / 10))
  const rows = `generate_series(1, ${entries}) AS i JOIN r ON r.n = i / 10 % r.all_regions`
  const at = `NOW - (${entries} - i)::float8 / ${entries} * interval '${DAYS} days'`
  const listed = kinds.map(([kind, said], n) => `(${n}, '${kind}', '{"region": "', '", ${said}}')`).join(', ')
  await run(`INSERT INTO journal (id, at, actor_kind, door, region_id, kind, subject_kind, subject_id, body, public_body, commitments)
    SELECT md5('e' || i)::uuid, ${at}, 'system', 'web', r.id, k.kind, split_part(k.kind, '.', 1), md5('s' || i)::uuid,
      jsonb_build_object('volunteerId', md5('v' || i / 10 % ${people})::uuid), (k.head || r.id || k.tail)::jsonb, '{}'
    FROM ${rows} JOIN (VALUES ${listed}) AS k (n, kind, head, tail) ON k.n = i % 10`)
  await run(
    `INSERT INTO journal_positions (position, entry_id) SELECT i, md5('e' || i)::uuid FROM generate_series(1, ${entries}) AS i`,
  )
  const numbers = kinds.flatMap(([, , each], n) =>
    each.map(([id, amount]) => `(${n}, '${id}', ${amount}, ${once.includes(id)})`),
  )
  const isAgain = `k.once AND i / 10 > ${people}`
  await run(`INSERT INTO indicator_entries (indicator, position, region_id, day, amount, excluded)
    SELECT k.id, i, r.id, (${at})::date, CASE WHEN ${isAgain} THEN 0 ELSE k.amount END, CASE WHEN ${isAgain} THEN 'counted-before' END
    FROM ${rows} JOIN (VALUES ${numbers.join(', ')}) AS k (n, id, amount, once) ON k.n = i % 10`)
  const cells = `CROSS JOIN LATERAL (VALUES ('all'), (region_id), (date_trunc('month', day)::date::text)) AS c (cell)`
  await run(`INSERT INTO indicator_cells (indicator, cell, value, entries, median_step)
    SELECT indicator, c.cell, sum(amount), count(*), CASE WHEN indicator LIKE '%-wait' THEN 80 END
    FROM indicator_entries ${cells} WHERE excluded IS NULL GROUP BY 1, 2`)
  await run(`INSERT INTO indicator_region_months (region_id, indicator, month, value, entries, median_step)
    SELECT region_id, indicator, date_trunc('month', day)::date, sum(amount), count(*), CASE WHEN indicator LIKE '%-wait' THEN 80 END
    FROM indicator_entries WHERE excluded IS NULL AND (indicator LIKE 'needs-%' OR indicator LIKE 'receipts%' OR indicator LIKE '%-wait') GROUP BY 1, 2, 3`)
  await run(`INSERT INTO indicator_cell_people (indicator, cell, people)
    SELECT indicator, c.cell, least(count(*), ${people}) FROM indicator_entries ${cells} WHERE indicator LIKE 'hours-%' GROUP BY 1, 2`)
  for (const [id, breakdown, keys] of breakdowns)
    await client.query(
      `INSERT INTO indicator_parts (indicator, dimension, key, value)
       SELECT $1, $2, key, s.sum / $4 FROM unnest($3::text[]) AS key,
         (SELECT coalesce(sum(value), 0) AS sum FROM indicator_cells WHERE indicator = $1 AND cell = 'all') AS s`,
      [id, breakdown, keys, keys.length],
    )
  await run(`INSERT INTO indicator_cell_people (indicator, cell, people)
    SELECT indicator, dimension || ' ' || key, ${people} FROM indicator_parts WHERE indicator LIKE 'hours-%'`)
  await run(`INSERT INTO followers (name, position) VALUES ('indicators', ${entries})
    ON CONFLICT (name) DO UPDATE SET position = excluded.position`)
  await run('VACUUM ANALYZE')
}
