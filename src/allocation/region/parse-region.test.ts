import { expect, test } from 'vitest'
import { imagineRegion } from './imagine-region.testing'
import { parseRegion } from './parse-region'
import { solveRegionOne } from './solve-one'

const { side, people, posts } = imagineRegion(20, 5, 1)
const list = (column: ArrayLike<number>) => Array.from(column)
const file = {
  side,
  v: {
    ...{ n: 20, x: list(people.x), y: list(people.y), reach: list(people.reach), skill: list(people.level) },
    ...{ lang: list(people.languages), avail: list(people.free), maxHours: list(people.hoursMax) },
    rest: list(people.rest),
  },
  k: {
    ...{ n: 5, x: list(posts.x), y: list(posts.y), start: list(posts.start), end: list(posts.end) },
    ...{ cap: list(posts.seats), prio: list(posts.priority), skill: list(posts.competence) },
    ...{ level: list(posts.level), skill2: list(posts.competence2), lang: list(posts.language) },
  },
}

test('a region as written is the region that was meant', () => {
  expect(parseRegion(JSON.parse(JSON.stringify(file)))).toEqual(imagineRegion(20, 5, 1))
})

test.each([
  ['nothing', null, 'a region'],
  ['a list', [], 'a region'],
  ['no people', { ...file, v: undefined }, 'v'],
  ['no size', { ...file, side: Number.NaN }, 'side'],
  ['a size that overflows', { ...file, side: 2 ** 40 }, 'side'],
  ['a negative number of people', { ...file, v: { ...file.v, n: -1 } }, 'v.n'],
  ['more people than there are', { ...file, v: { ...file.v, n: 1e12 } }, 'v.n'],
  ['too few numbers', { ...file, v: { ...file.v, x: [1] } }, 'v.x'],
  ['a number that is none', { ...file, v: { ...file.v, x: file.v.x.with(3, Number.NaN) } }, 'v.x[3]'],
  ['half a competence a person', { ...file, v: { ...file.v, skill: file.v.skill.slice(1) } }, 'v.skill.length / v.n'],
  ['bits that overflow', { ...file, v: { ...file.v, avail: file.v.avail.with(0, 2 ** 32) } }, 'v.avail[0]'],
  ['a place outside', { ...file, k: { ...file.k, y: file.k.y.with(0, side) } }, 'k.y[0]'],
  ['an end before the start', { ...file, k: { ...file.k, end: file.k.start } }, 'k.end[0]'],
  ['an end after the horizon', { ...file, k: { ...file.k, end: file.k.end.with(0, 673) } }, 'k.end[0]'],
  ['a negative head count', { ...file, k: { ...file.k, cap: file.k.cap.with(0, -1) } }, 'k.cap[0]'],
  ['an unknown competence', { ...file, k: { ...file.k, skill: file.k.skill.with(0, 48) } }, 'k.skill[0]'],
  ['words for numbers', { ...file, k: { ...file.k, x: file.k.x.map(String) } }, 'k.x[0]'],
])('%s is refused by name', (_, wrong, field) => {
  expect(() => parseRegion(wrong)).toThrow(RangeError)
  expect(() => parseRegion(wrong)).toThrow(field)
})

test('a region without people, without posts or with a post nobody can fill has its plan', () => {
  const budget = { seed: 1, stepsMax: 1000 }
  const nobody = { n: 0, x: [], y: [], reach: {}, skill: {}, lang: [], avail: [], maxHours: [], rest: [] }
  const nothing = {
    n: 0,
    x: [],
    y: [],
    start: [],
    end: [],
    cap: {},
    prio: [],
    skill: [],
    level: [],
    skill2: [],
    lang: [],
  }
  const lonely = {
    ...file.k,
    level: file.k.level.map(() => 3),
    x: file.k.x.map(() => side - 1),
    y: file.k.y.map(() => 0),
  }
  for (const empty of [
    { ...file, v: nobody },
    { ...file, k: nothing },
    { ...file, v: { ...file.v, reach: file.v.reach.map(() => 0) }, k: lonely },
  ])
    expect(solveRegionOne(parseRegion(empty), budget)).toMatchObject({ status: 'optimal', objective: 0, bound: 0 })
})
