import { z } from 'zod'
import { entryKind } from '../../journal'

const id = z.uuid()
const count = z.int().min(0)

/** A set of things was put together under a name: what is in it stands in its items, which never change. */
export const kitDefined = entryKind('kit.defined', {
  subject: 'kit',
  body: z.object({ items: z.array(z.object({ item: z.string(), quantity: count })) }),
  public: ['region', 'day', 'organization', 'count'],
})
/** It is packed no more; what is packed already stays. */
export const kitRetired = entryKind('kit.retired', {
  subject: 'kit',
  body: z.object({}),
  public: ['region', 'day', 'organization'],
})

const body = z.object({ kit: id, lot: id, site: id, quantity: count })
const shown = ['region', 'day', 'organization', 'site', 'quantity'] as const

/** Things left their lots into kits; `lot` is the new lot of kits, `quantity` how many. */
export const stockPacked = entryKind('stock.packed', { subject: 'lot', body, public: shown })
/** Kits were opened and their things lie in their own lots again. */
export const stockUnpacked = entryKind('stock.unpacked', { subject: 'lot', body, public: shown })
