import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { givenHours } from '../../test/given-hours'
import { testWorld } from '../../test/world'
import { languages, pageFaults, translator } from '../web'
import { definitions, smallCellRule } from '.'
import { exclusionsOf } from './definition-as-data'

const world = await testWorld()
await seedDistrict(world)
const get = async (path: string) => {
  const answer = await world.http.request(`http://127.0.0.1:8080/api/v1${path}`)
  return { status: answer.status, body: await answer.json() }
}

test('a number opens to what it counts and what it leaves out, page by page', async () => {
  await givenHours(world, [
    ...Array.from({ length: 6 }, () => ({ basis: 'free' }) as const),
    ...Array.from({ length: 5 }, () => ({ basis: 'compulsory' }) as const),
  ])
  const first = await get('/numbers/hours-recorded/entries?limit=8')
  const rest = await get(`/numbers/hours-recorded/entries?limit=8&cursor=${first.body.next}`)
  const entries: { position: number; amount: number; counted: boolean; reason: string | null }[] = [
    ...first.body.entries,
    ...rest.body.entries,
  ]
  expect(new Set(entries.map(({ position }) => position)).size).toBe(11)
  expect(rest.body.next).toBeNull()
  expect(entries.filter(({ counted }) => counted).map(({ amount }) => amount)).toEqual(
    Array.from({ length: 6 }, () => 60),
  )
  expect(entries.filter(({ reason }) => reason === 'compulsory')).toHaveLength(5)
  expect((await get('/numbers/hours-recorded')).body.leftOut).toEqual([{ reason: 'compulsory', entries: 5 }])
  const page = await (await (await world.browser()).get('/numbers/hours-recorded')).text()
  expect(page).toMatch(/<th scope="row">no: compulsory<\/th><td[^>]*>5</)
  expect(first.body.entries[0]).toMatchObject({ kind: 'hours.recorded', region: 'KZ-27', day: null })
})

test('numbers about too few people, parts, shares and unknown ones open to nothing', async () => {
  await givenHours(world, [{ basis: 'paid-time' }])
  expect((await get('/numbers/hours-paid-time/entries')).body.entries).toEqual([])
  for (const id of ['volunteers-returned', 'share-right', 'hours-by-age', 'happiness'])
    expect((await get(`/numbers/${id}/entries`)).status, id).toBe(404)
})

test('every definition goes out with its words in three languages and the rules it is counted by', async () => {
  const { body } = await get('/definitions')
  expect(body.definitions).toHaveLength(definitions.length)
  const needsMet = body.definitions.find(({ id }: { id: string }) => id === 'needs-met')
  expect(needsMet.texts.kk.name).not.toBe(needsMet.texts.ru.name)
  expect(needsMet.exclusions).toEqual(['drill', 'counted-before', 'partly', 'not-what-was-needed'])
  expect(needsMet.rules).toContainEqual({
    kind: 'need.receipt',
    where: { result: ['yes'] },
    adds: 'one',
    once: 'subject',
  })
})

test('a number that is not measured names what is missing, and one that is measured counts something', () => {
  for (const { id, state, missing, rules, sealedKinds, numerator } of definitions) {
    const isCounted = rules.length > 0 || sealedKinds.length > 0 || numerator !== undefined
    expect([isCounted, missing.length > 0], id).toEqual(state === 'measured' ? [true, false] : [false, true])
  }
})

test('every number has its page, and every reason, unit and lack its words, in three languages', async () => {
  for (const lang of languages) {
    const t = translator(lang)
    const codes = definitions.flatMap((definition) => [
      ...exclusionsOf(definition).map((code) => `why.${code}`),
      ...definition.missing.map((code) => `missing.${code}`),
      ...definition.breakdowns.map((breakdown) => `parts.${breakdown}`),
      `unit.${definition.unit}`,
      `period.${definition.period}`,
      `smallCells.${smallCellRule(definition)}`,
    ])
    // A text that is missing throws.
    for (const code of new Set(codes)) expect(t(`indicators.${code}`).trim()).not.toBe('')
  }
  const visitor = await world.browser()
  for (const [at, { id }] of definitions.entries()) {
    const answer = await visitor.get(`/numbers/${id}`, { 'accept-language': languages[at % 3] ?? 'kk' })
    expect([id, answer.status, pageFaults(await answer.text())]).toEqual([id, 200, []])
  }
})
