import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CallOutToReplay, everybody, oneByOne, type PersonToAsk, paced, replayCallOut } from './replay-call-out'

const at = (minute: number) => minute
const person = (personId: string, answer: PersonToAsk['answer'], askableFrom = at): PersonToAsk => ({
  personId,
  chance: 0.5,
  askableFrom,
  answer,
})
const callOut = (people: readonly PersonToAsk[]): CallOutToReplay => ({
  wanted: 1,
  minutes: 90,
  ceiling: 10,
  wantedPermille: 750,
  answerMinutes: 30,
  people,
})

test('one is asked when the one before has answered or let the time pass, two at once where one in two says yes', () => {
  const people = [
    person('silent', undefined),
    person('no', { yes: false, afterMinutes: 4 }),
    person('yes', { yes: true, afterMinutes: 5 }),
    person('late', { yes: true, afterMinutes: 60 }),
    person('spare', undefined),
  ]
  expect(replayCallOut(callOut(people), oneByOne)).toEqual({
    asked: ['silent', 'no', 'yes'],
    filled: 1,
    minutesToFull: 39,
  })
  // The no is replaced at once, by as many as it takes for those who are silent so far.
  expect(replayCallOut(callOut(people), paced)).toEqual({
    asked: ['silent', 'no', 'yes', 'late'],
    filled: 1,
    minutesToFull: 9,
  })
  expect(replayCallOut(callOut(people), everybody)).toEqual({
    asked: ['silent', 'no', 'yes', 'late', 'spare'],
    filled: 1,
    minutesToFull: 5,
  })
})

test('an answer after the time given counts while a seat is free, and none counts once the work starts', () => {
  const late = callOut([person('late', { yes: true, afterMinutes: 60 })])
  expect(replayCallOut(late, oneByOne)).toEqual({ asked: ['late'], filled: 1, minutesToFull: 60 })
  expect(replayCallOut({ ...late, minutes: 59 }, oneByOne)).toEqual({
    asked: ['late'],
    filled: 0,
    minutesToFull: undefined,
  })
})

test('whoever sleeps is asked by no way before they wake', () => {
  const people = [person('sleeps', { yes: true, afterMinutes: 1 }, (minute) => Math.max(20, minute))]
  for (const way of [paced, everybody, oneByOne])
    expect(replayCallOut(callOut(people), way)).toEqual({ asked: ['sleeps'], filled: 1, minutesToFull: 21 })
})

test('whatever people answer, everybody at once is never slower than paced, and paced never than one at a time', () => {
  const someone = fc.record({
    chance: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    answer: fc.option(fc.record({ yes: fc.boolean(), afterMinutes: fc.integer({ min: 1, max: 60 }) }), {
      nil: undefined,
    }),
  })
  fc.assert(
    fc.property(
      fc.array(someone, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 200 }),
      (some, wanted, ceiling, wantedPermille, minutes) => {
        const people = some.map((one, i) => ({ ...one, personId: String(i), askableFrom: at }))
        const shared = { wanted, ceiling, wantedPermille, minutes, answerMinutes: 20, people }
        const [all, waves, one] = [everybody, paced, oneByOne].map((way) => replayCallOut(shared, way))
        const wait = (done: typeof all) => done?.minutesToFull ?? Number.POSITIVE_INFINITY
        expect(wait(all)).toBeLessThanOrEqual(wait(waves))
        expect(wait(waves)).toBeLessThanOrEqual(wait(one))
        expect(all?.filled).toBeGreaterThanOrEqual(waves?.filled ?? Number.NaN)
        expect(waves?.filled).toBeGreaterThanOrEqual(one?.filled ?? Number.NaN)
        expect(waves?.asked.length).toBeLessThanOrEqual(ceiling)
        for (const done of [all, waves, one]) expect(new Set(done?.asked).size).toBe(done?.asked.length)
      },
    ),
  )
})
