import { z } from 'zod'
import { err, type Result } from '../../kit/result'
import type { Problem } from '../../platform'

/** Group of the operations of sites and stock in the description. */
export const tag = 'Stock'
/** What is not there, and what is not for this key to know of. */
export const notFound: Problem = {
  status: 404,
  kind: 'not-found',
  detail: 'There is no such site, lot, kit or promise for this key.',
}

const details: Readonly<Record<string, Pick<Problem, 'status' | 'detail'>>> = {
  forbidden: { status: 403, detail: 'The key does not keep the stock of this organization or region.' },
  'not-active': { status: 409, detail: 'Only a working organization opens a site.' },
  closed: { status: 409, detail: 'The site was closed for good.' },
  'unknown-item': { status: 422, detail: 'Expected the id of an item of the catalogue that is no service.' },
  'too-little': { status: 409, detail: 'Less lies there free; `free` is what is.' },
  changed: { status: 409, detail: 'It changed meanwhile: look again. `lies` is what stands on paper now.' },
  'set-aside': { status: 409, detail: 'Fewer than are set aside for people; `held` is how many.' },
  ended: { status: 409, detail: 'Nothing is awaited of this promise any more.' },
  'wrong-item': { status: 409, detail: 'Neither what the line asks for nor accepted instead.' },
  'wrong-state': { status: 409, detail: 'The need is no longer in a state that allows this.' },
  'too-much': { status: 409, detail: 'Less of the line is open; `open` is how much.' },
  prescription: { status: 403, detail: 'Prescription medicine comes from licensed organizations alone.' },
  'wrong-kit': { status: 422, detail: 'Expected a name and one to fifty items, each once, in whole quantities.' },
}

const told = ['free', 'lies', 'expected', 'held', 'open', 'item'] as const

/** What a command came to, as an operation answers it. */
export function answer<T, E extends { readonly kind: string }>(result: Result<T, E>): Result<T, Problem> {
  if (result.ok) return result
  const { error } = result
  const known = details[error.kind]
  if (known === undefined) return err(notFound)
  const more = Object.fromEntries(Object.entries(error).filter(([name]) => told.some((one) => one === name)))
  return err({ ...known, kind: error.kind, ...(Object.keys(more).length === 0 ? {} : { more }) })
}

/** An operation without a query. */
export const none = z.strictObject({})
/** A whole quantity in the smallest unit. */
export const quantity = z.int().min(1).max(1_000_000_000)
/** A site, lot or line of the examples. */
export const someId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'
