import type fc from 'fast-check'
import type { IntegerProgram } from '../../../allocation/integer-program.testing'

/** Gives every list of one length the same new order. */
export type Order = <T>(list: readonly T[]) => T[]

/** What a kind of `asar solve` is held to, on problems as people think of them. */
export type KindCase<P> = {
  readonly kind: string
  readonly sense: 'min' | 'max'
  /** Whether small problems are solved to the best, which then is asked of every one. */
  readonly exact: boolean
  /** Budget in which that is seen. */
  readonly stepsMax: number
  readonly problems: fc.Arbitrary<P>
  /** The file. */
  readonly text: (problem: P) => string
  /** The same with everybody and everything under other numbers. */
  readonly relabelled: (problem: P, order: Order) => P
  /** The same with less to do it with: without its last volunteer, worker, vehicle or store. */
  readonly poorer: (problem: P) => P
  readonly program: (problem: P) => IntegerProgram
  /** What a solution is worth or costs. @throws {Error} where it breaks a rule, which is looked at without the engine */
  readonly worthOf: (problem: P, solution: readonly never[]) => number
}

/** Says which rule a solution breaks. */
export function expectRule(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`expected that ${rule}`)
}

/** Numbers from 0 to below `end`. */
export const range = (end: number): number[] => Array.from({ length: end }, (_, i) => i)

/** A sum over a list. */
export const total = <T>(list: readonly T[], of: (one: T, at: number) => number): number =>
  list.reduce((sum, one, at) => sum + of(one, at), 0)
