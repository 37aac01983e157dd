import { z } from 'zod'
import { entryKind } from '../journal'

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/)
const id = z.uuid()
const count = z.int().min(0)

const siteBody = z.object({ kind: code, state: code })
const sitePublic = ['region', 'day', 'organization', 'site', 'kind', 'state'] as const

/** A place where goods are brought, kept or handed out was opened. */
export const siteOpened = entryKind('site.opened', { subject: 'site', body: siteBody, public: sitePublic })
/** Name, address, hours or what it takes were changed: which, never what. */
export const siteChanged = entryKind('site.changed', {
  subject: 'site',
  body: z.object({ fields: z.array(code) }),
  public: ['region', 'day', 'organization', 'site'],
})
/** The site takes goods, has enough, pauses or is closed; donors are told from this moment. */
export const siteStateSet = entryKind('site.state-set', { subject: 'site', body: siteBody, public: sitePublic })

const pledgeBody = z.object({ need: id, line: id, item: code, quantity: count })
const pledgePublic = ['region', 'day', 'line', 'quantity', 'organization', 'cause', 'drill'] as const

/** Goods were promised to a line; `organization` only where one promises. */
export const pledgeMade = entryKind('pledge.made', {
  subject: 'pledge',
  body: z.object({
    ...pledgeBody.shape,
    source: code,
    way: code,
    site: id.nullable(),
    claim: id.nullable(),
    until: z.string(),
    consentHow: code.nullable(),
  }),
  public: pledgePublic,
})
/** What was promised has come to a site, or part of it; `beyond` is what came on top and is free stock. */
export const pledgeReceived = entryKind('pledge.received', {
  subject: 'pledge',
  body: z.object({ ...pledgeBody.shape, site: id, beyond: count, unfit: count }),
  public: pledgePublic,
})
/** The donor takes it back, or the time is over; the line is open again for others. */
export const pledgeReleased = entryKind('pledge.released', {
  subject: 'pledge',
  body: z.object({ ...pledgeBody.shape, cause: code }),
  public: pledgePublic,
})
/** Loaded and on its way. */
export const pledgeSent = entryKind('pledge.sent', {
  subject: 'pledge',
  body: z.object({ ...pledgeBody.shape, round: id.nullable() }),
  public: pledgePublic,
})
/** Handed over. Not yet a result: that takes the receipt. */
export const pledgeDelivered = entryKind('pledge.delivered', {
  subject: 'pledge',
  body: z.object({ ...pledgeBody.shape, round: id.nullable() }),
  public: pledgePublic,
})
/** Came back undelivered and lies at a site again, still set aside. */
export const pledgeBroughtBack = entryKind('pledge.brought-back', {
  subject: 'pledge',
  body: z.object({ ...pledgeBody.shape, round: id, site: id, cause: code }),
  public: pledgePublic,
})

/** Who promised was forgotten, by which rule. */
export const pledgeDonorDestroyed = entryKind('pledge.donor-destroyed', {
  subject: 'pledge',
  body: z.object({ rule: code }),
  public: [],
})

const stockBody = z.object({ lot: id, site: id, quantity: count, cause: code })
const stockPublic = ['region', 'day', 'organization', 'site', 'kind', 'unit', 'quantity', 'cause'] as const

/** Goods came in: bought, given, or brought for a pledge. */
export const stockReceived = entryKind('stock.received', { subject: 'lot', body: stockBody, public: stockPublic })
/** Goods went from one site to another. */
export const stockMoved = entryKind('stock.moved', {
  subject: 'lot',
  body: z.object({ ...stockBody.shape, to: id }),
  public: [...stockPublic, 'toSite'],
})
/** Goods were lost, spoiled or thrown away, and why. */
export const stockWrittenOff = entryKind('stock.written-off', { subject: 'lot', body: stockBody, public: stockPublic })
/** Somebody counted: what was on paper and what lay there. */
export const stockCounted = entryKind('stock.counted', {
  subject: 'lot',
  body: z.object({ lot: id, site: id, before: count, counted: count }),
  public: ['region', 'day', 'organization', 'site', 'kind', 'unit', 'quantity', 'quantityBefore'],
})
