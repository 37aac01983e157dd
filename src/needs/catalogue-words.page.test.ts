import { beforeAll, expect, test } from 'vitest'
import { openCaller } from '../../test/api-caller'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { unwrap } from '../kit/result'
import { permissions } from '../platform'
import { pageFaults } from '../web'
import { findItem, matchItem } from '.'
import { putItems } from './commands/put-items'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

const ask = async (line1: string, amount1 = '') => {
  const visitor = await world.browser()
  const answer = await visitor.post('/ask/send', {
    kind: 'things',
    line1,
    amount1,
    place: d.localityId,
    place_q: 'Oral',
    home: 'no',
    when: 'today',
    reach: 'none',
  })
  expect(answer.status).toBe(200)
}
const lineOf = (words: string) =>
  world.db
    .selectFrom('need_lines')
    .select(['kind', 'item_id', 'unit', 'requested', 'open'])
    .where('words', '=', words)
    .executeTakeFirstOrThrow()
const entriesOf = async (kind: string) => (await world.entries()).filter((entry) => entry.kind === kind)

test('unknown words are kept and counted; a person says once what they mean, and lines and search know from then on', async () => {
  await ask('Жүзбелдек', '3')
  await ask('жүзбелдек')
  await ask('қылтанақша')
  expect(await lineOf('Жүзбелдек')).toMatchObject({ kind: 'words', item_id: null, requested: 3 })
  const operator = await world.browser(d.operator)
  const list = await (await operator.get('/catalogue/words')).text()
  expect(pageFaults(list)).toEqual([])
  expect(list).toMatch(/said=%D0%B6%D2%AF[^"]*">жүзбелдек<\/a>[\s\S]*?2/)
  const form = await operator.get(`/catalogue/words/teach?said=${encodeURIComponent('жүзбелдек')}&sought=life+jacket`)
  expect(await form.text()).toMatch(/name="item"[^>]*value="life-jacket"/)
  const fields = { said: 'жүзбелдек', sought: 'life jacket', words: 'жүзбелдек' }
  expect((await operator.post('/catalogue/words', fields)).status).toBe(422)
  expect((await operator.post('/catalogue/words', { ...fields, item: 'life-jacket', words: '…' })).status).toBe(422)
  expect((await operator.post('/catalogue/words', { ...fields, item: 'life-jacket' })).status).toBe(303)
  expect(await lineOf('Жүзбелдек')).toEqual({
    kind: 'item',
    item_id: 'life-jacket',
    unit: 'piece',
    requested: 3,
    open: 3,
  })
  const [taught] = await entriesOf('item.word-taught')
  expect(taught?.body).toEqual({ item: 'life-jacket', lines: 2 })
  expect(JSON.stringify(await world.entries())).not.toContain('үзбелдек')
  const named = await entriesOf('line.named')
  expect(named.map(({ publicBody }) => publicBody)).toEqual([
    expect.objectContaining({ kind: 'life-jacket', unit: 'piece' }),
    expect.objectContaining({ kind: 'life-jacket', unit: 'piece' }),
  ])
  expect(matchItem('жузбелдек')?.item.id).toBe('life-jacket')
  const after = await (await operator.get('/catalogue/words')).text()
  expect(after).toContain('қылтанақша')
  expect(after).not.toContain('жүзбелдек')
})

test('an item in another measure takes its usual amount; a line that somebody took stays words', async () => {
  await ask('мырзабас', '4')
  const operator = await world.browser(d.operator)
  const teach = async (item: string) => {
    const answer = await operator.post('/catalogue/words', { said: 'мырзабас', words: 'мырзабас', item })
    expect(answer.status).toBe(303)
    return lineOf('мырзабас')
  }
  expect(await teach('rice')).toEqual({ kind: 'item', item_id: 'rice', unit: 'gram', requested: 4000, open: 4000 })
  const balance = await world.db
    .selectFrom('line_movements as m')
    .innerJoin('need_lines as l', 'l.id', 'm.line_id')
    .select(({ fn }) => fn.sum<number>('m.quantity').as('sum'))
    .where('l.words', '=', 'мырзабас')
    .executeTakeFirstOrThrow()
  expect(Number(balance.sum)).toBe(4000)
  await ask('мырзақол', '5')
  const caller = await openCaller(world, { scopes: Object.keys(permissions) })
  const { id } = await world.db
    .selectFrom('need_lines')
    .select('id')
    .where('words', '=', 'мырзақол')
    .executeTakeFirstOrThrow()
  const claim = { organization: d.organizationId, quantity: 2, until: '2026-11-23T10:00:00Z' }
  expect((await caller.post(`/lines/${id}/claims`, claim)).status).toBe(201)
  await operator.post('/catalogue/words', { said: 'мырзақол', words: 'мырзақол', item: 'rice' })
  expect(await lineOf('мырзақол')).toMatchObject({ kind: 'words', item_id: null, unit: 'piece', requested: 5 })
})

test('an item without a translation is listed, and gets its names from a person', async () => {
  unwrap(
    await putItems(world.system, 'ifrc', [
      {
        id: 'ifrc-test-lamp',
        ref: 'TESTLAMP',
        hash: Buffer.alloc(32),
        group: 'power',
        unit: 'piece',
        names: { en: 'LAMP, solar, small' },
        gramsPerThousand: 300_000,
        millilitresPerThousand: 900_000,
        prescription: false,
      },
    ]),
  )
  await world.app.journal.caughtUp()
  const operator = await world.browser(d.operator)
  expect(await (await operator.get('/catalogue/words')).text()).toContain('/catalogue/items/ifrc-test-lamp/names')
  expect((await operator.get('/catalogue/items/blanket/names')).status).toBe(404)
  const saved = await operator.post('/catalogue/items/ifrc-test-lamp/names', { kk: 'Күн шамы', ru: 'Солнечная лампа' })
  expect(saved.status).toBe(303)
  await world.app.journal.caughtUp()
  expect(findItem('ifrc-test-lamp')?.names).toEqual({ kk: 'Күн шамы', ru: 'Солнечная лампа', en: 'LAMP, solar, small' })
  expect(findItem('ifrc-test-lamp')?.untranslated).toBeUndefined()
  expect(await (await operator.get('/catalogue/words')).text()).not.toContain('ifrc-test-lamp')
})

test('a volunteer sees neither the list nor the forms, and teaches nothing', async () => {
  const lina = await world.browser(d.lina)
  for (const path of ['/catalogue/words', '/catalogue/words/teach?said=x', '/catalogue/items/ifrc-test-lamp/names'])
    expect((await lina.get(path)).status, path).toBe(403)
  expect((await lina.post('/catalogue/words', { said: 'x', words: 'x', item: 'rice' })).status).toBe(403)
  expect((await lina.post('/catalogue/items/ifrc-test-lamp/names', { ru: 'x' })).status).toBe(403)
})
