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
const counted = (entry: Entry) =>
  countsOf(entry).map(({ indicator, amount, excluded }) => [indicator, excluded ?? amount])

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
    ['hours-compulsory', -60],
    ['hours-recorded', 60],
    ['hours-confirmed', 60],
  ])
  expect(told('free', 'paid-time', 'disputed')).toEqual([
    ['hours-recorded', -60],
    ['hours-paid-time', 60],
  ])
  expect(told('unknown', 'free', 'confirmed')).toEqual([])
  expect(told('free', 'own-family', 'recorded')).toEqual([['hours-recorded', -60]])
})

test('only a full yes of the person helped makes a need met', () => {
  const receipt = (result: string) => counted({ ...anEntry('need.receipt', { result }), subjectId: contribution })
  expect(receipt('yes')).toEqual([
    ['receipts', 1],
    ['receipts-right', 1],
    ['needs-met', 1],
  ])
  expect(receipt('partly')).toEqual([
    ['receipts', 1],
    ['needs-met', 'partly'],
  ])
  expect(receipt('no')).toEqual([
    ['receipts', 1],
    ['needs-met', 'not-what-was-needed'],
  ])
})
