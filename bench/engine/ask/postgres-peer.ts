import pg from 'pg'
import { openBenchDatabase } from '../../database'
import type { Country } from './country'

const BATCH = 20_000

/** The same people in PostgreSQL, and the nearest k who fit a post by the straight line alone. */
export type PostgresPeer = {
  ask(post: number, k: number): Promise<number[]>
  stop(): Promise<void>
}

/** Loads everybody: homes under GiST, competences at their levels and languages under GIN, free time as ranges of slots. */
export async function openPostgres(country: Country): Promise<PostgresPeer> {
  const database = await openBenchDatabase()
  const client = new pg.Client(database.connection('postgres'))
  await client.connect()
  await client.query('CREATE UNLOGGED TABLE asked (id int, home point, reach int, holds int[], free int4multirange)')
  for (let from = 0; from < country.people.count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, country.people.count - from) }, (_, n) => from + n)
    await client.query(
      `INSERT INTO asked SELECT id, point(x, y), reach, holds::int[], free::int4multirange
       FROM unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[]) AS o(id, x, y, reach, holds, free)`,
      [
        rows,
        rows.map((i) => country.people.x[i]),
        rows.map((i) => country.people.y[i]),
        rows.map((i) => country.people.reach[i]),
        rows.map((i) => `{${holdsOf(country, i).join(',')}}`),
        rows.map((i) => `{${freeOf(country, i).join(',')}}`),
      ],
    )
  }
  await client.query('CREATE INDEX ON asked USING gist (home)')
  await client.query('CREATE INDEX ON asked USING gin (holds)')
  await client.query('VACUUM ANALYZE asked')
  await client.query('SET jit = off')
  const { posts } = country
  const reachMax = country.people.reach.reduce((most, one) => Math.max(most, one), 0)
  return {
    ask: async (j, k) => {
      const [x, y] = [posts.x[j] ?? 0, posts.y[j] ?? 0]
      const competence2 = posts.competence2[j] ?? -1
      const needs = [holding(posts.competence[j] ?? 0, posts.level[j] ?? 0), speaking(posts.language[j] ?? 0)]
      if (competence2 >= 0) needs.push(holding(competence2, 1))
      const { rows } = await client.query<{ id: number }>({
        name: 'ask',
        text: `SELECT id FROM asked WHERE home <@ box(point($1::int - $3::int, $2::int - $3::int), point($1::int + $3::int, $2::int + $3::int))
          AND holds @> $4::int[] AND free @> int4range($5, $6) AND (home <-> point($1::int, $2::int)) <= reach
          ORDER BY home <-> point($1::int, $2::int) LIMIT $7`,
        values: [x, y, reachMax, needs, posts.start[j], posts.end[j], k],
      })
      return rows.map(({ id }) => id)
    },
    stop: async () => {
      await client.end()
      await database.stop()
    },
  }
}

const holding = (competence: number, level: number): number => competence * 4 + level
const speaking = (language: number): number => -1 - language

function holdsOf({ people, competences }: Country, i: number): number[] {
  const holds: number[] = []
  for (let c = 0; c < competences; c++)
    for (let level = people.level[i * competences + c] ?? 0; level > 0; level--) holds.push(holding(c, level))
  for (let l = 0; l < 8; l++) if (((people.languages[i] ?? 0) >> l) & 1) holds.push(speaking(l))
  return holds
}

function freeOf({ people, words }: Country, i: number): string[] {
  const spans: string[] = []
  const isFree = (s: number) => (((people.free[i * words + (s >> 5)] ?? 0) >>> (s & 31)) & 1) === 1
  for (let s = 0; s < words * 32; s++) {
    if (!isFree(s)) continue
    const from = s
    while (s < words * 32 && isFree(s)) s++
    spans.push(`[${from},${s})`)
  }
  return spans
}
