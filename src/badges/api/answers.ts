import { z } from 'zod'
import type { Problem } from '../../platform'

/** Heading of these operations in the description. */
export const tag = 'Records and badges'
/** For operations without a query, or without a body to answer with. */
export const none = z.strictObject({})
/** Stands in examples for somebody or something. */
export const sampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a52'

/** What a key does not reach is not there. */
export const notFound: Problem = {
  status: 404,
  kind: 'not-found',
  detail: 'There is no such thing, or not for this key.',
}

const details: Readonly<Record<string, string>> = {
  'nothing-picked': 'Expected at least one pick that is there to be shown.',
  'too-many': 'Expected at most 50 picks.',
  'wrong-days': 'Expected 7, 30, 90 or 365 days.',
  ended: 'It has ended already.',
  decided: 'It was decided already.',
  own: 'Nobody writes a letter about themselves.',
  'not-there': 'Expected somebody who worked in this activity.',
  'too-short': 'Expected at least 40 characters.',
  waits: 'An earlier letter about this activity still waits for this person.',
}

/** A failure of a command as problem details. */
export const problemOf = ({ kind }: { readonly kind: string }): Problem =>
  kind === 'unknown' || kind === 'forbidden'
    ? notFound
    : {
        status: ['ended', 'decided', 'waits'].includes(kind) ? 409 : 422,
        kind,
        detail: details[kind] ?? 'The command was refused.',
      }
