import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { inCommand } from '../platform'
import { pageFaults } from '../web'
import { noteFirstYes, noteHelped, notePeopleComing, notePeopleOnTheWay } from './commands/notes'
import { needsRoom } from './room'

let world: World
let d: District
let operator: Browser
let dana: Browser
let visitor: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  operator = await world.browser(d.operator)
  dana = await world.browser(d.dana)
  visitor = await world.browser()
  for (const browser of [operator, dana]) browser.cookies.set('lang', 'en')
})

const answers = (overrides: Record<string, string> = {}) => ({
  kind: 'food',
  line1: 'bread',
  amount1: '10',
  place: d.localityId,
  place_q: 'Oral',
  home: 'yes',
  address: 'SecretStreet 12',
  words: 'SecretWords',
  when: 'today',
  reach: 'phone',
  phone: `8 701 ${String(Math.random()).slice(2, 9)}`,
  callSafe: 'yes',
  textSafe: 'no',
  ...overrides,
})

async function asked(overrides: Record<string, string> = {}) {
  const html = await (await visitor.post('/ask/send', answers(overrides))).text()
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(html)?.[0] ?? ''
  const row = await world.db
    .selectFrom('needs')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  const line = await world.db
    .selectFrom('need_lines')
    .select('id')
    .where('need_id', '=', row.id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    lineId: line.id,
    reference,
    link: `/n/${/\/n\/([\w-]{32})/.exec(html)?.[1] ?? ''}`,
    code: />(\d{6})</.exec(html)?.[1] ?? '',
  }
}

const text = async (response: Response | Promise<Response>) => (await response).text()

/** A step that goes through: back to a page that says so. */
async function done(response: Promise<Response>): Promise<void> {
  const answer = await response
  expect(answer.status, answer.status === 303 ? '' : await answer.text()).toBe(303)
}

test('the queue shows an unseen alarm first, then urgency, then age; and no address, contact or words', async () => {
  const later = await asked({ when: 'week' })
  const soon = await asked({ when: 'now' })
  const alarm = await asked({ when: 'week', line1: 'помогите, мы тонем', amount1: '' })
  const html = await text(operator.get('/needs'))
  const at = (reference: string) => html.indexOf(reference)
  expect(at(alarm.reference)).toBeGreaterThan(0)
  expect(at(alarm.reference)).toBeLessThan(at(soon.reference))
  expect(at(soon.reference)).toBeLessThan(at(later.reference))
  expect(html).not.toContain('SecretStreet')
  expect(html).not.toContain('SecretWords')
  const desk = await text(operator.get(`/needs/${alarm.id}`))
  expect(desk).toContain('emergency--raised')
  await done(operator.post(`/needs/${alarm.id}/danger`))
  expect((await world.entries()).at(-1)?.kind).toBe('need.danger-seen')
  const other = await world.browser(d.administrator)
  expect(await text(other.get('/needs?region=KZ-75'))).not.toContain(alarm.reference)
})

test('checked, taken, visited, helped and confirmed, and the person sees each step', async () => {
  const need = await asked()
  await done(operator.post(`/needs/${need.id}/verify`, { method: 'call', words: 'she answers' }))
  expect(await text(visitor.get(need.link))).toContain('A person has checked it')
  await done(
    dana.post(`/needs/${need.id}/claim`, {
      organization: d.organizationId,
      line: need.lineId,
      quantity: '10',
      until: '2026-11-23T12:00',
    }),
  )
  expect(await text(operator.get(`/needs/${need.id}`))).toContain('Zhaiyq helpers')
  const sourceId = newPublicId()
  const come = (arrivesAt: Temporal.Instant) =>
    inCommand(world.system, 'come', async (tx) => {
      await noteFirstYes(tx, need.id)
      await notePeopleComing(tx, {
        needId: need.id,
        sourceId,
        organizationId: d.organizationId,
        personIds: [d.lina],
        arrivesAt,
      })
      return ok({})
    })
  await come(world.clock.now().add({ hours: 2 }))
  const coming = await text(visitor.get(need.link))
  for (const told of ['Lina', 'Zhaiyq helpers', 'Code word', 'about 22 November']) expect(coming).toContain(told)
  await come(world.clock.now().add({ hours: 3 }))
  expect(await text(visitor.get(need.link))).toMatch(/They are late by 1\sh/)
  expect((await world.entries()).at(-1)).toMatchObject({ kind: 'need.delayed', publicBody: { minutes: 60 } })
  await inCommand(world.system, 'go', async (tx) => {
    await notePeopleOnTheWay(tx, need.id, sourceId)
    return ok({})
  })
  expect(await text(visitor.get(`${need.link}/part`))).toContain('They are on the way to you')
  await inCommand(world.system, 'help', async (tx) => {
    await noteHelped(tx, need.id)
    return ok({})
  })
  expect(await text(visitor.get(need.link))).toContain('Did help come? Answer')
  expect((await visitor.post(`${need.link}/receipt`, { result: 'partly' })).status).toBe(422)
  // In simple mode the answer is a press, and why is asked after it, alone.
  visitor.cookies.set('simple', 'on')
  const question = await (await visitor.get(`${need.link}/receipt`)).text()
  expect(question.match(/<button[^>]*name="result"/g)).toHaveLength(3)
  expect(question).not.toContain('name="reason"')
  const why = await visitor.post(`${need.link}/receipt`, { result: 'partly' })
  expect(why.status).toBe(200)
  const whyPage = await why.text()
  expect(pageFaults(whyPage)).toEqual([])
  expect(whyPage).toContain('name="result" value="partly"')
  expect(whyPage).toContain('name="reason"')
  expect((await visitor.post(`${need.link}/receipt`, { result: 'partly', asked: 'why' })).status).toBe(422)
  visitor.cookies.delete('simple')
  await done(visitor.post(`${need.link}/receipt`, { result: 'yes' }))
  const end = await text(visitor.get(need.link))
  expect(end).toContain('You confirmed the help')
  expect(end).not.toContain('SecretStreet')
  const receipt = (await world.entries()).find((e) => e.kind === 'need.receipt' && e.subjectId === need.id)
  expect(receipt?.publicBody).toMatchObject({ result: 'yes', confirmedBy: 'person-helped', door: 'web' })
  await done(visitor.post(`${need.link}/cause`, { cause: 'transport', words: 'no bus' }))
})

test('correcting and cancelling need the code, and guessing it is stopped', async () => {
  const need = await asked()
  const wrong = need.code === '000000' ? '111111' : '000000'
  expect((await visitor.post(`${need.link}/cancel`, { code: wrong })).status).toBe(422)
  const change = { code: need.code, [`line-${need.lineId}`]: '4', neededBy: '2026-11-24T18:00', address: 'Elsewhere 3' }
  await done(visitor.post(`${need.link}/change`, change))
  const line = await world.db
    .selectFrom('need_lines')
    .selectAll()
    .where('id', '=', need.lineId)
    .executeTakeFirstOrThrow()
  expect(line).toMatchObject({ requested: 10, open: 4, withdrawn: 6 })
  expect(await text(visitor.get(`${need.link}/change`))).not.toContain('Elsewhere')
  for (let i = 0; i < 8; i++) await visitor.post(`${need.link}/cancel`, { code: wrong })
  expect((await visitor.post(`${need.link}/cancel`, { code: need.code })).status).toBe(422)
  world.clock.advance({ hours: 1 })
  await done(visitor.post(`${need.link}/cancel`, { code: need.code }))
  expect(await text(visitor.get(need.link))).toContain('Cancelled')
})

test('a replaced link opens nothing any more', async () => {
  const need = await asked()
  const html = await text(visitor.post(`${need.link}/link`, { code: need.code }))
  const fresh = `/n/${/\/n\/([\w-]{32})/.exec(html)?.[1] ?? ''}`
  expect(fresh).not.toBe(need.link)
  expect((await visitor.get(need.link)).status).toBe(410)
  expect((await visitor.get(fresh)).status).toBe(200)
  const again = await text(operator.post(`/needs/${need.id}/keys`, { consentHow: 'by-phone' }))
  expect(/>(\d{6})</.exec(again)?.[1]).not.toBe(need.code)
  expect((await visitor.get(fresh)).status).toBe(410)
})

test('the code stays when its person takes a new link', async () => {
  const need = await asked()
  const html = await text(visitor.post(`${need.link}/link`, { code: need.code }))
  const fresh = `/n/${/\/n\/([\w-]{32})/.exec(html)?.[1] ?? ''}`
  await done(visitor.post(`${fresh}/cancel`, { code: need.code }))
  expect(await text(visitor.get(fresh))).toContain('Cancelled')
})

test('opening a page changes nothing', async () => {
  const need = await asked()
  const before = (await world.entries()).length
  for (const path of ['', '/part', '/change', '/receipt', '/cause', '/link']) {
    expect((await visitor.get(`${need.link}${path}`)).status).toBe(200)
  }
  await operator.get(`/needs/${need.id}`)
  expect((await world.entries()).length).toBe(before)
})

test('contact is a step of its own, with a reason, and closed to an organization without a claim', async () => {
  const need = await asked()
  expect((await dana.post(`/needs/${need.id}/contact`, { why: 'visit' })).status).toBe(403)
  const html = await text(operator.post(`/needs/${need.id}/contact`, { why: 'verify' }))
  expect(html).toContain('SecretStreet 12')
  expect(html).toContain('Do not write')
  const until = `${world.clock.now().add({ hours: 30 }).toZonedDateTimeISO(d.zone).toPlainDate()}T12:00`
  await done(
    dana.post(`/needs/${need.id}/claim`, {
      organization: d.organizationId,
      line: need.lineId,
      quantity: '5',
      until,
    }),
  )
  expect(await text(dana.post(`/needs/${need.id}/contact`, { why: 'visit' }))).toContain('SecretStreet 12')
})

test('whoever helps says no receipt for the person helped and gets neither their link nor their code', async () => {
  const need = await asked()
  await done(operator.post(`/needs/${need.id}/verify`, { method: 'call', words: '' }))
  await done(
    dana.post(`/needs/${need.id}/claim`, {
      organization: d.organizationId,
      line: need.lineId,
      quantity: '10',
      until: '2026-11-23T12:00',
    }),
  )
  const before = (await world.entries()).length
  expect((await dana.post(`/needs/${need.id}/receipt`, { result: 'yes', consentHow: 'by-phone' })).status).toBe(403)
  expect((await dana.post(`/needs/${need.id}/keys`, { consentHow: 'by-phone' })).status).toBe(403)
  expect(await world.entries()).toHaveLength(before)
  expect((await visitor.get(need.link)).status).toBe(200)
  expect((await operator.post(`/needs/${need.id}/keys`, { consentHow: 'by-phone' })).status).toBe(200)
})

test('to work in the same region is no reason to speak for somebody: neither address nor end, receipt nor keys', async () => {
  const need = await asked()
  const consentHow = 'by-phone'
  const fields = { correct: { consentHow, address: 'Thieves street 1' }, cancel: { consentHow }, keys: { consentHow } }
  const before = (await world.entries()).length
  for (const [step, form] of Object.entries({ ...fields, receipt: { consentHow, result: 'yes' } }))
    expect((await dana.post(`/needs/${need.id}/${step}`, form)).status, step).toBe(403)
  expect(await world.entries()).toHaveLength(before)
  const page = await text(dana.get(`/needs/${need.id}`))
  expect(page).not.toContain(`/needs/${need.id}/correct`)
  expect(page).not.toContain(`/needs/${need.id}/receipt`)
  // Whoever took the request may, and so may whoever holds a claim; the latter never speaks the receipt.
  const taken = await text(dana.post('/needs/new', { ...answers(), door: 'call', consentHow }))
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(taken)?.[0] ?? ''
  const { id } = await world.db
    .selectFrom('needs')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  await done(dana.post(`/needs/${id}/correct`, { consentHow, address: 'Abai street 14' }))
  const claim = { organization: d.organizationId, line: need.lineId, quantity: '2', until: '2026-11-25T12:00' }
  await done(dana.post(`/needs/${need.id}/claim`, claim))
  await done(dana.post(`/needs/${need.id}/correct`, fields.correct))
  expect((await dana.post(`/needs/${need.id}/keys`, fields.keys)).status).toBe(403)
  await done(dana.post(`/needs/${need.id}/cancel`, fields.cancel))
})

test('an operator enters a need and a receipt for another person, with how consent was given', async () => {
  const fields = { ...answers({ kind: 'transport', line1: 'ride to the hospital', amount1: '1' }), door: 'call' }
  expect((await operator.post('/needs/new', fields)).status).toBe(422)
  const html = await text(operator.post('/needs/new', { ...fields, consentHow: 'by-phone' }))
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(html)?.[0] ?? ''
  const need = await world.db
    .selectFrom('needs')
    .selectAll()
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  expect(need).toMatchObject({ door: 'call', entered_by: d.operator, consent_how: 'by-phone' })
  await done(operator.post(`/needs/${need.id}/receipt`, { result: 'partly', reason: 'late', consentHow: 'by-phone' }))
  const receipt = (await world.entries()).find((e) => e.kind === 'need.receipt' && e.subjectId === need.id)
  expect(receipt?.publicBody).toMatchObject({ result: 'partly', cause: 'late', confirmedBy: 'another-for-person' })
  expect((await operator.get(`/needs?q=${reference.toLowerCase().replace('-', ' ')}`)).headers.get('location')).toBe(
    `/needs/${need.id}`,
  )
  expect(await text(operator.get('/needs/form'))).toContain('Destroy this sheet')
})

test('a refusal is told with its reason, a referral with its receiver; both by a person', async () => {
  const need = await asked()
  const followUp = `${world.clock.now().add({ hours: 30 }).toZonedDateTimeISO(d.zone).toPlainDate()}T12:00`
  await done(operator.post(`/needs/${need.id}/refer`, { receiver: 'Social service of Oral', words: '', followUp }))
  expect(await text(visitor.get(need.link))).toContain('Social service of Oral')
  const referral = await world.db
    .selectFrom('need_referrals')
    .select('id')
    .where('need_id', '=', need.id)
    .executeTakeFirstOrThrow()
  await done(operator.post(`/needs/${need.id}/referral`, { referral: referral.id, outcome: 'refused' }))
  await done(operator.post(`/needs/${need.id}/refuse`, { method: 'call', reason: 'not-volunteers' }))
  expect(await text(visitor.get(need.link))).toContain('a public service does it')
  await done(operator.post(`/needs/${need.id}/reopen`))
  expect(await text(visitor.get(need.link))).toContain('A person is checking it')
})

test('causes are counted from five needs on, with the dated answer of the authority beside them', async () => {
  for (let i = 0; i < 5; i++) {
    const page = await text(visitor.get('/causes'))
    if (i < 4) expect(page).not.toContain('Someone to care')
    const need = await asked()
    await done(visitor.post(`${need.link}/cancel`, { code: need.code }))
    await done(visitor.post(`${need.link}/cause`, { cause: 'care', words: 'SecretCause' }))
    await done(visitor.post(`${need.link}/cause`, { cause: 'care', words: 'SecretCause again' }))
  }
  const authority = await world.browser(d.authority)
  const reply = { region: d.region, cause: 'care', district: '', words: 'A day centre opens in March.' }
  await done(authority.post('/causes/answer', reply))
  const page = await text(visitor.get(`/causes?region=${d.region}`))
  expect(page).toContain('Someone to care')
  expect(page).toContain('A day centre opens in March.')
  expect(page).not.toContain('SecretCause')
  expect((await authority.post('/causes/answer', { ...reply, region: 'KZ-75' })).status).toBe(403)
})

test('the authority begins and ends an incident, and a request can name it', async () => {
  const authority = await world.browser(d.authority)
  authority.cookies.set('lang', 'en')
  const begin = { region: d.region, name: 'Zhaiyq flood', hazard: 'flood' }
  await done(authority.post('/incidents', begin))
  expect((await authority.post('/incidents', { ...begin, region: 'KZ-75' })).status).toBe(403)
  const { id } = await world.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()
  expect(await text(visitor.post('/ask', { ...answers(), step: '2' }))).toContain('Zhaiyq flood')
  await asked({ incident: id })
  const raised = (await world.entries()).filter((entry) => entry.kind === 'need.raised').at(-1)
  expect(raised?.publicBody).toMatchObject({
    incident: id,
    drill: false,
    flags: ['disaster', 'emergency', 'home-visit'],
  })
  await done(authority.post(`/incidents/${id}/close`))
  expect(await text(visitor.post('/ask', { ...answers(), step: '2' }))).not.toContain('Zhaiyq flood')
})

test('what is no id is not found, and no text breaks a page', async () => {
  expect((await operator.get('/needs/none')).status).toBe(404)
  expect((await operator.post('/needs/none/verify', { method: 'call' })).status).toBe(404)
  expect((await operator.get('/needs?cursor=%00garbage&region=nowhere')).status).toBe(200)
  const need = await asked()
  expect((await dana.post(`/needs/${need.id}/release`, { claim: 'none' })).status).toBe(404)
  expect((await visitor.get('/n/not-a-secret')).status).toBe(410)
})

test('whoever may not, may not: every route that asks for a permission refuses a visitor and a volunteer', async () => {
  const lina = await world.browser(d.lina)
  const need = await asked()
  const open = ['anyone', 'secret-link', 'signed-in']
  for (const route of needsRoom.routes.filter((one) => !open.includes(one.may))) {
    const path = route.path.replace(':id', need.id)
    const [byVisitor, byLina] =
      route.method === 'GET'
        ? [await visitor.get(path), await lina.get(path)]
        : [await visitor.post(path), await lina.post(path)]
    expect([303, 403], `${route.method} ${path}`).toContain(byVisitor.status)
    expect(byLina.status, `${route.method} ${path}`).toBe(403)
  }
  for (const route of needsRoom.routes.filter((one) => one.may === 'secret-link')) {
    const path = route.path.replace(':secret', 'wrong')
    expect((route.method === 'GET' ? await visitor.get(path) : await visitor.post(path)).status, path).toBe(410)
  }
  expect((await lina.get(`/needs/${need.id}/cause`)).status).toBe(403)
})
