import type { Entry } from '../journal'
import type { Count } from './count'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

// What is not needed any more when it comes is no fault of who brought it, and no proof that it was right.
const isLeftOut = (reasons: readonly string[]) =>
  reasons.length > 0 && reasons.every((reason) => reason === 'not-needed')

/** Numbers an answer to a delivery stands in. */
function standsIn(reasons: readonly string[]): ReadonlySet<string> {
  if (isLeftOut(reasons)) return new Set()
  return new Set(reasons.length === 0 ? ['goods-answered'] : ['goods-answered', 'goods-mismatched'])
}

function partsOf(entry: Entry): Count['parts'] {
  const [organization, site, items] = ['organization', 'site', 'group'].map((name) => text(entry.body[name]))
  return {
    ...(organization === undefined ? {} : { organization }),
    ...(site === undefined ? {} : { site }),
    ...(items === undefined ? {} : { items }),
  }
}

/** The answer to a delivery: a later one takes back what an earlier one said. */
function answered(entry: Entry): readonly Count[] {
  if (entry.publicBody.drill === true) return [{ indicator: 'goods-answered', amount: 0, excluded: 'drill' }]
  const before = entry.body.before as { readonly reasons?: unknown } | null
  const [reasons, was] = [texts(entry.body.reasons), before === null ? undefined : texts(before?.reasons)]
  const [now, earlier] = [standsIn(reasons), was === undefined ? new Set<string>() : standsIn(was)]
  const parts = partsOf(entry)
  const changed = ['goods-answered', 'goods-mismatched'].flatMap((indicator): Count[] => {
    const amount = Number(now.has(indicator)) - Number(earlier.has(indicator))
    return amount === 0 ? [] : [{ indicator, amount, parts }]
  })
  return [
    ...changed,
    // One row of an entry and number: what takes an earlier answer back says enough.
    ...(isLeftOut(reasons) && !earlier.has('goods-answered')
      ? [{ indicator: 'goods-answered', amount: 0, excluded: 'not-needed' }]
      : []),
    ...(was === undefined ? [{ indicator: 'goods-unconfirmed', amount: -1 }] : []),
  ]
}

/** What each kind of entry means whose amount stands inside it: whoever said no to a delivery must not be told from its public part. */
export const goodsReaders: Readonly<Record<string, (entry: Entry) => readonly Count[]>> = { 'receipt.said': answered }
