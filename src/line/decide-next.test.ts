import { expect, test } from 'vitest'
import { decideNext, untried } from './decide-next'

const zone = 'Asia/Almaty'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
const noon = at('2026-11-22T12:00')

test('nobody answers: half an hour, three hours, then once a day, and after the fifth try it is given up', () => {
  let state = untried
  const said: (string | null)[] = []
  let now = noon
  for (let tries = 0; tries < 5; tries++) {
    state = decideNext(state, { outcome: 'no-answer' }, now, zone)
    said.push(state.nextAt?.toZonedDateTimeISO(zone).toPlainDateTime().toString() ?? null)
    now = state.nextAt ?? now
  }
  expect(said).toEqual([
    '2026-11-22T12:30:00',
    '2026-11-22T15:30:00',
    '2026-11-23T11:30:00',
    '2026-11-24T09:00:00',
    null,
  ])
  expect(state).toEqual({ tries: 0, nextAt: null, settledAt: now, wishedAt: null })
})

test('a busy line is rung again in ten minutes, but nobody at night', () => {
  const late = at('2026-11-22T19:55')
  expect(decideNext(untried, { outcome: 'busy' }, noon, zone).nextAt).toEqual(noon.add({ minutes: 10 }))
  expect(decideNext(untried, { outcome: 'busy' }, late, zone).nextAt).toEqual(at('2026-11-23T09:00'))
})

test('the moment a person names holds, even late, and counts as no try', () => {
  const evening = at('2026-11-22T21:30')
  const tried = { ...untried, tries: 3 }
  expect(decideNext(tried, { outcome: 'later', at: evening }, noon, zone)).toEqual({
    tries: 0,
    nextAt: evening,
    settledAt: null,
    wishedAt: noon,
  })
})

test.each(['reached', 'wrong-number', 'refused'] as const)('%s ends what was asked until now', (outcome) => {
  expect(decideNext({ ...untried, tries: 2, wishedAt: noon }, { outcome }, noon, zone)).toEqual({
    tries: 0,
    nextAt: null,
    settledAt: noon,
    wishedAt: null,
  })
})
