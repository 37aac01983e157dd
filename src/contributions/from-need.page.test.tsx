import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newId } from '../kit/ids'
import { unwrap } from '../kit/result'
import { claimLine, raiseNeed, readLine, receiveHelp, verifyNeed } from '../needs'
import type { Ctx } from '../platform'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

const as = (personId: string, role: 'operator' | 'coordinator'): Ctx => ({
  ...world.system,
  actor: {
    kind: 'person',
    personId,
    name: 'someone',
    sessionId: newId(),
    grants: [
      {
        role,
        organizationId: role === 'coordinator' ? d.organizationId : null,
        regionId: role === 'operator' ? d.region : null,
      },
    ],
  },
  door: 'web',
})

test('a claimed line becomes an activity; who asked is told who comes, and their receipt confirms the result', async () => {
  const need = unwrap(
    await raiseNeed(
      { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
      {
        kind: 'food',
        lines: [readLine('bread', '10')].flatMap((line) => line ?? []),
        words: '',
        place: {
          regionId: d.region,
          districtId: d.districtId,
          localityId: d.localityId,
          zone: d.zone,
          address: 'Abai street 12',
          atHome: false,
        },
        neededBy: world.clock.now().add({ hours: 24 }),
        urgency: 'expected',
        vulnerability: [],
        name: 'Kulyash',
        contact: { kind: 'phone', value: '+77011234567' },
        callSafe: true,
        textSafe: true,
        lang: 'kk',
      },
    ),
  )
  unwrap(
    await verifyNeed(as(d.operator, 'operator'), {
      needId: need.needId,
      method: 'call',
      words: '',
    }),
  )
  const line = await world.db
    .selectFrom('need_lines')
    .select(['id', 'open'])
    .where('need_id', '=', need.needId)
    .executeTakeFirstOrThrow()
  const claim = unwrap(
    await claimLine(as(d.dana, 'coordinator'), {
      lineId: line.id,
      organizationId: d.organizationId,
      quantity: line.open,
      until: world.clock.now().add({ hours: 20 }),
    }),
  )
  const dana = await world.browser(d.dana)
  dana.cookies.set('lang', 'en')
  const form = await (await dana.get(`/activities/new?claim=${claim.claimId}`)).text()
  expect(form).toContain(need.reference)
  expect(form).not.toContain('Abai street')
  const made = await dana.post('/activities/new', {
    claim: claim.claimId,
    organization: d.organizationId,
    work: 'delivery',
    place: d.localityId,
    date: '2026-11-23',
    from: '10:00',
    until: '12:00',
    seats: '2',
    resultQuantity: '1',
    do: 'publish',
  })
  const activityId = /\/activities\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
  const post = await world.db
    .selectFrom('posts')
    .select('id')
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  const lina = await world.browser(d.lina)
  const yes = await lina.post(`/activities/${activityId}/posts/${post.id}/answer`, { say: 'yes' })
  expect(yes.headers.get('location')).toMatch(/^\/me\/assignments\//)
  await world.entries()
  const told = async () => {
    await world.entries()
    return (await world.entries()).filter((entry) => entry.subjectId === need.needId).map((entry) => entry.kind)
  }
  expect(await told()).toEqual(expect.arrayContaining(['need.first-yes', 'need.people-coming']))

  // She cannot after all, then she can: who asked is told each time.
  await lina.post(`${yes.headers.get('location')}/give-back`)
  expect((await told()).at(-1)).toBe('need.visit-cancelled')
  const again = await lina.post(`/activities/${activityId}/posts/${post.id}/answer`, { say: 'yes' })
  expect((await told()).at(-1)).toBe('need.people-coming')

  world.clock.advance({ hours: 19 })
  await lina.post(`${again.headers.get('location')}/check-in`)
  world.clock.advance({ minutes: 40 })
  await lina.post(`${again.headers.get('location')}/check-out`)
  expect((await dana.post(`/activities/${activityId}/result`, { quantity: '1' })).status).toBe(303)
  expect(await told()).toContain('need.helped')
  unwrap(await receiveHelp(world.system, { needId: need.needId, result: 'yes', reason: null }))
  await told()
  const result = await world.db
    .selectFrom('results')
    .select(['state', 'confirmed_by_kind'])
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  expect(result).toEqual({ state: 'confirmed', confirmed_by_kind: 'person-helped' })
})
