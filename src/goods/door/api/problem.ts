import type { Problem } from '../../../platform'

/** Group of these operations in the description. */
export const tag = 'Goods'

/** What is not there, and what is not for this key to know of. */
export const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such thing for this key.' }

/** An id that names no region, district or settlement. */
export const unknownPlace: Problem = {
  status: 422,
  kind: 'unknown-place',
  detail: 'Expected the id of a region, district or settlement.',
}

const sentences: Readonly<Record<string, Omit<Problem, 'kind' | 'more'>>> = {
  'not-found': { status: 404, detail: 'There is no such place for goods, or it is in another region.' },
  forbidden: { status: 403, detail: 'The key does not reach this region or organization.' },
  'wrong-state': { status: 409, detail: 'The request is no longer in a state that takes goods.' },
  'wrong-item': { status: 409, detail: 'Nobody asks for this item, nor for one it may stand in for.' },
  prescription: { status: 403, detail: 'Prescription medicine is promised by licensed organizations alone.' },
  suspended: { status: 409, detail: 'The organization is suspended.' },
  'site-not-open': { status: 409, detail: 'The place does not take goods now; `state` says why.' },
  'wrong-time': { status: 422, detail: 'Expected a moment ahead, within 14 days.' },
  'too-much': { status: 409, detail: 'Less is open through this place; `open` says how much. Nothing was promised.' },
  ended: { status: 409, detail: 'Nothing of it is awaited any more.' },
}

/** A failure of a promise as problem details; what it is about stands beside it. */
export function problemOf({ kind, ...more }: { readonly kind: string } & Record<string, unknown>): Problem {
  const sentence = sentences[kind] ?? { status: 409, detail: 'This is no longer possible.' }
  return { ...sentence, kind, ...(Object.keys(more).length === 0 ? {} : { more }) }
}
