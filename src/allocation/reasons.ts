import { type ConstraintId, constraints } from './constraints'

/** Why someone is proposed: a code and its numbers, said by `allocation.reason.<code>`. */
export type Reason =
  | { readonly code: 'near'; readonly travelMinutes: number }
  | { readonly code: 'remote' }
  | { readonly code: 'steady'; readonly visits: number }
  | { readonly code: 'little-load'; readonly hours: number }
  | { readonly code: 'never-asked' }
  | { readonly code: 'not-asked-for'; readonly days: number }
  | { readonly code: 'likes-kind' }

/** Why someone is not proposed: the constraint that fails and by how much. */
export type Exclusion = { readonly rule: ConstraintId; readonly shortfall: number }

/** What may be shown: the exclusion itself, or nothing but that the person is not available. */
export type ShownExclusion = Exclusion | { readonly rule: 'not-available' }

const shownTo = new Map(constraints.map((one) => [one.id, one.shownTo]))

/** What of an exclusion `audience` may read: nothing that comes from private facts of somebody else. */
export function showExclusion(exclusion: Exclusion, audience: 'self' | 'others'): ShownExclusion {
  const readers = shownTo.get(exclusion.rule)
  return readers === 'all' || (readers === 'self' && audience === 'self') ? exclusion : { rule: 'not-available' }
}

/** A message key and its values. */
export type Saying = { readonly key: string; readonly values: Readonly<Record<string, number>> }

/** The sentence for a reason. */
export function sayReason({ code, ...values }: Reason): Saying {
  return { key: `allocation.reason.${code}`, values }
}

/** The sentence for an exclusion as it may be shown; amounts stand under `count`. */
export const sayExclusion = (shown: ShownExclusion): Saying => ({
  key: `allocation.excluded.${shown.rule}`,
  values: 'shortfall' in shown ? { count: shown.shortfall } : {},
})
