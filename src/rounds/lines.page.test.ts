import { beforeAll, expect, test } from 'vitest'
import { type Browser, testWorld, type World } from '../../test/world'
import { pageFaults } from '../web'
import { lineOfStop } from './pages/stop-block'
import { ROUND_DAY, roundStage } from './testing/round-stage'

let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
let [dana, lina, arman]: Browser[] = []
let roundId = ''
beforeAll(async () => {
  world = await testWorld({ background: true })
  stage = await roundStage(world)
  await stage.drives(stage.d.lina)
  await stage.askWithStock({ north: 0.01 })
  await stage.askWithStock({ north: 0.02 })
  roundId = (await stage.roundsOf(await stage.plan(ROUND_DAY)))[0]?.id ?? ''
  await stage.sendWithYes(roundId, stage.d.lina)
  world.clock.advance({ hours: 40 })
  ;[dana, lina, arman] = await Promise.all(
    [stage.d.dana, stage.d.lina, stage.d.arman].map(async (id) => {
      const browser = await world.browser(id)
      browser.cookies.set('lang', 'en')
      return browser
    }),
  )
})

const at = (browser: Browser | undefined): Browser => {
  if (browser === undefined) throw new Error('expected a browser')
  return browser
}
const sound = async (answer: Response | Promise<Response>, status = 200): Promise<string> => {
  const response = await answer
  const html = await response.text()
  expect(response.status, html.slice(0, 2000)).toBe(status)
  expect(pageFaults(html)).toEqual([])
  return html
}

test('a delivery sheet carries a code and boxes for each stop, and leads to the screen where it is entered', async () => {
  const { reference } = await world.db
    .selectFrom('rounds')
    .select('reference')
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow()
  const stops = await stage.stopsOf(roundId)
  const sheet = await sound(at(dana).get(`/rounds/${roundId}/sheet`))
  for (const stop of stops) expect(sheet).toContain(`>${lineOfStop(stop)}</text>`)
  const line = lineOfStop(stops[1] ?? { id: '' })
  const scanned = await at(dana).get(`/sheets?number=${reference}&line=${line}`)
  expect(scanned.headers.get('location')).toBe(`/rounds/${roundId}/lines?line=${line}#line-${line}`)
  for (const lang of ['kk', 'ru', 'en']) {
    at(dana).cookies.set('lang', lang)
    const screen = await sound(at(dana).get(`/rounds/${roundId}/lines`))
    expect(screen).toContain('data-blocks=')
    expect(screen).not.toContain('Satpaev')
  }
  // Whoever drives scans their own sheet and has their round before them; others have nothing of it.
  expect((await at(lina).get(`/sheets?number=${reference}`)).headers.get('location')).toBe(`/me/rounds/${roundId}`)
  expect((await at(lina).get(`/rounds/${roundId}/lines`)).status).toBe(403)
  expect((await at(arman).post(`/rounds/${roundId}/lines`, {})).status).toBe(403)
})

test('a filled sheet is entered at once; entered five times it counts once, and another end is shown with both sides', async () => {
  const [load, first, second] = await stage.stopsOf(roundId)
  const line = (stop: typeof load) => lineOfStop(stop ?? { id: '' })
  const filled = {
    [`what-${line(load)}`]: 'done',
    [`what-${line(first)}`]: 'done',
    [`at-${line(first)}`]: '10:40',
    [`what-${line(second)}`]: 'refused',
  }
  // A reason is owed: the stops before it are recorded, and what was typed of this one stays.
  const owed = await sound(at(dana).post(`/rounds/${roundId}/lines`, filled), 422)
  expect(owed).toContain('2 stops recorded, 1 not')
  expect(owed).toContain('Choose why it was not taken')
  expect(owed).toMatch(new RegExp(`name="what-${line(second)}"[^>]*value="refused"[^>]*checked`))
  const whole = { ...filled, [`reason-${line(second)}`]: 'too-late' }
  expect(await sound(at(dana).post(`/rounds/${roundId}/lines`, whole))).toContain(
    '1 stop recorded, 2 were there before.',
  )
  const before = await world.db.selectFrom('line_movements').select('id').execute()
  for (let i = 0; i < 4; i++)
    expect(await sound(at(dana).post(`/rounds/${roundId}/lines`, whole))).toContain(
      '0 stops recorded, 3 were there before.',
    )
  expect(await world.db.selectFrom('line_movements').select('id').execute()).toHaveLength(before.length)
  const reported = (await world.entries()).filter(({ kind }) => kind === 'round.stop-reported')
  expect(reported).toHaveLength(3)
  const ended = await world.db
    .selectFrom('round_stops')
    .select(['state', 'ended_at'])
    .where('id', '=', first?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(ended.ended_at?.toZonedDateTimeISO(stage.d.zone).toPlainTime().toString()).toBe('10:40:00')
  // What was refused has to be unloaded: a stop that stood on no paper, until now.
  const unload = (await stage.stopsOf(roundId)).at(-1)
  const back = await sound(at(dana).post(`/rounds/${roundId}/lines`, { [`what-${line(unload)}`]: 'done' }))
  expect(back).toContain('1 stop recorded.')
  const other = await sound(at(dana).post(`/rounds/${roundId}/lines`, { [`what-${line(first)}`]: 'absent' }), 422)
  expect(other).toContain('Recorded: done. On this sheet: nobody there.')
})
