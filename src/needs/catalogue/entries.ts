import { z } from 'zod'
import { entryKind } from '../../journal'

const itemId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/)

/** An item of another catalogue was brought in. */
export const itemAdded = entryKind('item.added', {
  subject: 'item',
  body: z.object({ item: itemId, group: z.string() }),
  public: [],
})

/** What is known of an item that was brought in changed: by its list, or by a person who translated it. */
export const itemChanged = entryKind('item.changed', {
  subject: 'item',
  body: z.object({ item: itemId, by: z.enum(['list', 'person']) }),
  public: [],
})

/** A person found what a wording means; it is understood from now on. The wording stands beside, not here. */
export const wordTaught = entryKind('item.word-taught', {
  subject: 'item',
  body: z.object({ item: itemId, lines: z.int().min(0) }),
  public: [],
})

/** A line that was words alone was found to ask for an item. Health-related items are one group in public. */
export const lineNamed = entryKind('line.named', {
  subject: 'line',
  body: z.object({ need: z.uuid(), item: itemId, unit: z.string() }),
  public: ['region', 'day', 'need', 'line', 'kind', 'unit', 'drill'],
})
