import type { Definition } from '../definition'
import type { Rule, Where } from '../rule'

type Said = Partial<Omit<Definition, 'id' | 'group'>>

/** A definition of a group, what is not said standing at its plainest: a count over all time that is broken down by nothing. */
export const define = (group: Definition['group'], id: string, said: Said): Definition => ({
  id,
  group,
  measure: 'count',
  unit: 'request',
  period: 'all-time',
  state: 'measured',
  missing: [],
  rules: [],
  sealedKinds: [],
  aboutPersons: false,
  besides: [],
  breakdowns: [],
  source: 'own',
  version: 1,
  ...said,
})

/** One for each entry of a kind, or one for each of whom there is one. */
export const each = (kind: string, more: Omit<Rule, 'kind' | 'adds'> = {}): Rule => ({ kind, adds: 'one', ...more })

/** Entries of a kind that are looked at and not counted. */
export const leaveOut = (kind: string, why: string, where: Where): Rule => ({ kind, where, leavesOut: why })

/** Drills are played on the same tables and count in no number. */
export const noDrill = (kind: string): Rule => leaveOut(kind, 'drill', { drill: ['true'] })

/** What was counted of somebody is taken back by entries of a kind, and may be counted again. */
export const takeBack = (kind: string): Rule => ({ kind, takes: 'one', once: 'subject' })
