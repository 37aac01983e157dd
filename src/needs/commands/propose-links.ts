import { sql } from 'kysely'
import { newId } from '../../kit/ids'
import type { Tx } from '../../platform'
import { linkProposed } from '../entries'
import { foldedWords } from '../folded-words'
import type { RaiseNeed } from './raise-need'

const DAYS_BACK = 30
const LINKS_MAX = 5
const WORDS_ALIKE_MIN = 0.35
const NEAR_IN_TIME_HOURS = 24

/** Why two needs may be one. One telephone may serve many people, so even the same contact decides nothing. */
type Why = 'contact' | 'place-time' | 'words' | 'items'

type Alike = { id: string; same_contact: boolean; same_place_time: boolean; alike: number; shared: boolean }

/**
 * Proposes links to earlier needs still open or closed lately: the same contact, or the same place about the same time with similar words
 * (folded letters of three languages) or the same things asked for. At most five, the likeliest first. Records need.link-proposed.
 */
export async function proposeLinks(tx: Tx, needId: string, input: RaiseNeed): Promise<void> {
  for (const other of await listAlike(tx, needId, input)) {
    const why = whyAlike(other)
    if (why.length === 0) continue
    const id = newId(tx.now.epochMilliseconds)
    const [first, second] = [needId, other.id].sort()
    await tx.db
      .insertInto('need_links')
      .values({
        id,
        need_id: first ?? needId,
        other_id: second ?? other.id,
        why,
        state: 'proposed',
        proposed_at: tx.now,
      })
      .onConflict((c) => c.columns(['need_id', 'other_id']).doNothing())
      .execute()
    tx.append(
      linkProposed.entry({
        subjectId: needId,
        regionId: input.place.regionId,
        body: { link: id, other: other.id, why },
        public: {},
      }),
    )
  }
}

function whyAlike(other: Alike): Why[] {
  const similar = [
    ...(other.alike >= WORDS_ALIKE_MIN ? (['words'] as const) : []),
    ...(other.shared ? (['items'] as const) : []),
  ]
  if (other.same_contact) return ['contact', ...(other.same_place_time ? (['place-time'] as const) : []), ...similar]
  return other.same_place_time && similar.length > 0 ? ['place-time', ...similar] : []
}

// Served by need_contacts_contact_idx and needs_locality_idx; each side is bounded before words are compared.
async function listAlike(tx: Tx, needId: string, input: RaiseNeed): Promise<Alike[]> {
  const contact = input.contact.kind === 'none' ? null : input.contact.value
  const since = tx.now.subtract({ hours: DAYS_BACK * 24 }).toString()
  const [from, to] = [-NEAR_IN_TIME_HOURS, NEAR_IN_TIME_HOURS].map((hours) => input.neededBy.add({ hours }).toString())
  const itemIds = input.lines.flatMap((line) => (line.item === null ? [] : [line.item]))
  const { rows } = await sql<Alike>`
    WITH candidates AS (
      (SELECT n.id FROM need_contacts c JOIN needs n ON n.id = c.need_id
       WHERE c.contact_kind = ${input.contact.kind} AND c.contact = ${contact} AND n.raised_at >= ${since}::timestamptz
       ORDER BY n.raised_at DESC LIMIT 50)
      UNION
      (SELECT n.id FROM needs n
       WHERE n.locality_id = ${input.place.localityId} AND n.raised_at >= ${since}::timestamptz
       ORDER BY n.raised_at DESC LIMIT 200))
    SELECT n.id,
      coalesce(c.contact = ${contact} AND c.contact_kind = ${input.contact.kind}, false) AS same_contact,
      coalesce(n.locality_id = ${input.place.localityId}, false)
        AND n.needed_by BETWEEN ${from}::timestamptz AND ${to}::timestamptz AS same_place_time,
      similarity(c.folded, ${foldedWords(input)}) AS alike,
      EXISTS (SELECT FROM need_lines l WHERE l.need_id = n.id AND l.item_id = ANY(${itemIds})) AS shared
    FROM candidates x JOIN needs n ON n.id = x.id JOIN need_contacts c ON c.need_id = n.id
    WHERE n.id <> ${needId} AND n.state NOT IN ('refused', 'cancelled')
      AND (coalesce(c.contact = ${contact}, false) OR n.needed_by BETWEEN ${from}::timestamptz AND ${to}::timestamptz)
    ORDER BY same_contact DESC, alike DESC, n.raised_at DESC
    LIMIT ${LINKS_MAX}`.execute(tx.db)
  return rows
}
