import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { pageFaults } from '../web'
import { addOperators, givePhone, type Operator, wishCall } from './line.testing'
import { readFigures, readOwnFigures } from './queries/read-figures'

let world: World
let d: District
let mine: Operator
let other: Operator
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const [first, second] = await addOperators(world, d.region, 2, world.db)
  if (first === undefined || second === undefined) throw new Error('two operators were expected')
  ;[mine, other] = [first, second]
  for (const [i, id] of [d.lina, d.aigul, d.arman].entries()) await givePhone(world, id, `+7701111000${i}`)
})

const call = async ({ browser }: Operator, id: string, outcome: string, minutes: number) => {
  await wishCall(world, 'person', id, minutes)
  await browser.post('/line/take', { kind: 'person', id })
  expect((await browser.post(`/line/person/${id}`, { outcome })).status).toBe(303)
}

test('an operator reads their own day and the whole line: outcomes, waits, hours, who waits now', async () => {
  await call(mine, d.lina, 'reached', 10)
  await call(mine, d.aigul, 'busy', 30)
  await call(other, d.arman, 'reached', 90)
  await wishCall(world, 'person', d.dana)
  const figures = await readFigures(mine.ctx, [d.region], d.zone)
  const own = await readOwnFigures(mine.ctx, d.zone)
  expect(own).toMatchObject({ made: 2, reached: 1, waitedMinutes: { half: 10, nine: 30 } })
  expect(own.byOutcome).toEqual([
    { outcome: 'reached', count: 1 },
    { outcome: 'busy', count: 1 },
  ])
  expect(figures.week).toMatchObject({ made: 3, reached: 2, waitedMinutes: { half: 30, nine: 90 } })
  expect(figures.hours).toEqual([{ hour: world.clock.now().toZonedDateTimeISO(d.zone).hour, count: 3 }])
  expect(figures).toMatchObject({ waiting: 1, isMore: false, talking: 0, byReason: [{ reason: 'wished', count: 1 }] })
  for (const lang of ['kk', 'ru', 'en']) {
    mine.browser.cookies.set('lang', lang)
    const page = await (await mine.browser.get('/line/figures')).text()
    expect(pageFaults(page)).toEqual([])
    expect(page).not.toContain('Operator 1')
  }
})

test('a call taken back is none, and yesterday is no part of the day', async () => {
  const last = await world.db
    .selectFrom('line_tries')
    .select('id')
    .where('callee_id', '=', d.arman)
    .executeTakeFirstOrThrow()
  await other.browser.post(`/line/tries/${last.id}/undo`)
  expect((await readOwnFigures(other.ctx, d.zone)).made).toBe(0)
  world.clock.advance({ hours: 24 })
  const figures = await readFigures(mine.ctx, [d.region], d.zone)
  expect((await readOwnFigures(mine.ctx, d.zone)).made).toBe(0)
  expect(figures.week.made).toBe(2)
  expect(figures.hours).toEqual([])
  expect((await readFigures(mine.ctx, ['KZ-75'], d.zone)).week.made).toBe(0)
  expect((await (await world.browser(d.lina)).get('/line/figures')).status).toBe(403)
})

test('the authority of a region reads the figures of its line without a name; whoever is none does not', async () => {
  const authority = await world.browser(d.authority)
  for (const lang of ['kk', 'ru', 'en']) {
    authority.cookies.set('lang', lang)
    const page = await (await authority.get('/authority/line')).text()
    expect(pageFaults(page)).toEqual([])
    expect(page).not.toMatch(/Operator \d|Lina|Aigul|line\/person/)
  }
  expect(await (await authority.get('/authority/line')).text()).toContain('asked to be rung')
  expect(await (await authority.get('/authority')).text()).toContain('href="/authority/line"')
  // It makes no calls: the line itself is not its.
  expect((await authority.get('/line')).status).toBe(403)
  for (const browser of [mine.browser, await world.browser(d.dana), await world.browser(d.lina)])
    expect((await browser.get('/authority/line')).status).toBe(403)
})
