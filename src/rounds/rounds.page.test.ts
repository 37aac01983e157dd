import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, testWorld, type World } from '../../test/world'
import { giveBack } from '../activities'
import { unwrap } from '../kit/result'
import { pageFaults } from '../web'
import { ROUND_DAY, roundStage } from './testing/round-stage'

let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
let [dana, lina, arman, aigul]: Browser[] = []
beforeAll(async () => {
  world = await testWorld({ background: true })
  stage = await roundStage(world)
  await stage.proves(stage.d.lina, 'car-driver')
  ;[dana, lina, arman, aigul] = await Promise.all(
    [stage.d.dana, stage.d.lina, stage.d.arman, stage.d.aigul].map((id) => inEnglish(id)),
  )
})

async function inEnglish(personId?: string): Promise<Browser> {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

const text = async (answer: Response | Promise<Response>, status = 200): Promise<string> => {
  const response = await answer
  const html = await response.text()
  expect(response.status).toBe(status)
  expect(pageFaults(html)).toEqual([])
  return html
}
const at = (browser: Browser | undefined): Browser => {
  if (browser === undefined) throw new Error('expected a browser')
  return browser
}
const follow = async (browser: Browser | undefined, answer: Response | Promise<Response>): Promise<string> => {
  const response = await answer
  expect(response.status).toBe(303)
  return text(at(browser).get(response.headers.get('location')?.split('#')[0] ?? ''))
}

const van = {
  name: 'White van',
  size: 'van',
  weekdays: ['1', '2', '3', '4', '5', '6', '7'],
  from: '08:00',
  until: '20:00',
  extras: ['lifts'],
}

describe('a vehicle', () => {
  test('is offered by its owner, shown in three languages, corrected and taken back', async () => {
    const wrong = await text(at(lina).post('/me/vehicles', { ...van, name: '', from: '20:00', until: '08:00' }), 422)
    expect(wrong).toContain('Give the vehicle a name')
    expect(wrong).toContain('The start must be before the end')
    expect(await follow(lina, at(lina).post('/me/vehicles', van))).toContain('900 kg, 4000 l')
    for (const [lang, words] of [
      ['kk', 'Менің көліктерім'],
      ['ru', 'Мои машины'],
    ] as const) {
      at(lina).cookies.set('lang', lang)
      expect(await text(at(lina).get('/me/vehicles'))).toContain(words)
    }
    at(lina).cookies.set('lang', 'en')
    await follow(lina, at(lina).post('/me/vehicles', { ...van, name: 'Old car', size: 'car' }))
    const old = await world.db
      .selectFrom('vehicles')
      .select('id')
      .where('name', '=', 'Old car')
      .executeTakeFirstOrThrow()
    // Another's vehicle is not there for Arman.
    expect((await at(arman).post('/me/vehicles/withdraw', { id: old.id })).status).toBe(404)
    expect(await follow(lina, at(lina).post('/me/vehicles/withdraw', { id: old.id }))).not.toContain('Old car')
  })
})

describe('a round', () => {
  let roundId = ''
  let needs: { needId: string; lineId: string }[] = []

  test('is proposed with reasons, and what fits nowhere says why', async () => {
    needs = [await stage.askWithStock({ north: 0.01, atHome: true }), await stage.askWithStock({ north: 0.02 })]
    await stage.askWithStock({ item: 'wheelchair', quantity: 1 })
    expect(await text(at(dana).get('/rounds'))).toContain('No rounds yet')
    const form = await text(at(dana).get('/rounds/plan'))
    expect(form).toContain('A plan only proposes')
    // It is afternoon: the day the form offers is one that can be planned as it stands.
    expect(form).toContain(`value="${ROUND_DAY}"`)
    const html = await follow(
      dana,
      at(dana).post('/rounds/plan', {
        organization: stage.d.organizationId,
        day: ROUND_DAY.toString(),
        from: '09:00',
        until: '18:00',
      }),
    )
    expect(html).toContain('Vehicle of Lina')
    expect(html).toContain('two people go')
    expect(html).toContain('No free driver has a confirmed background check')
    expect(html).not.toContain('Satpaev')
    const { id, plan_id } = await world.db.selectFrom('rounds').select(['id', 'plan_id']).executeTakeFirstOrThrow()
    roundId = id
    for (const lang of ['kk', 'ru'] as const) {
      at(dana).cookies.set('lang', lang)
      await text(at(dana).get(`/rounds/plans/${plan_id}`))
    }
    at(dana).cookies.set('lang', 'en')
  })

  test('when somebody can be called on is noted for the next plan', async () => {
    const needId = needs[0]?.needId ?? ''
    const wish = { [`from-${needId}`]: '14:00', [`until-${needId}`]: '16:00', [`minutes-${needId}`]: '15' }
    await follow(dana, at(dana).post(`/rounds/wishes/${needId}`, wish))
    const kept = await world.db.selectFrom('delivery_wishes').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ need_id: needId, from_minute: 840, until_minute: 960, minutes: 15 })
    await text(at(dana).post(`/rounds/wishes/${needId}`, { ...wish, [`until-${needId}`]: '13:00' }), 422)
  })

  test('is sent out by a press that owes what the work owes', async () => {
    const owed = await text(at(dana).post(`/rounds/${roundId}/send`), 422)
    expect(owed).toContain('Before it goes out this is still owed')
    const html = await follow(
      dana,
      at(dana).post(`/rounds/${roundId}/send`, { emergencyContact: '+7 701 000 00 00', stated: ['confidentiality'] }),
    )
    expect(html).toContain('the owner of the vehicle is asked')
    expect(html).toContain('Second person')
    // The same press again sends nothing twice.
    await text(at(dana).post(`/rounds/${roundId}/send`), 422)
    const asked = await world.db.selectFrom('asks').select('volunteer_id').execute()
    expect(asked).toEqual([{ volunteer_id: stage.d.lina }])
  })

  test('is there for those with a seat on it alone', async () => {
    for (const browser of [lina, arman, dana]) expect((await at(browser).get(`/me/rounds/${roundId}`)).status).toBe(404)
    const round = await world.db.selectFrom('rounds').selectAll().where('id', '=', roundId).executeTakeFirstOrThrow()
    const html = await text(at(lina).get(`/activities/${round.activity_id}`))
    expect(html).toContain('Delivery round')
    expect(html).not.toContain('Satpaev')
    for (const [browser, post] of [
      [lina, round.driver_post_id],
      [aigul, round.helper_post_id],
    ] as const) {
      const answer = { say: 'yes', terms: '1', briefing: '1', [`accept_${post?.slice(0, 8)}`]: 'briefing' }
      const done = await at(browser).post(`/activities/${round.activity_id}/posts/${post}/answer`, answer)
      expect(done.status).toBe(303)
    }
    const far = await text(at(lina).get(`/me/rounds/${roundId}`))
    expect(far).toContain('Addresses are shown from')
    expect(far).not.toContain('Satpaev street 10')
    world.clock.advance({ minutes: round.starts_at.since(world.clock.now()).total('minutes') - 60 })
    const before = (await looksAtNeeds()).length
    const driven = await at(lina).get(`/me/rounds/${roundId}`)
    expect(driven.headers.get('x-asar-keep-until')).toBe(round.ends_at.add({ hours: 6 }).toString())
    const near = await text(driven)
    expect(near).toContain('Satpaev street 10')
    expect(near).toContain('The word you say at the door')
    expect((await looksAtNeeds()).length).toBe(before + 2)
    for (const lang of ['kk', 'ru'] as const) {
      at(aigul).cookies.set('lang', lang)
      expect(await text(at(aigul).get(`/me/rounds/${roundId}`))).toContain('Satpaev street 10')
    }
    expect((await at(arman).get(`/me/rounds/${roundId}`)).status).toBe(404)
    expect(await text(at(lina).get('/me'))).toContain(`/me/rounds/${roundId}`)
  })

  const looksAtNeeds = () =>
    world.db
      .selectFrom('looks')
      .select('id')
      .where('subject_kind', '=', 'need')
      .where('viewer_id', '=', stage.d.lina)
      .execute()

  test('is printed as numbered sheets with a day to destroy them; doors stand only on those of its crew', async () => {
    const office = await text(at(dana).get(`/rounds/${roundId}/sheet`))
    expect(office).not.toContain('Satpaev')
    const own = await text(at(lina).get(`/me/rounds/${roundId}/sheet`))
    expect(own).toContain('Satpaev street 10')
    const { reference } = await world.db
      .selectFrom('rounds')
      .select('reference')
      .where('id', '=', roundId)
      .executeTakeFirstOrThrow()
    expect(office).toContain(`${reference}-1`)
    expect(own).toContain(`${reference}-2`)
    expect(own).toContain('24 November 2026')
  })

  test('is driven stop by stop without script, and nothing is reported by others', async () => {
    const [load, first, second] = await stage.stopsOf(roundId)
    const goods = await stage.goodsOf(roundId)
    const loadAll = { what: 'done', taken: goods.map(({ id }) => id) }
    expect((await at(arman).post(`/me/rounds/${roundId}/stops/${load?.id}`, loadAll)).status).toBe(403)
    await follow(lina, at(lina).post(`/me/rounds/${roundId}/stops/${load?.id}`, loadAll))
    const mine = goods.find(({ to_stop_id }) => to_stop_id === first?.id)?.id ?? ''
    const wrong = at(lina).post(`/me/rounds/${roundId}/stops/${first?.id}`, { what: 'done', [`many-${mine}`]: 'many' })
    expect(await text(wrong, 422)).toContain('more than there is, or no number')
    await follow(aigul, at(aigul).post(`/me/rounds/${roundId}/stops/${first?.id}`, { what: 'arrived' }))
    await follow(
      lina,
      at(lina).post(`/me/rounds/${roundId}/stops/${first?.id}`, { what: 'done', [`many-${mine}`]: '10' }),
    )
    const again = at(lina).post(`/me/rounds/${roundId}/stops/${first?.id}`, { what: 'absent' })
    expect(await text(again, 409)).toContain('Something else was recorded of this stop before: done')
    // A door that is done is no longer shown.
    expect(await text(at(lina).get(`/me/rounds/${roundId}`))).not.toContain(
      first?.need_id === needs[0]?.needId ? 'Satpaev street 10' : 'Satpaev street 20',
    )
    const reason = { what: 'refused', [`reason-${second?.id}`]: 'too-late' }
    await follow(lina, at(lina).post(`/me/rounds/${roundId}/stops/${second?.id}`, reason))
    expect(await text(at(dana).get(`/rounds/${roundId}`))).toContain('refused: too late')
    const unload = (await stage.stopsOf(roundId)).at(-1)
    const home = await follow(lina, at(lina).post(`/me/rounds/${roundId}/stops/${unload?.id}`, { what: 'done' }))
    expect(home).toContain('The round is over')
    expect((await at(lina).get(`/me/rounds/${roundId}`)).status).toBe(404)
  })
})

test('a copy ends with the assignment: whoever gives the seat back is shown nothing more', async () => {
  await stage.askWithStock({ north: 0.03 })
  const planId = await stage.plan(ROUND_DAY.add({ days: 1 }))
  const round = (await stage.roundsOf(planId))[0]
  await stage.sendWithYes(round?.id ?? '', stage.d.lina)
  world.clock.advance({ hours: 20 })
  expect(await text(at(lina).get(`/me/rounds/${round?.id}`))).toContain('Satpaev street 30')
  const seat = await world.db
    .selectFrom('assignments')
    .select('id')
    .where('volunteer_id', '=', stage.d.lina)
    .where('state', '=', 'live')
    .orderBy('starts_at', 'desc')
    .executeTakeFirstOrThrow()
  unwrap(await giveBack(stage.as(stage.d.lina), { assignmentId: seat.id }))
  expect((await at(lina).get(`/me/rounds/${round?.id}`)).status).toBe(404)
  await text(at(dana).post(`/rounds/${round?.id}/ask`), 422)
  await follow(dana, at(dana).post(`/rounds/${round?.id}/cancel`))
  expect((await stage.goodsOf(round?.id ?? '')).map(({ state }) => state)).toEqual(['off'])
})
