import type { Eraser, Exporter } from '../people'
import { emptyNeed } from './commands/destroy-need'

/** What the room keeps about a person who asked with an account: emptied at once; what is still open is closed by a wake-up of its own. */
export const eraseFromNeeds: Eraser = async (tx, personId) => {
  const needs = await tx.db
    .selectFrom('needs')
    .select(['id', 'region_id', 'zone', 'drill', 'closed_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .limit(1000)
    .forNoKeyUpdate()
    .execute()
  for (const need of needs) {
    await emptyNeed(tx, need, { rule: 'person-asked', afterDays: 0 })
    if (need.closed_at === null) tx.wake('needs.close-erased', { needId: need.id }, tx.now, need.id)
  }
}

/** Their requests and what they said of the help. */
export const exportFromNeeds: Exporter = (db, personId) =>
  db
    .selectFrom('needs')
    .select([
      'reference',
      'kind',
      'state',
      'urgency',
      'raised_at',
      'needed_by',
      'helped_at',
      'receipt',
      'receipt_reason',
      'receipt_at',
    ])
    .where('person_id', '=', personId)
    .orderBy('raised_at', 'desc')
    .limit(1000)
    .execute()
