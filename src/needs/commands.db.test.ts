import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { ok, unwrap } from '../kit/result'
import { type Ctx, inCommand } from '../platform'
import {
  claimLine,
  correctNeed,
  decideLink,
  giveToLine,
  keepClaim,
  lapseClaim,
  noteFirstYes,
  noteHelped,
  notePeopleComing,
  type RaiseNeed,
  raiseNeed,
  readLine,
  readNeedContact,
  receiveHelp,
  releaseClaim,
  reopenNeed,
  tellUnmet,
  verifyNeed,
} from '.'
import { needsJobs } from './jobs'

let world: World
let d: District
let other: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  other = await anOrganization('Second helpers', true)
})

/** An organization past the commands: what a test stands on. */
async function anOrganization(name: string, verified: boolean): Promise<string> {
  const pg = await import('pg')
  const client = new pg.default.Client(world.connection('postgres'))
  await client.connect()
  const id = newPublicId()
  const now = world.clock.now().toString()
  await client.query('SET session_replication_role = replica')
  await client.query(
    `INSERT INTO organizations (id, region_id, kind, name, state, created_by, created_at, verified_at) VALUES ($1, $2, $7, $3, 'active', $4, $5, $6)`,
    [id, d.region, name, d.dana, now, verified ? now : null, verified ? 'ngo' : 'group'],
  )
  await client.end()
  return id
}

/** A context of a person with these grants, through the web. */
const as = (personId: string, ...grants: { role: string; organizationId?: string; regionId?: string }[]): Ctx => ({
  ...world.system,
  actor: {
    kind: 'person',
    personId,
    name: 'someone',
    sessionId: newId(),
    grants: grants.map((grant) => ({
      role: grant.role as 'operator',
      organizationId: grant.organizationId ?? null,
      regionId: grant.regionId ?? null,
    })),
  },
  door: 'web',
})
const operator = () => as(d.operator, { role: 'operator', regionId: d.region })
const dana = (organizationId = d.organizationId) => as(d.dana, { role: 'coordinator', organizationId })
const visitor = (): Ctx => ({ ...world.system, actor: { kind: 'visitor' }, door: 'web' })

const aNeed = (overrides: Partial<RaiseNeed> = {}): RaiseNeed => ({
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
  neededBy: world.clock.now().add({ hours: 12 }),
  urgency: 'expected',
  vulnerability: [],
  name: 'Kulyash',
  contact: { kind: 'phone', value: `+7701${Math.floor(1e6 + Math.random() * 9e6)}` },
  callSafe: true,
  textSafe: true,
  lang: 'kk',
  ...overrides,
})

async function raised(overrides: Partial<RaiseNeed> = {}) {
  const need = unwrap(await raiseNeed(visitor(), aNeed(overrides)))
  const lines = await world.db.selectFrom('need_lines').selectAll().where('need_id', '=', need.needId).execute()
  return { ...need, lineId: lines[0]?.id ?? '' }
}
const lineOf = (id: string) =>
  world.db.selectFrom('need_lines').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const needOf = (id: string) => world.db.selectFrom('needs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const inHours = (hours: number) => world.clock.now().add({ hours })
const kindsOf = async (subjectId: string) =>
  (await world.entries()).filter((entry) => entry.subjectId === subjectId).map((entry) => entry.kind)

test('twenty claims at once never hold more than is open, and each loser is told what is free', async () => {
  const { lineId } = await raised()
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) => {
      const organizationId = i % 2 === 0 ? d.organizationId : other
      return claimLine(dana(organizationId), { lineId, organizationId, quantity: 3, until: inHours(5) })
    }),
  )
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(3)
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error).toMatchObject({ kind: 'too-much' })
  const held = await world.db.selectFrom('line_claims').select('quantity').where('line_id', '=', lineId).execute()
  expect(held.reduce((sum, claim) => sum + claim.quantity, 0)).toBe(9)
})

test('the database itself refuses claims beyond what is open', async () => {
  const { lineId, needId } = await raised()
  const insert = inCommand(world.system, 'bypass', async (tx) => {
    await noteFirstYes(tx, needId)
    await tx.db
      .insertInto('line_claims')
      .values({
        id: newPublicId(),
        line_id: lineId,
        need_id: needId,
        organization_id: d.organizationId,
        quantity: 11,
        until: inHours(1),
        state: 'held',
        claimed_by: d.dana,
        claimed_at: world.clock.now(),
      })
      .execute()
    return ok({})
  })
  await expect(insert).rejects.toMatchObject({ code: 'AS004' })
})

test('a claim lapses by itself after its deadline and frees what it held', async () => {
  const { lineId } = await raised()
  const claim = unwrap(
    await claimLine(dana(), { lineId, organizationId: d.organizationId, quantity: 10, until: inHours(1) }),
  )
  expect(unwrap(await lapseClaim(world.system, claim.claimId))).toEqual({ lapsed: false })
  world.clock.advance({ hours: 1 })
  const sweep = needsJobs.find((job) => job.name === 'needs.sweep')
  await sweep?.run(world.system, {})
  expect(await kindsOf(claim.claimId)).toEqual(['line.claimed', 'line.claim-lapsed'])
  const next = await claimLine(dana(other), { lineId, organizationId: other, quantity: 10, until: inHours(1) })
  expect(next.ok).toBe(true)
})

test('an unverified group claims no need at a home, but one elsewhere', async () => {
  const group = await anOrganization('New group', false)
  const home = await raised({ place: { ...aNeed().place, atHome: true } })
  const street = await raised()
  const claim = (lineId: string) =>
    claimLine(dana(group), { lineId, organizationId: group, quantity: 1, until: inHours(2) })
  expect(await claim(home.lineId)).toMatchObject({ error: { kind: 'not-verified' } })
  expect((await claim(street.lineId)).ok).toBe(true)
})

test('contact is read by an operator, or through a verified organization with a claim; every look is recorded', async () => {
  const { needId, lineId } = await raised()
  expect(await readNeedContact(dana(), needId, 'arrange')).toMatchObject({ error: { kind: 'forbidden' } })
  expect(await readNeedContact(as(d.lina), needId, 'visit')).toMatchObject({ error: { kind: 'forbidden' } })
  const far = as(d.operator, { role: 'operator', regionId: 'KZ-75' })
  expect(await readNeedContact(far, needId, 'verify')).toMatchObject({ error: { kind: 'forbidden' } })
  expect(unwrap(await readNeedContact(operator(), needId, 'verify')).address).toBe('Abai street 12')
  unwrap(await claimLine(dana(), { lineId, organizationId: d.organizationId, quantity: 1, until: inHours(2) }))
  expect(unwrap(await readNeedContact(dana(), needId, 'arrange')).name).toBe('Kulyash')
  const looks = await world.db.selectFrom('looks').selectAll().where('subject_id', '=', needId).orderBy('id').execute()
  expect(looks.map((look) => [look.viewer_id, look.what.at(-1)])).toEqual([
    [d.operator, 'why:verify'],
    [d.dana, 'why:arrange'],
  ])
})

test('the person is told at the due time when nobody comes, once; not when somebody does', async () => {
  const alone = await raised({ neededBy: inHours(1) })
  const served = await raised({ neededBy: inHours(1) })
  await inCommand(world.system, 'come', async (tx) => {
    await noteFirstYes(tx, served.needId)
    await noteFirstYes(tx, served.needId)
    await notePeopleComing(tx, {
      needId: served.needId,
      sourceId: newPublicId(),
      organizationId: d.organizationId,
      personIds: [d.lina],
      arrivesAt: inHours(1),
    })
    return ok({})
  })
  expect(unwrap(await tellUnmet(world.system, alone.needId))).toEqual({ told: false })
  world.clock.advance({ hours: 1 })
  for (const { needId } of [alone, alone, served]) await tellUnmet(world.system, needId)
  expect((await kindsOf(alone.needId)).filter((kind) => kind === 'need.unmet-told')).toHaveLength(1)
  expect(await kindsOf(served.needId)).not.toContain('need.unmet-told')
  expect((await kindsOf(served.needId)).filter((kind) => kind === 'need.first-yes')).toHaveLength(1)
})

test('lowering a line moves only what is open and shrinks the latest claim', async () => {
  const { needId, lineId } = await raised()
  unwrap(await claimLine(dana(), { lineId, organizationId: d.organizationId, quantity: 4, until: inHours(5) }))
  world.clock.advance({ minutes: 1 })
  unwrap(await claimLine(dana(other), { lineId, organizationId: other, quantity: 5, until: inHours(5) }))
  await inCommand(world.system, 'give', async (tx) =>
    ok(await giveToLine(tx, { lineId, quantity: 1, to: 'delivered', cause: 'test', causeId: null })),
  )
  const by = { consentHow: 'by-phone' }
  expect(await correctNeed(operator(), { needId, by, lines: [{ lineId, quantity: 0 }] })).toMatchObject({
    error: { kind: 'less-open', lowest: 1 },
  })
  unwrap(await correctNeed(operator(), { needId, by, lines: [{ lineId, quantity: 6 }] }))
  expect(await lineOf(lineId)).toMatchObject({ requested: 10, open: 5, delivered: 1, withdrawn: 4 })
  const claims = await world.db
    .selectFrom('line_claims')
    .select(['quantity', 'organization_id'])
    .where('line_id', '=', lineId)
    .where('state', '=', 'held')
    .orderBy('claimed_at')
    .execute()
  expect(claims).toEqual([
    { quantity: 4, organization_id: d.organizationId },
    { quantity: 1, organization_id: other },
  ])
})

test('a second request like the first is proposed as a link; taken for the same it makes both more urgent and drops neither', async () => {
  const contact = { kind: 'phone', value: '+77015550000' } as const
  const place = { ...aNeed().place, localityId: d.localityId }
  const first = await raised({ contact, place, lines: [readLine('дрова для печки', '')].flatMap((line) => line ?? []) })
  const second = await raised({ place, lines: [readLine('отын керек', '')].flatMap((line) => line ?? []) })
  const third = await raised({ contact, place, neededBy: inHours(200), urgency: 'future' })
  const links = await world.db.selectFrom('need_links').selectAll().execute()
  const between = (a: string, b: string) =>
    links.find((link) => [link.need_id, link.other_id].includes(a) && [link.need_id, link.other_id].includes(b))
  expect(between(first.needId, second.needId)?.why).toEqual(['place-time', 'items'])
  expect(between(first.needId, third.needId)?.why).toContain('contact')
  const link = between(first.needId, second.needId)
  expect(await decideLink(as(d.lina), { linkId: link?.id ?? '', same: true })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  unwrap(await decideLink(operator(), { linkId: link?.id ?? '', same: true }))
  expect(await needOf(first.needId)).toMatchObject({ state: 'raised', urgency: 'immediate', escalation: 1 })
  expect(await needOf(second.needId)).toMatchObject({ state: 'raised', urgency: 'immediate', escalation: 1 })
  const again = between(first.needId, third.needId)
  unwrap(await decideLink(operator(), { linkId: again?.id ?? '', same: false }))
  expect(await needOf(third.needId)).toMatchObject({ state: 'raised', urgency: 'future', escalation: 0 })
})

test('a no closes as unmet, and a coordinator may open it again with everything asked for once more', async () => {
  const { needId, lineId } = await raised()
  unwrap(await verifyNeed(operator(), { needId, method: 'call' }))
  await inCommand(world.system, 'help', async (tx) => {
    await noteHelped(tx, needId)
    await noteHelped(tx, needId)
    return ok({})
  })
  unwrap(await receiveHelp(visitor(), { needId, result: 'no', reason: 'other-thing' }))
  expect(await needOf(needId)).toMatchObject({ state: 'unmet', receipt: 'no', receipt_reason: 'other-thing' })
  expect(await lineOf(lineId)).toMatchObject({ open: 0, withdrawn: 10 })
  unwrap(await reopenNeed(operator(), needId))
  expect(await needOf(needId)).toMatchObject({ state: 'raised', closed_at: null, receipt: null, verified_at: null })
  expect(await lineOf(lineId)).toMatchObject({ open: 10, requested: 20, withdrawn: 10 })
  expect((await kindsOf(needId)).filter((kind) => kind === 'need.helped')).toHaveLength(1)
})

test('thirty days after the receipt contact, place, vulnerability and words are gone, and the numbers stay', async () => {
  const mark = `Marker${newId()}`
  const { needId, lineId, secret } = await raised({ words: mark, name: mark, vulnerability: ['older'] })
  unwrap(await receiveHelp(visitor(), { needId, result: 'yes', reason: null }))
  const destroy = needsJobs.find((job) => job.name === 'needs.destroy')
  world.clock.advance({ hours: 24 * 29 })
  await destroy?.run(world.system, {})
  expect((await needOf(needId)).destroyed_at).toBeNull()
  world.clock.advance({ hours: 24 })
  await destroy?.run(world.system, {})
  expect((await needOf(needId)).destroyed_at).not.toBeNull()
  expect(await kindsOf(needId)).toContain('need.destroyed')
  const kept = await inCommand(world.system, 'look', async (tx) =>
    ok(await tx.db.selectFrom('need_contacts').selectAll().where('need_id', '=', needId).execute()),
  )
  expect(unwrap(kept)).toEqual([])
  expect(await lineOf(lineId)).toMatchObject({ words: '', delivered: 10, open: 0 })
  const browser = await world.browser()
  expect((await browser.get(`/n/${secret}`)).status).toBe(410)
  expect(await world.db.selectFrom('erasures').select('rule').where('subject_id', '=', needId).execute()).toEqual([
    { rule: 'retention' },
  ])
})

test('whatever is moved in whatever order, a line stays the sum of its movements and no part goes below zero', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('claim' as const), quantity: fc.integer({ min: 1, max: 12 }), second: fc.boolean() }),
    fc.record({ do: fc.constant('give' as const), quantity: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant('correct' as const), quantity: fc.integer({ min: 0, max: 25 }) }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 120 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { needId, lineId } = await raised({ neededBy: inHours(500), urgency: 'future' })
      for (const one of steps) {
        const organizationId = one.do === 'claim' && one.second ? other : d.organizationId
        if (one.do === 'claim')
          await claimLine(dana(organizationId), { lineId, organizationId, quantity: one.quantity, until: inHours(1) })
        if (one.do === 'give')
          await inCommand(world.system, 'give', async (tx) =>
            ok(
              await giveToLine(tx, {
                lineId,
                quantity: one.quantity,
                to: 'delivered',
                cause: 'test',
                causeId: null,
              }),
            ),
          )
        if (one.do === 'correct')
          await correctNeed(operator(), {
            needId,
            by: { consentHow: 'by-phone' },
            lines: [{ lineId, quantity: one.quantity }],
          })
        if (one.do === 'wait') world.clock.advance({ minutes: one.minutes })
      }
      const line = await lineOf(lineId)
      expect(line.requested).toBe(line.open + line.promised + line.in_transit + line.delivered + line.withdrawn)
      const held = await world.db
        .selectFrom('line_claims')
        .select('quantity')
        .where('line_id', '=', lineId)
        .where('state', '=', 'held')
        .execute()
      expect(held.reduce((sum, claim) => sum + claim.quantity, 0)).toBeLessThanOrEqual(line.open)
      const moves = await world.db
        .selectFrom('line_movements')
        .select(['from_part', 'to_part', 'quantity'])
        .where('line_id', '=', lineId)
        .execute()
      const into = (part: string) =>
        moves.reduce(
          (sum, move) =>
            sum + (move.to_part === part ? move.quantity : 0) - (move.from_part === part ? move.quantity : 0),
          0,
        )
      expect([into('open'), into('promised'), into('delivered'), into('withdrawn'), into('surplus')]).toEqual([
        line.open,
        line.promised,
        line.delivered,
        line.withdrawn,
        line.surplus,
      ])
    }),
    { numRuns: 25 },
  )
})

test('an organization that holds many claims and closes few takes no more, until it gives one back; what it closed lets it hold more', async () => {
  const hoarder = await anOrganization('Hoarders', true)
  const take = async () => {
    const { lineId, needId } = await raised()
    return {
      needId,
      claim: await claimLine(dana(hoarder), { lineId, organizationId: hoarder, quantity: 1, until: inHours(5) }),
    }
  }
  const taken = []
  for (let i = 0; i < 30; i++) taken.push(await take())
  expect((await take()).claim).toEqual({ ok: false, error: { kind: 'too-many-open', open: 30, allowed: 30 } })
  unwrap(await releaseClaim(dana(hoarder), unwrap(taken[0]?.claim ?? (await take()).claim).claimId))
  taken.push(await take())
  expect((await take()).claim.ok).toBe(false)
  const met = taken[1]?.needId ?? ''
  unwrap(await receiveHelp(visitor(), { needId: met, result: 'yes', reason: null }))
  for (let i = 0; i < 4; i++) expect((await take()).claim.ok).toBe(true)
  expect((await take()).claim).toEqual({ ok: false, error: { kind: 'too-many-open', open: 33, allowed: 33 } })
})

test('a claim nobody works on is asked about after two days and free after three; a word or a step keeps it', async () => {
  const sweep = () => needsJobs.find((job) => job.name === 'needs.sweep')?.run(world.system, {})
  const claimed = async () => {
    const { lineId, needId } = await raised({ neededBy: inHours(600) })
    const claim = { lineId, organizationId: d.organizationId, quantity: 1, until: inHours(500) }
    return { ...unwrap(await claimLine(dana(), claim)), needId }
  }
  const [kept, worked, left] = [await claimed(), await claimed(), await claimed()]
  const stateOf = async ({ claimId }: { claimId: string }) =>
    await world.db
      .selectFrom('line_claims')
      .select(['state', 'asked_at'])
      .where('id', '=', claimId)
      .executeTakeFirstOrThrow()
  world.clock.advance({ hours: 47 })
  await sweep()
  expect((await stateOf(left)).asked_at).toBeNull()
  unwrap(
    await inCommand<null, never>(world.system, 'plan', async (tx) => {
      await notePeopleComing(tx, {
        needId: worked.needId,
        sourceId: newId(),
        organizationId: d.organizationId,
        personIds: [],
        arrivesAt: inHours(60),
      })
      return ok(null)
    }),
  )
  world.clock.advance({ hours: 2 })
  await sweep()
  expect((await stateOf(worked)).asked_at).toBeNull()
  expect((await stateOf(left)).asked_at).not.toBeNull()
  expect(await keepClaim(dana(other), kept.claimId)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  unwrap(await keepClaim(dana(), kept.claimId))
  world.clock.advance({ hours: 24 })
  await sweep()
  expect((await stateOf(left)).state).toBe('released')
  expect((await stateOf(kept)).state).toBe('held')
  expect((await stateOf(worked)).state).toBe('held')
  expect(await kindsOf(left.claimId)).toEqual(['line.claimed', 'line.claim-asked', 'line.claim-released'])
})
