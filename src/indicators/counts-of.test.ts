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
  countsOf(entry).map(({ indicator, amount, excluded, again }) => [
    indicator,
    excluded ?? amount,
    ...(again === undefined ? [] : [again]),
  ])

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

test('hours in question leave the confirmed ones until decided, then count as decided', () => {
  expect(counted(anEntry('hours.disputed', { minutes: 60, basis: 'free' }))).toEqual([['hours-confirmed', 0, -60]])
  expect(counted(anEntry('dispute.decided', { minutes: 90, minutesBefore: 60, basis: 'free' }))).toEqual([
    ['hours-recorded', 30],
    ['hours-confirmed', 90, 90],
  ])
})

test('a basis told later moves minutes from one number to the other', () => {
  const moved = counted(anEntry('hours.basis-stated', { minutes: 60, basis: 'compulsory' }, { before: 'free' }))
  expect(moved).toEqual([
    ['hours-recorded', -60],
    ['hours-compulsory', 60],
    ['hours-confirmed', 0, -60],
  ])
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
