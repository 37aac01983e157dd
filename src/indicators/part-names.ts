import { needKinds, urgencies } from '../needs'
import { settlements } from '../places'
import { doors, type Req } from '../platform'
import { getLawPack } from '../standards'
import type { Definition } from './definition'
import type { PublishedNumber } from './published'

// Where the words for the rows of a breakdown stand; the code of any other row stands for itself.
const rowsOf: Readonly<Record<string, readonly [messages: string, keys: readonly string[]]>> = {
  door: ['needs.door', doors],
  urgency: ['needs.urgency', urgencies],
  'kind of request': ['needs.kind', Object.keys(needKinds)],
  settlement: ['indicators.settlement', settlements],
  kind: ['standards.kind', getLawPack('KZ').activityKinds.map(({ id }) => id)],
}

/** What the rows of a breakdown are called; what has no name any more keeps its id. */
export async function partNames(
  r: Req,
  { definition, parts }: PublishedNumber,
  regions: ReadonlyMap<string, string>,
): Promise<(part: { readonly dimension: string; readonly key: string }) => string> {
  const keysOf = (dimension: string) => parts.filter((part) => part.dimension === dimension).map(({ key }) => key)
  const named = new Map(regions)
  for (const table of ['organizations', 'sites'] as const) {
    const ids = keysOf(table === 'sites' ? 'site' : 'organization')
    if (ids.length === 0) continue
    const rows = await r.ctx.db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).limit(20_000).execute()
    for (const { id, name } of rows) named.set(id, name)
  }
  return ({ dimension, key }) => named.get(key) ?? sayPart(r, definition, dimension, key)
}

function sayPart(r: Req, { unit }: Definition, dimension: string, key: string): string {
  if (dimension === 'items')
    return r.v.t(key === 'health' || key === 'unknown' ? `indicators.items.${key}` : `goods.group.${key}`)
  const [messages, keys] = rowsOf[dimension === 'kind' && unit === 'request' ? 'kind of request' : dimension] ?? [
    '',
    [],
  ]
  if (keys.includes(key)) return r.v.t(`${messages}.${key}`)
  return key === 'unknown' ? r.v.t('indicators.parts.unknown') : key
}
