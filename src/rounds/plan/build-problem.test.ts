import { expect, test } from 'vitest'
import { planRounds } from '../../allocation'
import type { ReadyVehicle } from '../vehicles/vehicle'
import { buildProblem, hoursOn, momentOf } from './build-problem'
import type { Delivery } from './delivery'
import { layOutRound } from './lay-out-round'
import { whyLeftOut } from './why-left-out'

const zone = 'Asia/Oral'
const at = (time: string) => Temporal.PlainDateTime.from(`2026-11-23T${time}`).toZonedDateTime(zone).toInstant()
const span = { from: at('09:00'), until: at('18:00') }

const van = (over: Partial<ReadyVehicle> = {}): ReadyVehicle => ({
  id: 'v1',
  name: 'van',
  gramsMax: 500_000,
  millilitresMax: 2_000_000,
  coldBox: false,
  lifts: false,
  localityId: null,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  fromMinute: 480,
  untilMinute: 1320,
  driverId: 'p1',
  driverName: 'Lina',
  languages: ['kk', 'ru'],
  isVetted: false,
  start: { latitude: 51.23, longitude: 51.37 },
  zone,
  ...over,
})

const site = { kind: 'site', id: 's1', point: { latitude: 51.22, longitude: 51.38 } } as const
const home = (id: string, north: number) =>
  ({ kind: 'need', id, point: { latitude: 51.23 + north, longitude: 51.4 } }) as const

const blankets = (id: string, north: number, over: Partial<Delivery> = {}): Delivery => ({
  needId: id,
  rank: 2,
  from: { place: site, from: null, until: null, minutes: 5 },
  to: { place: home(id, north), from: null, until: null, minutes: 10 },
  cargo: [{ pickId: `p-${id}`, pledgeId: null, quantity: 10, grams: 20_000, millilitres: 80_000 }],
  abilities: [],
  language: 'kk',
  ...over,
})

const plan = (deliveries: readonly Delivery[], vehicles: readonly ReadyVehicle[]) => {
  const problem = buildProblem(deliveries, vehicles, span)
  return { problem, answer: planRounds(problem, { seed: 1, stepsMax: 500 }) }
}

test('goods are loaded before they are handed over, and one stop at the site loads for all', () => {
  const { problem, answer } = plan([blankets('a', 0.01), blankets('b', 0.02)], [van()])
  const [round] = answer.solution?.rounds ?? []
  if (round === undefined) throw new Error('expected a round')
  const laid = layOutRound(problem, round)
  expect(laid.stops.map(({ picks, drops }) => [picks.length, drops.length])).toEqual([
    [2, 0],
    [0, 1],
    [0, 1],
  ])
  expect(laid.stops[0]?.minutes).toBe(10)
  expect(laid.stops[1]?.arrives).toBeGreaterThanOrEqual((laid.stops[0]?.arrives ?? 0) + 10)
})

test('a window is kept, and whoever would wait at the first door waits at home', () => {
  const late = blankets('a', 0.01, { from: { place: site, from: at('14:00'), until: at('15:00'), minutes: 5 } })
  const { problem, answer } = plan([late], [van()])
  const [round] = answer.solution?.rounds ?? []
  if (round === undefined) throw new Error('expected a round')
  const laid = layOutRound(problem, round)
  expect(momentOf(span, laid.stops[0]?.arrives ?? 0).toString()).toBe(at('14:00').toString())
  expect(laid.leaves).toBeGreaterThan(60 * 4)
})

test.each([
  ['lacks-cold', blankets('a', 0.01, { abilities: ['cold'] })],
  ['lacks-lift', blankets('a', 0.01, { abilities: ['lift'] })],
  ['lacks-vetted', blankets('a', 0.01, { abilities: ['vetted'] })],
  ['lacks-language', blankets('a', 0.01, { language: 'en' })],
  [
    'too-large',
    blankets('a', 0.01, {
      cargo: [{ pickId: 'p', pledgeId: null, quantity: 1, grams: 900_000, millilitres: 10 }],
    }),
  ],
  ['too-late', blankets('a', 0.01, { to: { place: home('a', 0.01), from: null, until: at('09:01'), minutes: 5 } })],
] as const)('says why nothing takes it: %s', (why, delivery) => {
  const { problem, answer } = plan([delivery, blankets('b', 0.01)], [van()])
  expect(whyLeftOut(problem, answer)).toEqual([{ job: 0, why }])
})

test('where there is room for one alone, the more urgent goes', () => {
  const heavy = (id: string, rank: number) =>
    blankets(id, 0.01, {
      rank,
      from: { place: site, from: at('09:10'), until: at('09:20'), minutes: 5 },
      to: { place: home(id, 0.01), from: null, until: at('09:50'), minutes: 5 },
      cargo: [{ pickId: `p-${id}`, pledgeId: null, quantity: 1, grams: 400_000, millilitres: 10 }],
    })
  const { problem, answer } = plan([heavy('a', 3), heavy('b', 1)], [van()])
  expect(whyLeftOut(problem, answer)).toEqual([{ job: 0, why: 'no-time' }])
})

test('a vehicle drives in its hours, and on no day its owner did not name', () => {
  const { from, until } = hoursOn(van({ fromMinute: 600, untilMinute: 720 }), span)
  expect([from.toString(), until.toString()]).toEqual([at('10:00').toString(), at('12:00').toString()])
  const { problem, answer } = plan([blankets('a', 0.01)], [van({ weekdays: [2] })])
  expect(answer.solution?.rounds).toEqual([])
  expect(whyLeftOut(problem, answer)[0]?.why).toBe('too-late')
})
