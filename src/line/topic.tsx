import { createHash } from 'node:crypto'
import { type Ctx, type LiveTopic, personOf } from '../platform'
import { RingList } from './pages/ring-list'
import { hasOwnList, listShared, regionsOf, withoutOwnPart } from './queries/list-to-ring'

/** Which list: over which regions, and for whom alone where not everybody of these regions sees the same. */
type Span = { readonly regions: readonly string[] | null; readonly viewer: Ctx | null }

// One list for everyone with the same regions: kept by what it spans, of which there are few.
const spans = new Map<string, Span>()

/** Name of the list over some regions, in the form of an id; of one operator's own list where their part in some help leaves rows out. */
export function listId(regions: readonly string[] | null, personId: string | null = null): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([regions === null ? null : [...regions].sort(), personId]))
    .digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The list this operator watches: an organization of theirs, or a visit, may be part of what is asked about. */
export async function ownListId(ctx: Ctx): Promise<string> {
  const regions = regionsOf(ctx)
  return listId(regions, (await hasOwnList(ctx)) ? personOf(ctx) : null)
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
    if (personOf(ctx) === null || regions?.[0] === '' || (await ownListId(ctx)) !== id) return undefined
    spans.set(id, { regions, viewer: id === listId(regions) ? null : ctx })
    return 'operator'
  },
  touches: ({ kind, regionId }) =>
    concerning.test(kind)
      ? [...spans].flatMap(([id, { regions }]) => (regions === null || regions.includes(regionId) ? [id] : []))
      : [],
  render: async (ctx, v, id) => {
    const span = spans.get(id)
    if (span === undefined) return ''
    const rows = await listShared(ctx, span.regions)
    return <RingList v={v} rows={span.viewer === null ? rows : await withoutOwnPart(span.viewer, rows)} />
  },
}
