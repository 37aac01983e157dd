import { beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { testWorld, type World } from '../../../test/world'
import { permissions } from '../../platform'
import { ROUND_DAY, roundStage } from '../testing/round-stage'

let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
let partner: ApiCaller
beforeAll(async () => {
  world = await testWorld({ background: true })
  stage = await roundStage(world)
  await stage.drives(stage.d.lina)
  partner = await openCaller(world, { scopes: Object.keys(permissions) })
})

let day = ROUND_DAY

/** A day planned by the partner, with one request in it. */
async function planned() {
  const { needId } = await stage.askWithStock()
  const body = { organization: stage.d.organizationId, day: day.toString(), fromMinute: 540, untilMinute: 1080 }
  day = day.add({ days: 1 })
  const { body: made } = await partner.post('/round-plans', body)
  const { body: plan } = await partner.get(`/round-plans/${made.id}`)
  const [round] = plan.rounds as { id: string; stops: { kind: string; need: string | null }[] }[]
  return { needId, plan, round, id: round?.id ?? '' }
}

test('a plan shows rounds, stops and goods, and neither an address nor a name', async () => {
  const { needId, plan, round } = await planned()
  expect(round?.stops.map(({ kind, need }) => [kind, need])).toEqual([
    ['load', null],
    ['hand', needId],
  ])
  expect(plan).toMatchObject({ leftOut: [], rounds: [{ goods: [{ item: 'blanket', quantity: 10 }] }] })
  expect(JSON.stringify(plan)).not.toMatch(/Satpaev|Abai|Kulyash|Lina/)
})

test('a round is sent out by a person who runs rounds there, and by nobody else', async () => {
  const { id } = await planned()
  const body = { ...stage.owed, coordinator: stage.d.lina }
  expect(await partner.post(`/rounds/${id}/send`, body)).toMatchObject({
    status: 422,
    body: { title: 'coordinator unknown' },
  })
  const sent = await partner.post(`/rounds/${id}/send`, { ...body, coordinator: stage.d.dana })
  expect(sent).toMatchObject({ status: 200, body: { state: 'open' } })
  expect((await partner.post(`/rounds/${id}/ask`)).status).toBe(200)
  expect((await partner.post(`/rounds/${id}/cancel`)).status).toBe(200)
  expect(await partner.post(`/rounds/${id}/cancel`)).toMatchObject({ status: 409, body: { title: 'ended' } })
})

test('whose word it is decides, however much the key may', async () => {
  const { id } = await planned()
  await stage.sendWithYes(id, stage.d.lina)
  const [load] = await stage.stopsOf(id)
  const report = (volunteer: string, consent: unknown) =>
    partner.post(`/rounds/${id}/stops/${load?.id}/report`, { volunteer, consent, what: 'done' })
  const helped = async (person: string) => (await partner.post(`/people/${person}/help`, { way: 'call' })).body.consent
  const [lina, arman] = [await helped(stage.d.lina), await helped(stage.d.arman)]
  expect((await report(stage.d.lina, arman)).status).toBe(403)
  expect((await report(stage.d.arman, arman)).status).toBe(403)
  expect(await report(stage.d.lina, lina)).toMatchObject({ status: 200, body: { state: 'done', done: false } })
  expect(await report(stage.d.lina, lina)).toMatchObject({ status: 409, body: { title: 'conflict', state: 'done' } })
  const vehicle = (await stage.roundsOf(String((await planned()).plan.id)))[0]?.vehicle_id
  const withdraw = (volunteer: string, consent: unknown) =>
    partner.post(`/vehicles/${vehicle}/withdraw`, { volunteer, consent })
  expect((await withdraw(stage.d.lina, arman)).status).toBe(403)
  expect((await withdraw(stage.d.arman, arman)).status).toBe(404)
  expect(await withdraw(stage.d.lina, lina)).toMatchObject({ status: 409, body: { title: 'under way' } })
})
