import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { finishActivity } from '../activities'
import { rankCandidates } from '../allocation'
import { listEntriesAfter } from '../journal'
import { newId, newPublicId } from '../kit/ids'
import { unwrap } from '../kit/result'
import type { Ctx } from '../platform'
import { changePreferences, changeWeek, loadCandidates, presets } from '../volunteers'
import { KeptIndex } from './ask-index/kept-index'
import { findPost, toProblemPost } from './queries/find-post'
import { listBestThrough } from './queries/list-best'
import { type RankedPerson, rankForPost } from './queries/rank-for-post'
import { openSeeds } from './seed-post.testing'

const PEOPLE = 600
let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>

/** Whole numbers below `n`, the same in every run. */
function dice(seed: number) {
  let state = seed
  return (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * n)
  }
}

beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
  const roll = dice(7)
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T
  const now = world.clock.now()
  const rows: (readonly [string, Record<string, unknown>])[] = []
  for (let i = 0; i < PEOPLE; i++) {
    const id = newPublicId()
    rows.push([
      'people',
      {
        id,
        region_id: d.region,
        locality_id: d.localityId,
        name: `Helper ${i}`,
        lang: 'kk',
        zone: one(['Asia/Oral', 'Asia/Oral', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Kiritimati']),
        age_band: one(['18-64', '18-64', '65-plus', '16-17']),
        birth_date: one([null, null, '1990-01-01', '2010-06-01']),
        state: one(['active', 'active', 'active', 'active', 'left']),
        came_by: 'self',
        created_at: now.toString(),
      },
    ])
    rows.push([
      'volunteers',
      {
        id,
        region_id: d.region,
        state: one(['active', 'active', 'active', 'active', 'paused']),
        joined_at: now.toString(),
        first_when: 'custom',
        interested_only: roll(12) === 0,
        latitude: 51.23 + (roll(100) - 50) / 400,
        longitude: 51.37 + (roll(100) - 50) / 400,
        cell: '',
        languages: one([['kk', 'ru'], ['ru'], ['kk']]),
        kinds: one([[], ['environment'], ['care', 'environment']]),
        transport: one(['none', 'walk', 'bicycle', 'public', 'car']),
        reach_meters: one([500, 5000, 15_000, 30_000]),
        week_minutes_max: one([60, 300, 1200]),
        rest_minutes_min: one([0, 600, 1200]),
        days_in_row_max: one([1, 2, 6]),
        last_asked_at: one([null, now.subtract({ seconds: roll(5_000_000) }).toString()]),
      },
    ])
    for (let n = roll(9); n > 0; n--) {
      const start = roll(80) * 15
      rows.push([
        'availability_rules',
        {
          id: newId(),
          volunteer_id: id,
          weekday: 1 + roll(7),
          start_minute: start + one([0, 0, 7]),
          end_minute: Math.min(1440, start + 120 + roll(80) * 15),
        },
      ])
    }
    if (roll(3) > 0)
      rows.push([
        'availability_exceptions',
        {
          id: newId(),
          volunteer_id: id,
          on_date: `2026-11-${22 + roll(5)}`,
          free: roll(2) === 0,
          start_minute: roll(40) * 15,
          end_minute: 1440 - roll(30) * 15,
        },
      ])
    if (roll(2) === 0) {
      const from = now.add({ minutes: roll(10_000) - 4000 })
      rows.push([
        'occupancy',
        {
          id: newId(),
          volunteer_id: id,
          during: `[${from},${from.add({ minutes: 30 + roll(500) })})`,
          kind: 'assignment',
          assignment_id: newId(),
          latitude: 51.4,
          longitude: one([51.4, 52]),
        },
      ])
    }
    if (roll(3) > 0)
      rows.push([
        'credentials',
        {
          id: newId(),
          volunteer_id: id,
          region_id: d.region,
          competence_id: one(['first-aid', 'boat-driving', 'sewing']),
          level: 1 + roll(3),
          ...one([{ state: 'claimed' }, { state: 'confirmed', confirmed_by: d.operator }]),
          valid_from: now.subtract({ hours: 2000 }).toString(),
          valid_until: one([null, now.add({ hours: 40 }).toString()]),
          created_at: now.toString(),
        },
      ])
    if (roll(15) === 0)
      rows.push([
        'suspensions',
        {
          id: newId(),
          person_id: id,
          region_id: d.region,
          reason: 'safety',
          started_by: d.operator,
          started_at: now.toString(),
        },
      ])
  }
  await seeds.insert(rows)
})

const start = Temporal.Instant.from('2026-11-22T10:00:00Z')

test.each([
  ['in the afternoon', 27 * 60 + 40, 'dated', []],
  ['late in the evening, over midnight', 34 * 60 + 5, 'dated', []],
  ['with a competence asked for', 29 * 60, 'dated', [{ id: 'first-aid', level: 1 }]],
  ['from afar', 27 * 60, 'remote', []],
] as const)('in steps as all at once: work %s', async (_name, minutes, form, competences) => {
  const { postId } = await seeds.post({ at: start.add({ minutes }) })
  const found = await findPost(world.db, postId)
  if (found === undefined) throw new Error('expected the post')
  const post = { ...found, form, competences, languages: ['ru'] }
  const now = world.clock.now()
  const span = { from: start.add({ hours: 24 }), to: start.add({ hours: 72 }) }
  const all = await loadCandidates(world.db, { regionId: d.region, ...span, limit: 20_000 }, now)
  const problem = toProblemPost(post, [])
  const anyTime = {
    weekMinutesMax: Number.POSITIVE_INFINITY,
    restMinutesMin: 0,
    daysInARowMax: Number.POSITIVE_INFINITY,
  }
  const people = all.map((person) =>
    form === 'remote'
      ? { ...person, availability: Int32Array.of(problem.start, problem.end), occupied: [], limits: anyTime }
      : person,
  )
  const expected = rankCandidates(problem, people, { k: 40, now: Math.floor(now.epochMilliseconds / 60_000) })
  const ranked = await rankForPost(world.db, post, now, { k: 40 })
  expect(ranked.ranked.map(({ personId, reasons, travelMinutes }) => ({ personId, reasons, travelMinutes }))).toEqual(
    expected.candidates.map(({ personId, reasons, travelMinutes }) => ({ personId, reasons, travelMinutes })),
  )
  expect(ranked.eligible).toBe(expected.eligible)
  expect(expected.eligible).toBeGreaterThan(0)
  expect([...ranked.excludedByRule].sort()).toEqual([...expected.excluded].sort())
  expect(ranked.excluded).toEqual(
    people.flatMap(({ id }, index) => {
      const exclusion = expected.exclusionOf(index)
      return exclusion === undefined ? [] : [{ id, exclusion }]
    }),
  )
})

const shown = (ranked: readonly RankedPerson[] | undefined) =>
  ranked?.map(({ personId, reasons, travelMinutes, chance }) => ({ personId, reasons, travelMinutes, chance }))

/** A post of the week that begins so many minutes after `start`. */
async function findWork(
  minutes: number,
  competences: readonly { id: string; level: number }[] = [],
  languages = ['ru'],
) {
  const { postId } = await seeds.post({ at: start.add({ minutes }) })
  const found = await findPost(world.db, postId)
  if (found === undefined) throw new Error('expected the post')
  return { ...found, competences: [...competences], languages }
}

async function openIndex(): Promise<KeptIndex> {
  const kept = new KeptIndex(world.system)
  await kept.fill()
  return kept
}

const everyone = async (post: Awaited<ReturnType<typeof findWork>>, k: number) =>
  shown((await rankForPost(world.db, post, world.clock.now(), { k })).ranked)

test.each([
  ['in the afternoon', 27 * 60 + 40, []],
  ['late in the evening, over midnight', 34 * 60 + 5, []],
  ['with a competence asked for', 29 * 60, [{ id: 'first-aid', level: 1 }]],
  ['in six days', 6 * 1440 + 60, []],
  ['right now', 10, []],
] as const)('through the index the same come in the same order: work %s', async (_name, minutes, competences) => {
  const post = await findWork(minutes, competences)
  const kept = await openIndex()
  expect(kept.size).toBeGreaterThan(200)
  for (const k of [1, 7, 40, 1000]) {
    const through = shown(await listBestThrough(kept, world.db, post, world.clock.now(), k))
    expect(through).toEqual(await everyone(post, k))
    expect(through?.length).toBeGreaterThan(0)
  }
})

test('what somebody changes counts at once, before the journal is followed and after', async () => {
  const post = await findWork(27 * 60 + 40)
  const kept = await openIndex()
  const now = world.clock.now()
  const before = (await rankForPost(world.db, post, now, { k: 1000 })).ranked
  const as = (personId: string): Ctx => ({
    ...world.system,
    actor: { kind: 'person', personId, name: 'Helper', sessionId: newPublicId(), grants: [] },
    door: 'web',
  })
  const [first = '', second = ''] = before.map(({ personId }) => personId).filter((id) => id !== d.lina)
  unwrap(await changePreferences(as(first), { volunteerId: first, preferences: { interestedOnly: true } }))
  unwrap(await changeWeek(as(second), { volunteerId: second, rules: [] }))
  unwrap(await changeWeek(as(d.lina), { volunteerId: d.lina, rules: presets.everyday }))
  const after = await everyone(post, 40)
  expect(after?.map(({ personId }) => personId)).toContain(d.lina)
  expect(after?.map(({ personId }) => personId)).not.toContain(first)
  expect(shown(await listBestThrough(kept, world.db, post, now, 40))).toEqual(after)
  await world.entries()
  await kept.follower.handle(await listEntriesAfter(world.db, 0, 500), world.db)
  expect((await kept.propose(toProblemPost(post, []), 1000, now))?.besides).toEqual([])
  for (const k of [3, 40, 1000])
    expect(shown(await listBestThrough(kept, world.db, post, now, k))).toEqual(await everyone(post, k))
})

test('work that is done gives its people back to the index', async () => {
  const { postId, activityId } = await seeds.post({ at: world.clock.now().subtract({ hours: 1 }) })
  const post = await findWork(5)
  const now = world.clock.now()
  const [first = ''] = (await rankForPost(world.db, post, now, { k: 1 })).ranked.map(({ personId }) => personId)
  const assignmentId = newPublicId()
  const span = { starts_at: now.subtract({ hours: 1 }).toString(), ends_at: now.add({ hours: 2 }).toString() }
  const during = `[${span.starts_at},${span.ends_at})`
  await seeds.insert([
    [
      'assignments',
      {
        ...{ id: assignmentId, slot_id: newPublicId(), post_id: postId, activity_id: activityId, volunteer_id: first },
        ...{ region_id: d.region, answer_id: newPublicId(), terms_version: 1, state: 'live', made_at: now.toString() },
        ...span,
      },
    ],
    ['occupancy', { id: newId(), volunteer_id: first, during, kind: 'assignment', assignment_id: assignmentId }],
  ])
  const kept = await openIndex()
  const proposed = async () => (await kept.propose(toProblemPost(post, []), 1000, now))?.best.map(({ id }) => id)
  expect(await proposed()).not.toContain(first)
  const grants = [{ role: 'coordinator' as const, organizationId: d.organizationId, regionId: null }]
  const dana: Ctx = {
    ...world.system,
    actor: { kind: 'person', personId: d.dana, name: 'Dana', sessionId: '', grants },
  }
  unwrap(await finishActivity(dana, { activityId }))
  expect(shown(await listBestThrough(kept, world.db, post, now, 3))).toEqual(await everyone(post, 3))
  await world.entries()
  await kept.follower.handle(await listEntriesAfter(world.db, 0, 500), world.db)
  expect(await proposed()).toContain(first)
})

test('what the index cannot answer is read in full: work from afar, beyond its days, and before it is filled', async () => {
  const now = world.clock.now()
  const post = await findWork(27 * 60)
  const kept = await openIndex()
  expect(await listBestThrough(kept, world.db, { ...post, form: 'remote' }, now, 5)).toBeUndefined()
  expect(await listBestThrough(kept, world.db, post, now.add({ hours: 49 }), 5)).toBeUndefined()
  expect(await listBestThrough(kept, world.db, await findWork(9 * 1440), now, 5)).toBeUndefined()
  expect(await listBestThrough(new KeptIndex(world.system), world.db, post, now, 5)).toBeUndefined()
})
