import fc from 'fast-check'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { revokeCredential } from '../training'
import { auditActivities } from './audit'
import { answerPost } from './commands/answer-post'
import { activitiesRoom } from './index'
import { refreshOffers } from './jobs'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'
import { makeUndoLink } from './undo-link'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

const clean = { doubleBookings: 0, overfilled: 0, missingYes: 0 }

/** Writes rows past the commands: what stands there before a test begins. */
async function put(table: string, row: Record<string, unknown>): Promise<void> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    const names = Object.keys(row)
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(row),
    )
  } finally {
    await client.end()
  }
}

const as = (personId: string, name: string) => ({
  ...world.system,
  actor: { kind: 'person' as const, personId, name, sessionId: personId, grants: [] },
  door: 'call' as const,
})

async function consentTo(personId: string, givenBy: string): Promise<string> {
  const id = newId()
  await put('consents', {
    id,
    person_id: personId,
    purpose: 'help-by-operator',
    data: ['answers'],
    given_by: givenBy,
    given_how: 'call',
    given_at: world.clock.now().toString(),
    valid_until: world.clock.now().add({ hours: 1 }).toString(),
  })
  return id
}

test('an operator passes on a yes under a consent; the person takes it back in one step, without an account', async () => {
  const made = await anActivity(world, d, { date: '2026-12-05' })
  const consentId = await consentTo(d.aigul, d.operator)
  const yes = await answerPost(as(d.operator, 'Olzhas'), {
    postId: made.postId,
    volunteerId: d.aigul,
    kind: 'yes',
    consentId,
  })
  if (!yes.ok || yes.value.outcome !== 'seated') throw new Error(JSON.stringify(yes))
  const entry = (await world.entries()).findLast((one) => one.kind === 'answer.given')
  expect(entry?.body).toMatchObject({ conveyed: true, authorId: d.operator, consentId })
  const aigul = await inEnglish(world, d.aigul)
  expect(await (await aigul.get(`/me/assignments/${yes.value.assignmentId}`)).text()).toContain(
    'Someone else passed on',
  )
  const path = (await makeUndoLink(world.db, yes.value.answerId, world.clock.now())) ?? ''
  const phone = await inEnglish(world)
  expect((await phone.get(path)).status).toBe(200)
  expect(await (await phone.post(path)).text()).toContain('The answer is undone')
  const busy = await world.db.selectFrom('occupancy').select('id').where('volunteer_id', '=', d.aigul).execute()
  expect(busy).toEqual([])
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('nobody passes on a yes without a consent, after it ended, or with power over the person', async () => {
  const made = await anActivity(world, d, { date: '2026-12-06' })
  const say = (by: string, consentId?: string) =>
    answerPost(as(by, 'x'), { postId: made.postId, volunteerId: d.aigul, kind: 'yes', consentId })
  expect(await say(d.operator)).toMatchObject({ error: { kind: 'not-theirs' } })
  // A consent given to one operator does not serve another.
  expect(await say(d.authority, await consentTo(d.aigul, d.operator))).toMatchObject({
    error: { kind: 'consent-invalid' },
  })
  // Dana leads this activity.
  expect(await say(d.dana, await consentTo(d.aigul, d.dana))).toMatchObject({ error: { kind: 'power-over-person' } })
  const consentId = await consentTo(d.aigul, d.operator)
  world.clock.advance({ hours: 2 })
  expect(await say(d.operator, consentId)).toMatchObject({ error: { kind: 'consent-invalid' } })
})

test('a companion answers only for whoever let them answer; a partner’s key under no consent given to a person', async () => {
  const made = await anActivity(world, d, { date: '2026-12-07' })
  const allowed = async (...data: string[]) => {
    const consentId = newId()
    const now = world.clock.now().toString()
    const row = { id: consentId, person_id: d.aigul, purpose: 'companion', data, given_by: d.aigul, given_how: 'web' }
    await put('consents', { ...row, given_at: now })
    const pair = { id: newId(), person_id: d.aigul, companion_id: d.arman, consent_id: consentId, created_at: now }
    await put('companions', pair)
    return consentId
  }
  const say = (ctx: typeof world.system, consentId: string) =>
    answerPost(ctx, { postId: made.postId, volunteerId: d.aigul, kind: 'yes', consentId })
  const arman = as(d.arman, 'Arman')
  expect(await say(arman, await allowed('confirm-help'))).toMatchObject({ error: { kind: 'consent-invalid' } })
  const key = {
    ...world.system,
    actor: { kind: 'key' as const, keyId: newId(), organizationId: null, regionId: null, scopes: ['people:help'] },
    door: 'api' as const,
  }
  expect(await say(key, await consentTo(d.aigul, d.operator))).toMatchObject({ error: { kind: 'consent-invalid' } })
  expect(await say(arman, await allowed('confirm-help', 'answer-asks'))).toMatchObject({ ok: true })
})

test('whoever has a seat finds the organizer’s look at the list among the looks at their data', async () => {
  const made = await anActivity(world, d, { date: '2026-12-08' })
  const lina = await inEnglish(world, d.lina)
  expect((await sayYes(lina, made)).status).toBe(303)
  expect(await (await lina.get('/me/account/looks')).text()).not.toContain('Dana')
  const dana = await inEnglish(world, d.dana)
  await dana.get(`/activities/${made.activityId}/roster`)
  expect(await (await lina.get('/me/account/looks')).text()).toContain('Dana')
})

test('a suspended person is not seated and not checked in', async () => {
  const made = await anActivity(world, d, { date: '2026-12-12' })
  const [banned = ''] = await addCrowd(world, d, 1)
  await put('suspensions', {
    id: newPublicId(),
    person_id: banned,
    region_id: d.region,
    reason: 'harm',
    started_by: d.officer,
    started_at: world.clock.now().toString(),
  })
  const refused = await sayYes(await inEnglish(world, banned), made)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Your participation is suspended')
})

test('a post that needs a document opens only with one that is valid for its whole time', async () => {
  const made = await anActivity(world, d, {
    date: '2026-12-13',
    competence: 'water-rescue',
    flags: 'heavy',
    emergencyContact: 'Dana, 8 701 234 56 78',
    do: 'draft',
  })
  const dana = await inEnglish(world, d.dana)
  await dana.post(`/activities/${made.activityId}/publish`, {
    stated: ['safe-methods', 'first-aid-on-site', 'authority-agreed', 'written-contract-protective-clothing'],
  })
  await (await inEnglish(world, d.authority)).post(`/activities/${made.activityId}/review`, { verdict: 'open' })
  const accept = { briefing: '1', [`accept_${made.postId.slice(0, 8)}`]: ['briefing', 'ethics-1'] }
  const lina = await inEnglish(world, d.lina)
  const refused = await sayYes(lina, made, accept)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Water rescue')
  const credential = async (until: string) => {
    const id = newPublicId()
    await put('credentials', {
      id,
      region_id: d.region,
      volunteer_id: d.lina,
      competence_id: 'water-rescue',
      level: 2,
      state: 'confirmed',
      valid_from: '2026-01-01T00:00:00Z',
      valid_until: until,
      confirmed_by: d.dana,
      confirmed_at: '2026-01-01T00:00:00Z',
      created_at: '2026-01-01T00:00:00Z',
    })
    return id
  }
  // Ends in the middle of the shift.
  await credential('2026-12-13T06:00:00Z')
  expect((await sayYes(lina, made, accept)).status).toBe(422)
  const valid = await credential('2027-12-13T06:00:00Z')
  expect((await sayYes(lina, made, accept)).headers.get('location')).toMatch(/^\/me\/assignments\//)
  const used = await world.db.selectFrom('assignment_credentials').select('competence_id').execute()
  expect(used).toEqual([{ competence_id: 'water-rescue' }])
  // Taken back later: the seat is neither silently kept nor silently ended.
  const revoked = await revokeCredential(as(d.lina, 'Lina'), { credentialId: valid })
  expect(revoked.ok).toBe(true)
  await world.entries()
  await world.entries()
  const seat = await world.db
    .selectFrom('assignments')
    .select(['state', 'at_risk'])
    .where('volunteer_id', '=', d.lina)
    .where('post_id', '=', made.postId)
    .executeTakeFirst()
  expect(seat).toEqual({ state: 'live', at_risk: 'competence-missing' })
  const desk = await (await dana.get('/desk?show=at-risk')).text()
  expect(desk).toMatch(/1<\/[^>]+>(<[^>]+>)*seats at risk/)
  expect(desk).toContain(`/activities/${made.activityId}`)
})

test('the record says nothing in public of who, where exactly or when to the minute', async () => {
  const about = (await world.entries()).filter((entry) => /^(answer|assignment|waiting|attendance)\./.test(entry.kind))
  expect(about.length).toBeGreaterThan(3)
  for (const entry of about) {
    const { region, day, kind, ...rest } = entry.publicBody
    expect({ region, kind: typeof kind }).toEqual({ region: d.region, kind: 'string' })
    expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(Object.keys(rest).filter((key) => !['outcome', 'door'].includes(key))).toEqual([])
  }
})

test('whatever people do at once, in any order, nothing forbidden is ever written', async () => {
  const crowd = await addCrowd(world, d, 12)
  const browsers = await Promise.all(crowd.map((id) => world.browser(id)))
  const dana = await world.browser(d.dana)
  let day = Temporal.PlainDate.from('2027-03-01')
  const act = fc.record({
    who: fc.nat({ max: 11 }),
    what: fc.constantFrom('yes', 'yes', 'yes', 'wait', 'back', 'no', 'swap', 'accept', 'stand-in'),
    post: fc.nat({ max: 2 }),
  })
  const organizer = fc.constantFrom('seats-more', 'seats-less', 'time', 'none', 'none', 'cancel')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), organizer, async (acts, change) => {
      day = day.add({ days: 1 })
      const date = day.toString()
      const posts = [
        await anActivity(world, d, { date, from: '10:00', until: '12:00', seats: '3' }, dana),
        await anActivity(world, d, { date, from: '11:00', until: '13:00', seats: '2' }, dana),
        await anActivity(world, d, { date, from: '14:00', until: '16:00', seats: '1' }, dana),
      ]
      const [target] = posts
      const organize = async (): Promise<unknown> => {
        if (target === undefined || change === 'none') return undefined
        const base = `/activities/${target.activityId}`
        if (change === 'cancel') return dana.post(`${base}/cancel`)
        if (change === 'time')
          return dana.post(`${base}/posts/${target.postId}/time`, { date, from: '09:00', until: '11:30' })
        return dana.post(`${base}/posts/${target.postId}/seats`, { seats: change === 'seats-more' ? '5' : '1' })
      }
      const run = async ({ who, what, post }: { who: number; what: string; post: number }): Promise<unknown> => {
        const browser = browsers[who]
        const place = posts[post]
        if (browser === undefined || place === undefined) return undefined
        if (what === 'yes' || what === 'wait') return sayYes(browser, place, what === 'wait' ? { wait: '1' } : {})
        if (what === 'no') return sayYes(browser, place, { say: 'no' })
        if (what === 'accept') {
          const offer = await world.db
            .selectFrom('swaps')
            .select('id')
            .where('state', '=', 'offered')
            .executeTakeFirst()
          return offer === undefined ? undefined : browser.post(`/swaps/${offer.id}/decide`, { say: 'yes' })
        }
        const own = await world.db
          .selectFrom('assignments')
          .select('id')
          .where('volunteer_id', '=', crowd[who] ?? '')
          .where('state', '=', 'live')
          .where('post_id', '=', place.postId)
          .executeTakeFirst()
        if (own === undefined) return undefined
        const path = `/me/assignments/${own.id}`
        if (what === 'back') return browser.post(`${path}/give-back`)
        if (what === 'stand-in') return browser.post(`${path}/stand-in`)
        return browser.post(`${path}/swap`, { post: posts[(post + 1) % 3]?.postId ?? '' })
      }
      const half = Math.floor(acts.length / 2)
      const answers = [
        ...(await Promise.all(acts.slice(0, half).map(run))),
        ...(await Promise.all([organize(), ...acts.slice(half).map(run)])),
      ]
      for (const answer of answers) if (answer instanceof Response) expect(answer.status).toBeLessThan(500)
      for (const post of posts) await refreshOffers(world.system, { postId: post.postId })
      expect(await auditActivities(world.db)).toEqual(clean)
      // Nobody waits while a seat is free.
      const idle = await world.db
        .selectFrom('waiting_list as w')
        .innerJoin('slots as s', 's.post_id', 'w.post_id')
        .innerJoin('activities as a', 'a.id', 's.activity_id')
        .select('w.volunteer_id')
        .where('w.state', '=', 'waiting')
        .where('s.volunteer_id', 'is', null)
        .where('s.offered_until', 'is', null)
        .where('a.state', '=', 'open')
        .execute()
      expect(idle).toEqual([])
    }),
    { numRuns: 8, seed: 20261122 },
  )
}, 120_000)

test.each(activitiesRoom.routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'may not: %s',
  async (_, route) => {
    shared ??= await anActivity(world, d, { date: '2027-05-01' })
    const { activityId, postId } = shared
    const path = route.path
      .replace(':id', route.path.startsWith('/activities') ? activityId : newPublicId())
      .replace(':post', postId)
      .replace(':assignment', newPublicId())
      .replace(':secret', 'x'.repeat(32))
    const visitor = await world.browser()
    const stranger = await world.browser(d.aigul)
    const send = (browser: typeof visitor) => (route.method === 'GET' ? browser.get(path) : browser.post(path))
    const [out, other] = [(await send(visitor)).status, (await send(stranger)).status]
    if (route.may === 'anyone') expect(out).toBe(200)
    else if (route.may === 'secret-link') expect([out, other]).toEqual([410, 410])
    else {
      expect(out).toBe(route.method === 'GET' ? 303 : 403)
      if (route.may !== 'signed-in') expect(other).toBe(403)
    }
  },
)
let shared: { activityId: string; postId: string } | undefined
