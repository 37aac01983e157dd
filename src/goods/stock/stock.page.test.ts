import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { languages, pageFaults, translator } from '../../web'
import { listGoodsFaults } from '../audit'
import { promiseGift } from '../door/commands/promise-gift'
import { promiseLine } from '../testing/promise-line'
import { askFor, inEnglish, openSiteAs, storekeeper, takeIn } from './stock.testing'

let world: World
let d: District
let dana: Browser
let arman: Browser
let lina: Browser
let site: string
let other: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  dana = await inEnglish(world, d.dana)
  arman = await storekeeper(world, d)
  lina = await inEnglish(world, d.lina)
  site = await openSiteAs(dana, d, 'School gym', 'collection')
  other = await openSiteAs(dana, d, 'Railway warehouse')
})

const text = async (response: Response | Promise<Response>) => {
  const html = await (await response).text()
  expect(pageFaults(html)).toEqual([])
  return html
}
const lies = async (lotId: string, siteId = site) =>
  (
    await world.db
      .selectFrom('stock_balances')
      .select('quantity')
      .where('lot_id', '=', lotId)
      .where('kind', '=', 'site')
      .where('place_id', '=', siteId)
      .executeTakeFirst()
  )?.quantity ?? 0
const last = async () => (await world.entries()).at(-1)

describe('a site', () => {
  test('is shown to anybody, in three languages, with what it takes and whether it takes it now', async () => {
    const visitor = await world.browser()
    for (const [lang, words] of [
      ['kk', 'қабылдайды'],
      ['ru', 'принимает'],
      ['en', 'takes goods'],
    ] as const) {
      visitor.cookies.set('lang', lang)
      const html = await text(visitor.get(`/sites/${site}`))
      expect(html).toContain(words)
      expect(html).toContain('Abai street 1')
      expect(html).not.toContain('/state"')
      expect(await text(visitor.get('/sites'))).toContain('School gym')
    }
  })

  test('that is full says so at once, by whoever keeps it, and opens again', async () => {
    await arman.post(`/sites/${site}/state`, { state: 'saturated', note: 'Enough clothes for a month' })
    const visitor = await inEnglish(world)
    expect(await text(visitor.get(`/sites/${site}`))).toContain('Enough clothes for a month')
    expect(await last()).toMatchObject({ kind: 'site.state-set', publicBody: { state: 'saturated', site } })
    await arman.post(`/sites/${site}/state`, { state: 'open', note: '' })
    expect(await text(visitor.get(`/sites/${site}`))).not.toContain('Enough clothes')
  })

  test('is changed with a place and an address, and refuses half a form with each reason', async () => {
    const half = await dana.post('/sites/new', { organization: d.organizationId, kind: 'warehouse', name: 'x' })
    expect(half.status).toBe(422)
    const html = await text(half)
    expect(html).toContain('at least two letters')
    expect(html).toContain('Write the address')
    expect(html).toContain('Choose the place')
    const facts = { kind: 'warehouse', name: 'Railway depot', place: d.localityId, address: 'Station 3', hours: '' }
    expect((await arman.post(`/sites/${other}/edit`, { ...facts, takes: ['bedding', 'water'] })).status).toBe(303)
    expect(await text(arman.get(`/sites/${other}`))).toContain('Water and Bedding')
    expect(await text(arman.get(`/sites/${other}/edit`))).toContain('Station 3')
  })

  test('is opened, changed and counted by nobody without the role, nor by another organization', async () => {
    expect((await arman.get('/sites/new')).status).toBe(403)
    expect((await arman.post('/sites/new', { organization: d.organizationId })).status).toBe(403)
    const strangers = [`/sites/${site}/edit`, `/stock/${site}`, `/stock/${site}/count`, '/stock', '/stock/scan']
    for (const path of strangers) expect((await lina.get(path)).status, path).toBe(403)
    for (const path of [`/sites/${site}/state`, `/stock/${site}/receive`, `/stock/${site}/set-aside`])
      expect((await lina.post(path, { state: 'closed' })).status, path).toBe(403)
  })
})

describe('stock', () => {
  test('is taken in by its name in words, shown first expiring first, and found by the code of its label', async () => {
    const later = await takeIn(arman, site, 'blanket', '40', { expires: '2028-01-31' })
    const sooner = await takeIn(arman, site, 'жаялық', '3', { expires: '2026-12-01' })
    expect(await last()).toMatchObject({ kind: 'stock.received', body: { lot: sooner, cause: 'given' } })
    const html = await text(arman.get(`/stock/${site}`))
    expect(html.indexOf(sooner)).toBeLessThan(html.indexOf(later))
    expect(await text(arman.get('/stock'))).toContain(`/lots/${sooner}`)
    const { reference } = await world.db
      .selectFrom('stock_lots')
      .select('reference')
      .where('id', '=', later)
      .executeTakeFirstOrThrow()
    const typed = await arman.get(`/stock?code=${reference.toLowerCase()}`)
    expect(typed.headers.get('location')).toBe(`/lots/${later}`)
    expect((await arman.get(`/c/${reference}`)).headers.get('location')).toBe(`/lots/${later}`)
    expect(await text(arman.get('/stock?code=AAAA-AAAA'))).toContain('No label here')
    expect(await text(arman.get(`/stock/${site}?q=blankets`))).toContain(later)
    expect(await text(arman.get(`/stock/${site}?q=blankets`))).not.toContain(sooner)
  })

  test('that nobody can name is asked about again, with nothing recorded', async () => {
    const before = (await world.entries()).length
    const unknown = await arman.post(`/stock/${site}/receive`, { words: 'qwrtzpsdfg', quantity: '4', condition: 'new' })
    expect(unknown.status).toBe(422)
    expect(await text(unknown)).toContain('say it in other words')
    const wrong = await arman.post(`/stock/${site}/receive`, {
      words: 'blanket',
      quantity: 'many',
      condition: 'new',
      expires: 'soon',
    })
    const html = await text(wrong)
    expect(html).toContain('in a unit that fits')
    expect(html).toContain('as on the calendar')
    expect(await world.entries()).toHaveLength(before)
  })

  test('is moved, written off and counted, never beyond what is free, and every step is on its trail', async () => {
    const lot = await takeIn(arman, site, 'blanket', '20')
    await arman.post(`/lots/${lot}/move`, { site, to: other, quantity: '5' })
    expect([await lies(lot), await lies(lot, other)]).toEqual([15, 5])
    await arman.post(`/lots/${lot}/write-off`, { site, lost: '2', cause: 'damaged' })
    await arman.post(`/lots/${lot}/count`, { site, counted: '12', expected: '13' })
    expect(await lies(lot)).toBe(12)
    const tooMuch = await arman.post(`/lots/${lot}/move`, { site, to: other, quantity: '13' })
    expect(tooMuch.status).toBe(422)
    expect(await text(tooMuch)).toContain('Less is free')
    const html = await text(arman.get(`/lots/${lot}?site=${site}`))
    for (const words of ['damaged', 'moved', 'counted', 'given', 'Railway']) expect(html).toContain(words)
    expect(await listGoodsFaults(world.db)).toEqual([])
  })

  test('is labelled with a code that opens it, as many times as there are boxes', async () => {
    const lot = await takeIn(arman, site, 'blanket', '6')
    const html = await text(arman.get(`/lots/${lot}/labels?as=pallet&copies=3`))
    expect(html.match(/class="goods-label"/g)).toHaveLength(3)
    expect(html).toContain('pallet 2 of 3')
    expect(await text(arman.get(`/stock/${site}/labels`))).toContain('goods-label')
    expect((await lina.get(`/lots/${lot}/labels`)).status).toBe(403)
    expect(await text(arman.get('/stock/scan'))).toContain('<scan-code')
  })

  test('for a promise is taken in by its number; what comes on top is free', async () => {
    const line = await askFor(world, d, 'blanket', '8')
    const promised = unwrap(
      await promiseLine(
        { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
        {
          lineId: line.lineId,
          itemId: line.itemId,
          quantity: 8,
          organizationId: null,
          siteId: site,
          comesFrom: null,
          until: world.clock.now().add({ hours: 24 }),
          contact: { name: 'Marat', kind: 'phone', value: '+77015550101', lang: 'kk', address: '', words: '' },
        },
      ),
    )
    const asked = await text(arman.get(`/stock/${site}/receive?pledge=${promised.reference}`))
    expect(asked).toContain('8 pieces')
    expect(asked).not.toContain('Marat')
    const got = await arman.post(`/stock/${site}/receive`, {
      pledge: promised.reference,
      quantity: '10',
      condition: 'good',
      rest: 'awaited',
    })
    expect(got.status).toBe(303)
    const pledge = await world.db
      .selectFrom('pledges')
      .selectAll()
      .where('id', '=', promised.pledgeId)
      .executeTakeFirstOrThrow()
    expect(pledge).toMatchObject({ at_site: 8, awaited: 0 })
    const again = await arman.post(`/stock/${site}/receive`, {
      pledge: promised.reference,
      quantity: '10',
      condition: 'good',
    })
    expect(again.status).toBe(422)
    expect(await listGoodsFaults(world.db)).toEqual([])
  })

  test('for a gift is taken in by the number the donor knows, thing by thing, however many lines it serves', async () => {
    await askFor(world, d, 'blanket', '3')
    await askFor(world, d, 'blanket', '4')
    await askFor(world, d, 'pillow', '2')
    const gift = unwrap(
      await promiseGift(
        { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
        {
          things: [
            { itemId: 'blanket', quantity: 7, siteId: site },
            { itemId: 'pillow', quantity: 2, siteId: site },
          ],
          regionId: d.region,
          point: { latitude: 51.2, longitude: 51.4 },
          organizationId: null,
          comesFrom: null,
          until: world.clock.now().add({ hours: 24 }),
          contact: { name: '', kind: 'none', value: '', lang: 'kk', address: '', words: '' },
        },
      ),
    )
    expect(await text(arman.get(`/stock/${site}`))).toContain(gift.reference)
    const which = await text(arman.get(`/stock/${site}/receive?pledge=${gift.reference}`))
    expect(which).toContain('Blanket, 7 pieces')
    expect(which).toContain('Pillow, 2 pieces')
    const fields = { pledge: gift.reference, item: 'blanket', quantity: '6', condition: 'good', rest: 'released' }
    expect((await arman.post(`/stock/${site}/receive`, fields)).status).toBe(303)
    const kept = await world.db
      .selectFrom('pledges as p')
      .innerJoin('gift_pledges as g', 'g.pledge_id', 'p.id')
      .select(({ fn }) => [
        fn.sum<number>('p.at_site').as('here'),
        fn.sum<number>('p.released').as('released'),
        fn.sum<number>('p.awaited').as('awaited'),
      ])
      .where('g.gift_id', '=', gift.giftId)
      .executeTakeFirstOrThrow()
    expect([kept.here, kept.released, kept.awaited].map(Number)).toEqual([6, 1, 2])
    expect(await listGoodsFaults(world.db)).toEqual([])
  })
})

test('every account that goods can lie on has its words on the page of a lot', async () => {
  const { rows } = await sql<{ check: string }>`
    SELECT pg_get_constraintdef(oid) AS check FROM pg_constraint
    WHERE conrelid = 'stock_movements'::regclass AND pg_get_constraintdef(oid) LIKE '%to_kind = ANY%' LIMIT 1`.execute(
    world.db,
  )
  const kinds = [...(rows[0]?.check ?? '').matchAll(/'([a-z]+)'/g)].map(([, kind = '']) => kind)
  expect(kinds).toContain('site')
  for (const kind of kinds.filter((one) => one !== 'site'))
    for (const lang of languages) expect(translator(lang)(`goods.account.${kind}`)).not.toBe('')
})

describe('at the counter', () => {
  test('whoever comes with the number gets what is set aside for it, in one step, and the line is delivered', async () => {
    await takeIn(arman, site, 'blanket', '30')
    const line = await askFor(world, d, 'blanket', '4')
    const counter = `/stock/${site}/hand-out?request=${line.reference}`
    expect(await text(arman.get(counter))).toContain('Still open in this request')
    const aside = (quantity: string) =>
      arman.post(`/stock/${site}/set-aside`, {
        request: line.reference,
        line: line.lineId,
        item: line.itemId,
        [`aside-${line.lineId}-${line.itemId}`]: quantity,
      })
    expect(await text(aside('5'))).toContain('Less is open')
    expect((await aside('4')).status).toBe(303)
    const html = await text(arman.get(`/stock/${site}/hand-out?request=${line.reference}`))
    expect(html).not.toContain('Kulyash')
    expect(html).not.toContain('Abai street 12')
    const names = [...html.matchAll(/name="(given-[0-9a-f-]+)"/g)].map(([, name]) => name ?? '')
    const tooMuch = Object.fromEntries(names.map((name) => [name, '99']))
    expect((await arman.post(`/stock/${site}/hand-out`, { request: line.reference, ...tooMuch })).status).toBe(422)
    const given = Object.fromEntries(names.map((name, at) => [name, at === 0 ? '3' : '0']))
    expect((await arman.post(`/stock/${site}/hand-out`, { request: line.reference, ...given })).status).toBe(303)
    const row = await world.db
      .selectFrom('need_lines')
      .selectAll()
      .where('id', '=', line.lineId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ delivered: 3, promised: 1 })
    expect(await listGoodsFaults(world.db)).toEqual([])
  })

  test('what was set aside by mistake is freed, and its line is open again; once', async () => {
    await takeIn(arman, site, 'blanket', '9')
    const asked = await askFor(world, d, 'blanket', '4')
    const aside = { request: asked.reference, line: asked.lineId, item: 'blanket' }
    await arman.post(`/stock/${site}/set-aside`, { ...aside, [`aside-${asked.lineId}-blanket`]: '4' })
    const { id: pick } = await world.db
      .selectFrom('stock_picks')
      .select('id')
      .where('need_id', '=', asked.needId)
      .executeTakeFirstOrThrow()
    expect(await text(arman.get(`/stock/${site}/hand-out?request=${asked.reference}`))).toContain('Free it: Blanket')
    const fields = { request: asked.reference, pick }
    expect((await (await world.browser(d.lina)).post(`/stock/${site}/free`, fields)).status).toBe(403)
    expect((await arman.post(`/stock/${site}/free`, fields)).status).toBe(303)
    const line = await world.db
      .selectFrom('need_lines')
      .select(['open', 'promised'])
      .where('id', '=', asked.lineId)
      .executeTakeFirstOrThrow()
    expect(line).toEqual({ open: 4, promised: 0 })
    expect((await arman.post(`/stock/${site}/free`, fields)).status).toBe(422)
    expect(await listGoodsFaults(world.db)).toEqual([])
  })

  test('a wrong number, and a request for which nothing lies here, say so', async () => {
    expect(await text(arman.get(`/stock/${site}/hand-out?request=AAAA-AAAA`))).toContain('There is no request')
    const line = await askFor(world, d, 'blanket', '1')
    expect(await text(arman.get(`/stock/${site}/hand-out?request=${line.reference}`))).toContain('Nothing is set aside')
    expect((await arman.post(`/stock/${site}/hand-out`, { request: line.reference })).status).toBe(422)
  })
})

describe('stock-taking', () => {
  const counted = (lot: string, place: string, number: string, expected: string, more: Record<string, string> = {}) =>
    arman.post(`/lots/${lot}/count`, { site: place, expected, back: 'count', [`counted-${lot}`]: number, ...more })

  test('takes over what was counted, down to nothing, and a repeat changes nothing', async () => {
    const place = await openSiteAs(dana, d, 'Cellar')
    const [a, b] = [await takeIn(arman, place, 'blanket', '10'), await takeIn(arman, place, 'pillow', '7')]
    const shown = await arman.get(`/stock/${place}/count`)
    expect(shown.headers.get('x-asar-keep-until')).toBe('2026-11-22T22:00:00Z')
    expect(await text(shown)).toContain('On paper: 10 pieces')
    const back = await counted(a, place, '9', '10', { _key: 'blankets-of-the-cellar' })
    expect(back.headers.get('location')).toBe(`/stock/${place}/count`)
    expect((await counted(b, place, '0', '7')).status).toBe(303)
    expect([await lies(a, place), await lies(b, place)]).toEqual([9, 0])
    const before = (await world.entries()).length
    await counted(a, place, '9', '10', { _key: 'blankets-of-the-cellar' })
    expect(await world.entries()).toHaveLength(before)
    expect(await text(counted(a, place, 'some', '9'))).toContain('in a unit that fits')
  })

  test('a count that stock moved under is shown with both sides, and a person decides', async () => {
    const place = await openSiteAs(dana, d, 'Loft')
    const lot = await takeIn(arman, place, 'blanket', '10')
    await arman.post(`/lots/${lot}/move`, { site: place, to: other, quantity: '4' })
    const late = await counted(lot, place, '9', '10')
    expect(late.status).toBe(409)
    const html = await text(late)
    expect(html).toContain('You counted 9 pieces where 10 pieces stood on paper')
    expect(html).toContain('Now 6 pieces stand on paper')
    expect(await lies(lot, place)).toBe(6)
    const decided = { site: place, expected: '6', back: 'count', whole: '9' }
    expect((await arman.post(`/lots/${lot}/count`, decided)).status).toBe(303)
    expect(await lies(lot, place)).toBe(9)
  })
})
