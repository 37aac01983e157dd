import { expect, test } from 'vitest'
import type { Entry } from '../journal'
import { countsOf } from './counts-of'

const contribution = '5b0c4f5e-9a3e-4a5e-8f0f-1f2d3c4b5a69'
const lina = 'c3d9b8a7-1111-4222-8333-444455556666'

const anEntry = (kind: string, publicBody: Record<string, unknown>, body: Record<string, unknown> = {}): Entry => ({
  position: 1,
  id: 'e',
  at: Temporal.Instant.from('2026-11-23T05:00:00Z'),
  actorKind: 'person',
  actorId: null,
  onBehalfOf: null,
  door: 'web',
  regionId: 'KZ-27',
  organizationId: null,
  kind,
  subjectKind: 'contribution',
  subjectId: contribution,
  body: { volunteerId: lina, ...body },
  publicBody,
  commitments: {},
})
const ofHours = ['hours-recorded', 'hours-confirmed', 'hours-paid-time', 'hours-compulsory']
const counted = (entry: Entry, ids: readonly string[] = ofHours) =>
  countsOf(entry)
    .filter(({ indicator }) => ids.includes(indicator))
    .map(({ indicator, amount, excluded }) => [indicator, excluded ?? amount])

test('paid time and compulsory work are numbers of their own, never added in', () => {
  expect(counted(anEntry('hours.recorded', { minutes: 60, basis: 'free' }))).toEqual([['hours-recorded', 60]])
  expect(counted(anEntry('hours.recorded', { minutes: 60, basis: 'paid-time' }))).toEqual([
    ['hours-recorded', 'paid-time'],
    ['hours-paid-time', 60],
  ])
  expect(counted(anEntry('hours.recorded', { minutes: 60, basis: 'own-family' }))).toEqual([
    ['hours-recorded', 'own-family'],
  ])
  expect(counted(anEntry('hours.confirmed', { minutes: 60, basis: 'compulsory' }))).toEqual([
    ['hours-confirmed', 'compulsory'],
  ])
})

test('confirmed hours in question leave the confirmed ones until decided, then count as decided', () => {
  expect(counted(anEntry('hours.confirmed', { minutes: 60, basis: 'free' }))).toEqual([['hours-confirmed', 60]])
  const disputed = (state: string) => counted(anEntry('hours.disputed', { minutes: 60, basis: 'free', state }))
  expect(disputed('confirmed')).toEqual([['hours-confirmed', -60]])
  expect(disputed('recorded')).toEqual([])
  const decided = (minutes: number) =>
    counted(anEntry('dispute.decided', { minutes, minutesBefore: 60, basis: 'free' }))
  expect(decided(90)).toEqual([
    ['hours-recorded', 30],
    ['hours-confirmed', 90],
  ])
  expect(decided(60)).toEqual([['hours-confirmed', 60]])
  expect(counted(anEntry('dispute.decided', { minutes: 30, minutesBefore: 60, basis: 'paid-time' }))).toEqual([
    ['hours-paid-time', -30],
  ])
})

test('hours whose confirmer turns out to be their owner are unconfirmed again', () => {
  expect(counted(anEntry('hours.unconfirmed', { minutes: 60, basis: 'free' }))).toEqual([['hours-confirmed', -60]])
  expect(counted(anEntry('hours.unconfirmed', { minutes: 60, basis: 'compulsory' }))).toEqual([])
})

test('a basis told later moves minutes from one number to the other, and back', () => {
  const told = (basisBefore: string, basis: string, state: string) =>
    counted(anEntry('hours.basis-stated', { minutes: 60, basisBefore, basis, state }))
  expect(told('free', 'compulsory', 'confirmed')).toEqual([
    ['hours-recorded', -60],
    ['hours-confirmed', -60],
    ['hours-compulsory', 60],
  ])
  expect(told('compulsory', 'free', 'confirmed')).toEqual([
    ['hours-recorded', 60],
    ['hours-confirmed', 60],
    ['hours-compulsory', -60],
  ])
  expect(told('free', 'paid-time', 'disputed')).toEqual([
    ['hours-recorded', -60],
    ['hours-paid-time', 60],
  ])
  expect(told('unknown', 'free', 'confirmed')).toEqual([])
  expect(told('free', 'own-family', 'recorded')).toEqual([['hours-recorded', -60]])
})

test('only a full yes of the person helped makes a need met', () => {
  const receipt = (result: string, byLines = false) =>
    counted({ ...anEntry('need.receipt', { result }, { byLines }), subjectId: contribution }, [
      'receipts',
      'receipts-right',
      'needs-met',
    ])
  expect(receipt('yes')).toEqual([
    ['needs-met', 1],
    ['receipts', 1],
    ['receipts-right', 1],
  ])
  expect(receipt('partly')).toEqual([
    ['needs-met', 'partly'],
    ['receipts', 1],
  ])
  expect(receipt('no')).toEqual([
    ['needs-met', 'not-what-was-needed'],
    ['receipts', 1],
  ])
  // Answered delivery by delivery: a full yes is a need met, and nothing else of it is told.
  expect(receipt('yes', true)).toEqual([['needs-met', 1]])
  expect(counted(anEntry('need.receipt', {}, { byLines: true }), ['receipts', 'receipts-right', 'needs-met'])).toEqual(
    [],
  )
})

test('a drill counts in no number', () => {
  const kinds = ['need.raised', 'need.verified', 'need.first-yes', 'need.helped', 'need.receipt', 'need.unmet-told']
  for (const kind of kinds) {
    const played = countsOf(anEntry(kind, { drill: true, result: 'yes', waitMinutes: 5 }))
    expect(played.length, kind).toBeGreaterThan(0)
    expect(played.filter(({ excluded }) => excluded !== 'drill')).toEqual([])
  }
})

test('the same hours stand under the national and the ILO definition, each with what it leaves out', () => {
  const both = (basis: string) =>
    counted(anEntry('hours.recorded', { minutes: 60, basis }), ['hours-national', 'hours-ilo'])
  const said = (national: number | string, ilo: number | string) => [
    ['hours-national', national],
    ['hours-ilo', ilo],
  ]
  expect(both('free')).toEqual(said(60, 60))
  expect(both('paid-time')).toEqual(said(60, 'paid-time'))
  expect(both('unknown')).toEqual(said(60, 'basis-unknown'))
  expect(both('compulsory')).toEqual(said('compulsory', 'compulsory'))
  expect(both('own-family')).toEqual(said('own-family', 'own-family'))
})

test('hours are parted by form and by competence without remainder, wherever they move', () => {
  const sums = (entry: Entry) => {
    const amounts = new Map(countsOf(entry).map(({ indicator, amount }) => [indicator, amount]))
    return (ids: readonly string[]) => ids.reduce((sum, id) => sum + (amounts.get(id) ?? 0), 0)
  }
  for (const kind of ['hours.recorded', 'dispute.decided', 'hours.basis-stated'])
    for (const basis of ['free', 'unknown', 'paid-time'])
      for (const form of ['organization', 'group', undefined])
        for (const skilled of ['yes', 'no', undefined]) {
          const sum = sums(anEntry(kind, { minutes: 60, minutesBefore: 90, basis, basisBefore: 'free', form, skilled }))
          const whole = sum(['hours-recorded'])
          expect(sum(['hours-organization-based', 'hours-direct'])).toBe(whole)
          expect(sum(['hours-skilled', 'hours-unskilled'])).toBe(whole)
          expect(sum(['hours-ilo', 'hours-unknown-basis'])).toBe(whole)
          expect(sum(['hours-recorded', 'hours-paid-time'])).toBe(sum(['hours-national']))
        }
})

test('whoever comes in a year counts as returned only where they had come in the year before', () => {
  const came = countsOf(anEntry('attendance.checked-in', { day: '2027-03-01' }))
  const returned = came.find(({ indicator }) => indicator === 'volunteers-returned')
  const active = came.find(({ indicator }) => indicator === 'volunteers-active')
  const before = countsOf(anEntry('attendance.checked-in', { day: '2026-03-01' }))
  expect(returned?.after).toEqual({
    indicator: 'volunteers-active',
    member: before.find(({ indicator }) => indicator === 'volunteers-active')?.member,
  })
  expect(returned?.member).toBe(active?.member)
})

test('a wait without its time is left out, never zero', () => {
  expect(counted(anEntry('need.helped', {}), ['help-wait'])).toEqual([['help-wait', 'no-time']])
  expect(counted(anEntry('need.helped', { waitMinutes: 0 }), ['help-wait'])).toEqual([['help-wait', 1]])
})
