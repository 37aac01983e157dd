import { createHash, hash as digest } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderSource } from '../../src/cli/verify/folder-source'
import { catchUp, exportLog } from '../../src/journal'
import { openDb, openPool } from '../../src/platform'
import {
  findingList,
  leafInput,
  nodeInput,
  parseBundle,
  readHead,
  type SyncHash,
  TILE_WIDTH,
  verifyCopy,
} from '../../src/verify'
import type { BenchDatabase } from '../database'
import type { Figure } from '../figure'
import { median, ms, perSecond, times } from '../numbers'
import { followerIn } from './follower-in'

const ENTRIES = 1_000_000
const VERIFY_ROUNDS = 3
const MEGABYTE = 1024 * 1024
const MEMORY_GROWTH_MAX = 1.25
const VERIFY_TIMES_MAX = 2

const sha256: SyncHash = (data) => digest('sha256', data, 'buffer')

/** A million entries sealed from the first on, the memory that takes, and the whole of it verified from files. */
export async function sealMillion(database: BenchDatabase): Promise<Figure[]> {
  await load(database)
  const db = openDb(openPool(database.connection('asar_app')))
  const dataFolder = await mkdtemp(join(tmpdir(), 'asar-bench-log-'))
  try {
    const rss: number[] = []
    const watch = setInterval(() => rss.push(process.memoryUsage().rss), 250)
    const started = performance.now()
    await catchUp(db, followerIn(db, dataFolder))
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    const early = Math.max(...rss.slice(0, Math.ceil(rss.length / 10)))
    const late = Math.max(...rss.slice(Math.ceil(rss.length / 10)))
    const folder = join(dataFolder, 'copy')
    await exportLog(db, folder)
    return [
      {
        figure: 'a million entries sealed from zero',
        ours: `${seconds.toFixed(0)} s, ${perSecond(ENTRIES / seconds)}`,
        other: '',
        judged: '',
        limit: '',
        holds: undefined,
      },
      {
        figure: 'memory of the process meanwhile, last nine tenths against the first',
        ours: `${(late / MEGABYTE).toFixed(0)} MB`,
        other: `${(early / MEGABYTE).toFixed(0)} MB`,
        judged: times(late / early),
        limit: `≤ ${times(MEMORY_GROWTH_MAX)}`,
        holds: late / early <= MEMORY_GROWTH_MAX,
      },
      ...(await verifyAll(folder)),
    ]
  } finally {
    await db.destroy()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

// As entries look that commands write; positions are given already.
const load = (database: BenchDatabase) =>
  database.load(async (client) => {
    await client.query('SET session_replication_role = replica')
    await client.query(
      `INSERT INTO journal (id, at, actor_kind, door, region_id, kind, subject_kind, subject_id, body, public_body, commitments)
       SELECT gen_random_uuid(), timestamptz '2026-01-01' + n * interval '10 seconds', 'system', 'web', 'KZ-27', 'need.raised', 'need',
         gen_random_uuid(), jsonb_build_object('number', n),
         jsonb_build_object('region', 'KZ-27', 'day', '2026-01-01', 'need', gen_random_uuid(), 'kind', 'food', 'urgency', 'expected', 'count', 1),
         jsonb_build_object('request', encode(sha256(n::text::bytea), 'hex'))
       FROM generate_series(1, $1::int) AS n`,
      [ENTRIES],
    )
    await client.query(
      'INSERT INTO journal_positions (position, entry_id) SELECT row_number() OVER (ORDER BY seq), id FROM journal',
    )
    await client.query('ANALYZE journal, journal_positions')
  })

async function verifyAll(folder: string): Promise<Figure[]> {
  const ours: number[] = []
  const pieces: number[] = []
  const streams: number[] = []
  for (let round = 0; round <= VERIFY_ROUNDS; round++) {
    const took = [
      await timed(() => verify(folder)),
      await timed(() => hashPieces(folder)),
      await timed(() => hashFiles(folder)),
    ] as const
    if (round === 0) continue
    ours.push(took[0])
    pieces.push(took[1])
    streams.push(took[2])
  }
  const ratio = median(ours.map((one, at) => one / (pieces[at] ?? Number.NaN)))
  return [
    {
      figure: 'a whole copy verified, a million entries',
      ours: `${ms(median(ours))}, ${perSecond((ENTRIES * 1000) / median(ours))}`,
      other: `${ms(median(pieces))} node:crypto over the same entries and nodes, one by one`,
      judged: times(ratio),
      limit: `≤ ${times(VERIFY_TIMES_MAX)}`,
      holds: ratio <= VERIFY_TIMES_MAX,
    },
    {
      figure: 'the same against one hash over all files, which no tree allows',
      ours: ms(median(ours)),
      other: ms(median(streams)),
      judged: times(median(ours) / median(streams)),
      limit: '',
      holds: undefined,
    },
  ]
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function verify(folder: string): Promise<void> {
  const findings = findingList()
  const source = folderSource(folder)
  const head = await readHead(source, undefined, findings)
  if (head !== undefined) await verifyCopy(sha256, source, head, findings)
  if (findings.count > 0 || head?.checkpoint.size !== ENTRIES) throw new Error(JSON.stringify(findings.listed))
}

const filesOf = async (folder: string) =>
  (await readdir(join(folder, 'tile'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())

// What every verifier has to hash: each entry by itself, and a node for each but one.
async function hashPieces(folder: string): Promise<void> {
  let nodes = -1
  const node = new Uint8Array(32)
  for (const file of await filesOf(folder)) {
    const bytes = await readFile(join(file.parentPath, file.name))
    if (!file.parentPath.includes('entries')) continue
    const width = file.parentPath.endsWith('.p') ? Number(file.name) : TILE_WIDTH
    for (const entry of parseBundle(bytes, width) ?? []) {
      sha256(leafInput(entry))
      nodes += 1
    }
  }
  for (let at = 0; at < nodes; at++) sha256(nodeInput(node, node))
}

async function hashFiles(folder: string): Promise<void> {
  const hash = createHash('sha256')
  for (const file of await filesOf(folder)) hash.update(await readFile(join(file.parentPath, file.name)))
  hash.digest()
}
