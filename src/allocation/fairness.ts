/** A share is told of at least so many people, and so that at least as many are left out of it. */
const PEOPLE_MIN = 5

/** How evenly work is spread over people, as shares from 0 to 1. Undefined where a share would stand for fewer than five people. */
export type Fairness = {
  /** Of all minutes, what the busiest tenth of those who worked at all carried, rounded up to whole people. */
  readonly busiestTenth: number | undefined
  /** Of all people, those without any task. */
  readonly idle: number | undefined
}

/** How evenly work is spread over people who could have taken some: `minutes` of each, 0 for one without a task. */
export function fairnessOf(minutes: readonly number[]): Fairness {
  const carried = minutes.filter((one) => one > 0).sort((a, b) => b - a)
  const tenth = Math.ceil(carried.length / 10)
  const idle = minutes.length - carried.length
  return {
    busiestTenth: tenth < PEOPLE_MIN ? undefined : sum(carried.slice(0, tenth)) / sum(carried),
    idle: isTold(idle) && isTold(carried.length) && minutes.length > 0 ? idle / minutes.length : undefined,
  }
}

const isTold = (people: number): boolean => people === 0 || people >= PEOPLE_MIN

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
