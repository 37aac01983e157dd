import { beforeEach, expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { KeptIndex } from './ask-index/kept-index'
import { loadPlanProblem } from './plan/queries/load-plan-problem'
import { toAskingOrder } from './queries/asking-order'
import { findPost } from './queries/find-post'
import { listBestThrough } from './queries/list-best'
import { rankForPost } from './queries/rank-for-post'
import { openSeeds } from './seed-post.testing'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const now = world.clock.now()

/** A request of somebody with or without an account. */
async function seedNeed(personId: string | null): Promise<string> {
  const id = newPublicId()
  await seeds.insert([
    [
      'needs',
      {
        ...{ id, reference: id.slice(0, 9), region_id: d.region, locality_id: d.localityId, state: 'verified' },
        ...{ kind: 'care', urgency: 'expected', severity: 'unknown', certainty: 'unknown', home_address: true },
        ...{ needed_by: now.add({ hours: 200 }).toString(), zone: d.zone, door: 'web', person_id: personId },
        ...{ raised_at: now.toString(), checked_at: now.toString() },
      },
    ],
  ])
  return id
}
/** A visit of care at a request, so many hours from now. */
async function seedVisit(hours: number, of: { need?: string; series?: string; kind?: string }) {
  const made = await seeds.post({ title: 'A visit', at: now.add({ hours }), state: hours < 0 ? 'done' : 'open' })
  await seeds.set('activities', made.activityId, {
    kind: of.kind ?? 'social-care',
    need_id: of.need ?? null,
    series_id: of.series ?? null,
  })
  return made
}
/** That somebody was at a visit, or did not come. */
const seedDone = (at: { postId: string; activityId: string }, volunteerId: string, state = 'done') =>
  seeds.insert([
    [
      'assignments',
      {
        ...{ id: newPublicId(), slot_id: newPublicId(), post_id: at.postId, activity_id: at.activityId },
        ...{ volunteer_id: volunteerId, region_id: d.region, answer_id: newPublicId(), terms_version: 1, state },
        ...{ starts_at: now.toString(), ends_at: now.add({ hours: 1 }).toString() },
        ...{ made_at: now.toString(), ended_at: now.toString(), no_show_witness: state === 'no-show' ? d.dana : null },
      },
    ],
  ])
async function postAt(hours: number, of: Parameters<typeof seedVisit>[1]) {
  const post = await findPost(world.db, (await seedVisit(hours, of)).postId)
  if (post === undefined) throw new Error('expected the post')
  return post
}
const first = async (post: Awaited<ReturnType<typeof postAt>>) => {
  const [best] = (await rankForPost(world.db, post, now, { k: 1 })).ranked
  return { id: best?.personId, visits: best?.reasons.flatMap((one) => (one.code === 'steady' ? [one.visits] : [])) }
}

let steady = ''
let fresh = ''
beforeEach(async () => {
  // Less loaded by name order and by everything else: `fresh` would come first.
  fresh = await seeds.volunteer('Fresh', { volunteer: { last_asked_at: null } })
  steady = await seeds.volunteer('Steady', { volunteer: { last_asked_at: now.toString() } })
  for (const id of [d.lina, d.arman, d.aigul]) await seeds.set('volunteers', id, { state: 'paused' })
  await seeds.insert([
    [
      'occupancy',
      {
        ...{ id: newId(), volunteer_id: steady, kind: 'assignment', assignment_id: newPublicId() },
        during: `[${now.subtract({ hours: 90 })},${now.subtract({ hours: 80 })})`,
      },
    ],
  ])
  return async () => {
    for (const id of [fresh, steady]) await seeds.set('volunteers', id, { state: 'left' })
  }
})

test.each([
  [
    'of the same person, by another request',
    async () => [{ need: await seedNeed(d.aigul) }, { need: await seedNeed(d.aigul) }],
  ],
  [
    'at the same request of somebody without an account',
    async () => {
      const need = await seedNeed(null)
      return [{ need }, { need }]
    },
  ],
  [
    'at work that repeats',
    async () => {
      const series = newPublicId()
      return [{ series }, { series }]
    },
  ],
])('whoever was there before comes first, above fair load: %s', async (_name, make) => {
  const [before = {}, after = {}] = await make()
  expect((await first(await postAt(50, after))).id).toBe(fresh)
  for (const hours of [-100, -50]) await seedDone(await seedVisit(hours, before), steady)
  const post = await postAt(60, after)
  expect(await first(post)).toEqual({ id: steady, visits: [2] })
  const kept = new KeptIndex(world.system)
  await kept.fill()
  const through = await listBestThrough(kept, world.db, post, now, 1)
  expect(through?.map(({ personId }) => personId)).toEqual([steady])
  const scope = { organizationId: d.organizationId, regionId: d.region }
  const wishes = { days: 7, travelBand: 15, restDays: 0, postsMax: 2 }
  const { problem } = await loadPlanProblem(world.db, scope, wishes, { from: now, to: now.add({ hours: 168 }) })
  const planned = problem.posts.find((one) => one.post.id === post.id)
  const person = problem.people.find(({ id }) => id === steady)
  expect(person?.visitsTo.get(planned?.post.accompanies ?? '')).toBe(2)
})

test('a visit that did not come about counts for nothing, nor does company at other work', async () => {
  const need = await seedNeed(null)
  await seedDone(await seedVisit(-40, { need }), steady, 'no-show')
  expect((await first(await postAt(70, { need }))).id).toBe(fresh)
  await seedDone(await seedVisit(-30, { need }), steady)
  expect((await first(await postAt(72, { need, kind: 'environment' }))).id).toBe(fresh)
  expect((await first(await postAt(74, { need }))).id).toBe(steady)
})

test('whoever was asked last time stands behind, but not for somebody they accompany', async () => {
  const need = await seedNeed(null)
  await seedDone(await seedVisit(-40, { need }), steady)
  const post = await postAt(80, { need })
  const callOutId = newPublicId()
  const ask = { ...{ id: newPublicId(), code: 'A', call_out_id: callOutId, post_id: newPublicId() } }
  await seeds.insert([
    [
      'call_outs',
      {
        ...{ id: callOutId, region_id: d.region, organization_id: d.organizationId, activity_id: newPublicId() },
        ...{ post_id: newPublicId(), started_by: d.dana, started_at: now.toString(), ceiling: 5, wanted_permille: 900 },
        ...{ answer_minutes: 30, state: 'filled', sent: 1, ranked_at: now.toString(), ended_at: now.toString() },
      },
    ],
    [
      'asks',
      {
        ...{ ...ask, activity_id: newPublicId(), organization_id: d.organizationId, volunteer_id: steady },
        ...{ region_id: d.region, kind: 'environment', terms_version: 1, chance_permille: 500, state: 'silent' },
        ...{ asked_at: now.toString(), answer_by: now.add({ hours: 1 }).toString() },
      },
    ],
  ])
  const orderOf = async (work: typeof post) =>
    (await toAskingOrder(world.db, work, (await rankForPost(world.db, work, now, { k: 5 })).ranked)).map(
      (one) => one.personId,
    )
  expect(await orderOf(post)).toEqual([steady, fresh])
  expect(await orderOf(await postAt(82, {}))).toEqual([fresh, steady])
})
