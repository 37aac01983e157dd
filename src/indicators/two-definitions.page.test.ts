import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { type Given, givenHours } from '../../test/given-hours'
import { testWorld } from '../../test/world'
import { pageFaults } from '../web'
import { comparePeople } from './compare-definitions'

const world = await testWorld()
await seedDistrict(world)
const visitor = await world.browser()
const look = async (path = '/numbers/two-definitions') => (await visitor.get(path)).text()
const times = (count: number, given: Given): Given[] => Array.from({ length: count }, () => given)
const rowOf = (html: string, head: string) =>
  new RegExp(`<th scope="row">${head}</th>(.*?)</tr>`)
    .exec(html)?.[1]
    ?.replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

test('both definitions stand side by side, with why they differ and each entry that only one counts', async () => {
  await givenHours(world, [
    ...times(9, { basis: 'free' }),
    ...times(6, { basis: 'paid-time', form: 'corporate' }),
    ...times(5, { basis: 'unknown', minutes: 30 }),
    ...times(7, { basis: 'compulsory' }),
  ])
  const html = await look()
  expect(rowOf(html, 'Time')).toBe('17 h 30 min 9 h 8 h 30 min')
  expect(rowOf(html, 'People')).toBe('20 9 11')
  expect(rowOf(html, 'Time an employer pays')).toContain('6 h')
  expect(rowOf(html, 'Age')).toContain('Not yet measured')
  expect(html.match(/href="\/log\/entries\/\d+"/g)).toHaveLength(11)
  expect(html).toContain('Paid working time: the law knows')
  expect(pageFaults(html)).toEqual([])
  for (const lang of ['kk', 'ru'])
    expect(
      pageFaults(await (await visitor.get('/numbers/two-definitions', { 'accept-language': lang })).text()),
    ).toEqual([])
})

test('a ground of one to four people is not told by the difference either', async () => {
  const few = await testWorld()
  await seedDistrict(few)
  await givenHours(few, [...times(9, { basis: 'free' }), ...times(3, { basis: 'paid-time' })])
  const html = await (await (await few.browser()).get('/numbers/two-definitions')).text()
  expect(rowOf(html, 'Time')).toBe('Fewer than 5 people 9 h Fewer than 5 people')
  expect(rowOf(html, 'People')).toBe('12 Fewer than 5 people Fewer than 5 people')
  expect(html).not.toMatch(/\/log\/entries\/\d/)
})

test('a long list goes on where it ended, without an entry lost or shown twice', async () => {
  await givenHours(world, times(70, { basis: 'unknown', minutes: 1 }))
  const seen: string[] = []
  for (let path: string | undefined = '/numbers/two-definitions'; path !== undefined; ) {
    const html = await look(path)
    seen.push(...[...html.matchAll(/\/log\/entries\/(\d+)/g)].map(([, position = '']) => position))
    path = /rel="next" href="([^"#]+)/.exec(html)?.[1]
  }
  expect(seen).toHaveLength(81)
  expect(new Set(seen).size).toBe(81)
})

test('people are told only where the few between the two are none or five', () => {
  const pair = (national: number, ilo: number) =>
    comparePeople({
      people: new Map([
        ['hours-national', new Map([['all', national]])],
        ['hours-ilo', new Map([['all', ilo]])],
      ]),
    })
  expect(pair(20, 9)).toEqual({ national: 20, ilo: 9, difference: 11 })
  expect(pair(20, 20)).toEqual({ national: 20, ilo: 20, difference: 0 })
  expect(pair(20, 17)).toEqual({ national: 20, ilo: null, difference: null })
  expect(pair(20, 3)).toEqual({ national: 20, ilo: null, difference: null })
  expect(pair(4, 4)).toEqual({ national: null, ilo: null, difference: null })
})
