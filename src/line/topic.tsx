import { createHash } from 'node:crypto'
import type { LiveTopic } from '../platform'
import { personOf } from '../platform'
import { RingList } from './pages/ring-list'
import { listShared, regionsOf } from './queries/list-to-ring'

type Span = { readonly regions: readonly string[] | null }

// One list for everyone with the same regions: kept by what it spans, of which there are few.
const spans = new Map<string, Span>()

/** Name of the list over some regions, in the form of an id. */
export function listId(regions: readonly string[] | null): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(regions === null ? null : [...regions].sort()))
    .digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const concerning = /^(line\.call|ask\.|answer\.|notice\.told-by-operator|call-back\.|activity\.|message\.|need\.)/

/** Whom to ring, the same for all operators of the same regions: one query and one rendering for them all. */
export const lineTopic: LiveTopic = {
  name: 'line',
  // A lease ends, a person is to be tried again, an operator signs out: none of it is an entry.
  everySeconds: 5,
  // A hundred operators change it all the time: it is told once a second at most.
  restMilliseconds: 1000,
  classOf: async (ctx, id) => {
    const regions = regionsOf(ctx)
    if (personOf(ctx) === null || regions?.[0] === '' || listId(regions) !== id) return undefined
    spans.set(id, { regions })
    return 'operator'
  },
  touches: ({ kind, regionId }) =>
    concerning.test(kind)
      ? [...spans].flatMap(([id, { regions }]) => (regions === null || regions.includes(regionId) ? [id] : []))
      : [],
  render: async (ctx, v, id) => {
    const span = spans.get(id)
    if (span === undefined) return ''
    return <RingList v={v} rows={await listShared(ctx, span.regions)} />
  },
}
