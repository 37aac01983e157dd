import { expect, test } from 'vitest'
import { confirmLine, listGoodsFaults } from '../../src/goods'
import { openDoor } from '../../src/goods/door/door.testing'
import { givenGoods } from '../../src/goods/receipts/testing/given-goods'
import { newId } from '../../src/kit/ids'
import { unwrap } from '../../src/kit/result'
import { claimCredential, confirmCredential } from '../../src/training'
import { openWalk } from './walker'

const walk = openWalk()
const { pageOf, at, send, logged } = walk

const text = async (page: { locator(selector: string): { innerText(): Promise<string> } }) =>
  (await page.locator('main').innerText()).replace(/\s+/g, ' ')

test('forty blankets and a cool box go from whoever has them to whoever needs them, and what was wrong is seen', async () => {
  const { world, d, url } = walk
  // Kulyash asks for her street, on an old phone without script: blankets, and something to keep insulin cool.
  const kulyash = await pageOf(undefined, { script: false, lang: 'kk' })
  await kulyash.goto(`${url}/ask`)
  await send(kulyash, '/ask', {
    kind: 'things',
    line1: 'blankets',
    amount1: '40',
    line2: 'cooling for insulin',
    amount2: '1',
  })
  await send(kulyash, '/ask', { place_q: 'Oral', home: 'no', address: 'School 4, gym' })
  if ((await kulyash.locator('input[name="place"][type="radio"]').count()) > 0)
    await send(kulyash, '/ask', { place: d.localityId })
  await send(kulyash, '/ask', { when: 'tomorrow' })
  await send(kulyash, '/ask', {
    reach: 'phone',
    phone: '+7 701 555 88 41',
    callSafe: 'yes',
    textSafe: 'yes',
    name: 'Kulyash',
  })
  await send(kulyash, '/ask/send')
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])/.exec(await text(kulyash))?.[0] ?? ''
  const follow = (await kulyash.locator('a[href*="/n/"]').first().getAttribute('href')) ?? ''

  const operator = await pageOf(d.operator, { width: 1280, lang: 'en' })
  await operator.goto(`${url}/needs`)
  await operator.getByText(reference).first().click()
  await at(operator, /\/needs\/[0-9a-f-]{36}/)
  const need = new URL(operator.url()).pathname
  await send(operator, `${need}/verify`, { method: 'call' })

  // Dana opens a place that takes goods.
  const dana = await pageOf(d.dana, { width: 1280, lang: 'en' })
  await dana.goto(`${url}/sites/new`)
  await send(dana, '/sites/new', {
    name: 'School collection',
    kind: 'collection',
    address: 'Abai street 1',
    hours: '9-18',
    place_q: 'Oral',
  })
  if ((await dana.locator('input[name="place"][type="radio"]').count()) > 0)
    await send(dana, '/sites/new', { place: d.localityId })
  await at(dana, /\/sites\/[0-9a-f-]{36}/)
  const site = new URL(dana.url()).pathname.split('/')[2] ?? ''

  // Marat has a hundred blankets: forty are wanted, here.
  const marat = await pageOf(undefined, { script: false, lang: 'en' })
  await marat.goto(`${url}/give?place=${d.localityId}`)
  await send(marat, '/give', { have: '100 blankets' })
  const told = await text(marat)
  expect(told).toContain('Blanket: 40 pieces')
  expect(told).toContain('School collection, Abai street 1')
  expect(told).not.toContain('School 4')
  await send(marat, '/give/promise', { contact: '+7 701 555 88 42' })
  const gift = /[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])/.exec(await text(marat))?.[0] ?? ''
  expect(gift).not.toBe('')

  // Almaty asks for toothbrushes, Oral does not: Saule is told where she would help.
  await openDoor(world, d).asked('toothbrush', 30, { regionId: 'KZ-75' })
  // A neighbour asks for soap, and will not want it any more when it comes.
  await openDoor(world, d).asked('soap', 10)
  const saule = await pageOf(undefined, { lang: 'en' })
  await saule.goto(`${url}/give?place=${d.localityId}`)
  await send(saule, '/give', { have: '20 toothbrushes, 1 cool box, 10 soap' })
  const answered = await text(saule)
  expect(answered).toMatch(/Not now Toothbrush .*Nobody in this region asks for it/)
  expect(answered).toContain('Almaty')
  await send(saule, '/give/promise', { contact: 'saule@example.kz' })

  // At the site Dana takes in what they bring.
  for (const [what, amount] of [
    ['Blanket', '40'],
    ['Cool box', '1'],
    ['Soap', '10'],
  ] as const) {
    await dana.goto(`${url}/stock/${site}`)
    await dana.locator('tr', { hasText: what }).locator('a').first().click()
    await at(dana, /receive\?pledge=/)
    if (what === 'Blanket') expect(await text(dana)).toContain(gift)
    await send(dana, `/stock/${site}/receive`, { quantity: amount, condition: 'new' })
  }

  // Lina drives: her licence and her background check have been looked at by Dana.
  for (const competence of ['car-driver', 'background-check']) {
    const lina = { kind: 'person', personId: d.lina, name: 'Lina', sessionId: newId(), grants: [] } as const
    const claimed = unwrap(
      await claimCredential(
        { ...world.system, actor: lina, door: 'web' },
        { competence, level: 1, evidence: 'card shown', organizationId: d.organizationId },
      ),
    )
    unwrap(await confirmCredential(openDoor(world, d).dana, { credentialId: claimed.credentialId, validUntil: null }))
  }
  const lina = await pageOf(d.lina, { lang: 'en' })
  await lina.goto(`${url}/me/vehicles`)
  await send(lina, '/me/vehicles', { name: 'White van', size: 'van', from: '08:00', until: '20:00' })

  // Dana plans the morning, presses the button, and Lina says yes.
  await dana.goto(`${url}/rounds/plan`)
  await send(dana, '/rounds/plan', { day: '2026-11-23', from: '09:00', until: '18:00' })
  await at(dana, /\/rounds\/plans\//)
  const planned = await text(dana)
  expect(planned).toContain('Vehicle of Lina')
  const round = await world.db.selectFrom('rounds').selectAll().executeTakeFirstOrThrow()
  for (const box of await dana.locator('main form input[name="stated"]').all()) await box.check({ force: true })
  await send(dana, `/rounds/${round.id}/send`, { emergencyContact: '+7 711 250 11 12' })
  await at(dana, /\/rounds\/[0-9a-f-]{36}/)
  await lina.goto(`${url}/me`)
  await lina.goto(url + ((await lina.locator('a[href^="/asks/"]').first().getAttribute('href')) ?? ''))
  for (const box of await lina.locator('main form input[type="checkbox"]').all()) await box.check({ force: true })
  await send(lina, /\/asks\/[^/]+/, {}, { name: 'say', value: 'yes' })

  // The round: all aboard, the school gets its things, the neighbour wants no soap, which goes back.
  world.clock.advance({ minutes: round.starts_at.since(world.clock.now()).total('minutes') })
  const drive = `/me/rounds/${round.id}`
  await lina.goto(url + drive)
  const stops = () =>
    world.db.selectFrom('round_stops').selectAll().where('round_id', '=', round.id).orderBy('position').execute()
  const stateOf = async (stopId: string) => (await stops()).find(({ id }) => id === stopId)?.state
  const report = async (stopId: string, what: string, reason?: string) => {
    await lina.goto(url + drive)
    const form = lina
      .locator(`form[action="${drive}/stops/${stopId}"]`)
      .filter({ has: lina.locator(`input[name="what"][value="${what}"]`) })
    await form.evaluate((element) => {
      const folded = element.closest('details')
      if (folded !== null) folded.open = true
    })
    if (reason !== undefined) await form.locator('select').selectOption(reason)
    await form.locator('button[type="submit"]').click()
    await expect.poll(() => stateOf(stopId), { timeout: 10_000 }).toBe(what)
  }
  for (;;) {
    const stop = (await stops()).find(({ state }) => state === 'planned' || state === 'arrived')
    if (stop === undefined) break
    const isUnwanted = stop.kind === 'hand' && !need.endsWith(stop.need_id ?? 'none')
    await report(stop.id, isUnwanted ? 'refused' : 'done', isUnwanted ? 'not-needed' : undefined)
  }
  expect(await listGoodsFaults(world.db)).toEqual([])
  const parts = await world.db
    .selectFrom('need_lines')
    .select(['item_id', 'open', 'promised', 'in_transit', 'delivered'])
    .where('region_id', '=', d.region)
    .orderBy('item_id')
    .execute()
  expect(parts).toEqual([
    { item_id: 'blanket', open: 0, promised: 0, in_transit: 0, delivered: 40 },
    { item_id: 'insulin-cool-bag', open: 0, promised: 0, in_transit: 0, delivered: 1 },
    { item_id: 'soap', open: 10, promised: 0, in_transit: 0, delivered: 0 },
  ])

  // Receipts: Kulyash says by her page that the blankets are damaged in part, an operator hears of the cool box by telephone.
  await kulyash.goto(new URL(follow, url).href)
  const answers = await kulyash
    .locator('main a[href*="/goods/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(answers).toHaveLength(2)
  for (const href of answers) {
    await kulyash.goto(url + href)
    if (!(await text(kulyash)).includes('Көрпе')) continue
    await send(kulyash, /\/goods\//, { result: 'partly', reason: 'damaged', 'many-damaged': '5', still: 'yes' })
  }
  const blankets = await world.db
    .selectFrom('need_lines')
    .select(['open', 'delivered'])
    .where('item_id', '=', 'blanket')
    .executeTakeFirstOrThrow()
  expect(blankets).toEqual({ open: 5, delivered: 35 })
  await operator.goto(`${url}${need}/goods`)
  const passed = await operator
    .locator('main a[href*="/goods/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(passed).toHaveLength(2)
  for (const href of passed) {
    await operator.goto(url + href)
    if (!(await text(operator)).includes('Cool box')) continue
    await send(operator, /\/goods\//, { consentHow: 'by-phone', result: 'yes' })
  }

  // Others in the region were given things as well; four of them the wrong ones.
  const others = await givenGoods(world, d)
  for (let i = 0; i < 10; i++) {
    const line = await others.given(4)
    const { id: deliveryId } = await world.db
      .selectFrom('line_movements')
      .select('id')
      .where('line_id', '=', line.lineId)
      .where('to_part', '=', 'delivered')
      .executeTakeFirstOrThrow()
    unwrap(
      await confirmLine(others.onLink(line.needId), {
        lineId: line.lineId,
        deliveryId,
        troubles: i < 4 ? [{ reason: 'wrong', quantity: 1 }] : [],
        stillNeeded: false,
        by: { kind: 'person' },
      }),
    )
  }

  // Anyone sees how often it was not what was needed, and what is behind it.
  await world.app.journal.caughtUp()
  const visitor = await pageOf(undefined, { width: 1280, lang: 'en' })
  await visitor.goto(`${url}/numbers`)
  await visitor.locator('a[href="/numbers/goods-mismatched"]').first().click()
  await at(visitor, /goods-mismatched/)
  expect((await visitor.locator('.stat__value').first().innerText()).trim()).toBe('5')
  await visitor.locator('a[href="/numbers/goods-answered#entries"]').first().click()
  await at(visitor, /goods-answered/)
  expect(await visitor.locator('#entries tbody tr').count()).toBe(12)
  expect(await text(visitor)).not.toMatch(/Kulyash|Marat|555 88/)
  expect(logged.filter((line) => /failed/.test(line))).toEqual([])
}, 240_000)
