import { expect, test } from 'vitest'
import { fairnessOf } from './fairness'

const people = (count: number, minutes: number): number[] => Array.from({ length: count }, () => minutes)

test('work spread evenly lies to a tenth on the busiest tenth; on few, nearly all of it', () => {
  expect(fairnessOf(people(50, 60))).toEqual({ busiestTenth: 0.1, idle: 0 })
  expect(fairnessOf([...people(5, 900), ...people(45, 100)]).busiestTenth).toBe(0.5)
})

test('whoever has no task is idle, and weighs nothing in the share of the busiest', () => {
  expect(fairnessOf([...people(50, 60), ...people(150, 0)])).toEqual({ busiestTenth: 0.1, idle: 0.75 })
})

test('nothing is told of fewer than five people', () => {
  expect(fairnessOf(people(40, 60)).busiestTenth).toBeUndefined()
  expect(fairnessOf([...people(41, 60)]).busiestTenth).toBeCloseTo(5 / 41)
  expect(fairnessOf([...people(20, 60), ...people(4, 0)]).idle).toBeUndefined()
  expect(fairnessOf([...people(4, 60), ...people(20, 0)]).idle).toBeUndefined()
  expect(fairnessOf(people(20, 0))).toEqual({ busiestTenth: undefined, idle: 1 })
  expect(fairnessOf([])).toEqual({ busiestTenth: undefined, idle: undefined })
})
