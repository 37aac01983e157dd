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
/** Addresses written by two hands. */
const ADDRESS_ALIKE_MIN = 0.5
/** In a village of fewer people the same day and the same wish are worth a look; in a town they are the rule. */
const VILLAGE_PEOPLE = 1000
/** About 300 m. */
const [NEAR_LATITUDE, NEAR_LONGITUDE] = [0.003, 0.005]

/** Why two needs may be one. One telephone may serve many people, so even the same contact decides nothing. */
type Why = 'contact' | 'place-time' | 'words' | 'items'

type Alike = { id: string; same_contact: boolean; same_place_time: boolean; alike: number; shared: boolean }

/**
 * Proposes links to earlier needs still open or closed lately: the same contact; or the same place (address, pin or village) about the
 * same time with similar words (folded letters of three languages) or the same things. At most five, the likeliest first.
 * Records need.link-proposed.
 */
export async function proposeLinks(tx: Tx, needId: string, input: RaiseNeed): Promise<void> {
  const links = (await listAlike(tx, needId, input)).flatMap((other) => {
    const why = whyAlike(other)
    return why.length === 0 ? [] : [{ id: newId(tx.now.epochMilliseconds), other: other.id, why }]
  })
  if (links.length === 0) return
  await tx.db
    .insertInto('need_links')
    .values(
      links.map(({ id, other, why }) => {
        const [first = needId, second = other] = [needId, other].sort()
        return { id, need_id: first, other_id: second, why, state: 'proposed', proposed_at: tx.now }
      }),
    )
    .execute()
  for (const { id, other, why } of links) {
    tx.append(
      linkProposed.entry({
        subjectId: needId,
        regionId: input.place.regionId,
        body: { link: id, other, why },
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

/** What two needs are compared by. */
function measureOf(tx: Tx, input: RaiseNeed) {
  const { localityId, point, address } = input.place
  const [from, to] = [-NEAR_IN_TIME_HOURS, NEAR_IN_TIME_HOURS].map((hours) => input.neededBy.add({ hours }).toString())
  return {
    contact: input.contact.kind === 'none' ? null : input.contact.value,
    since: tx.now.subtract({ hours: DAYS_BACK * 24 }).toString(),
    from,
    to,
    localityId,
    point,
    address,
  }
}

// Served by need_contacts_contact_idx and needs_locality_idx; each side is bounded before words are compared. Mostly there is none.
async function listCandidates(tx: Tx, needId: string, input: RaiseNeed): Promise<string[]> {
  const { contact, since, from, to, localityId, point, address } = measureOf(tx, input)
  // In a town without a closer place nothing is at the same place: then its requests need not be read at all.
  const isPinned = point !== undefined || address !== ''
  const { rows } = await sql<{ id: string }>`
    /* one plan */ (SELECT n.id FROM need_contacts c JOIN needs n ON n.id = c.need_id
     WHERE c.contact_kind = ${input.contact.kind} AND c.contact = ${contact} AND n.raised_at >= ${since}::timestamptz AND n.id <> ${needId}
     ORDER BY n.raised_at DESC LIMIT 50)
    UNION
    (SELECT n.id FROM needs n
     WHERE n.locality_id = ${localityId} AND n.raised_at >= ${since}::timestamptz AND n.id <> ${needId}
       AND n.needed_by BETWEEN ${from}::timestamptz AND ${to}::timestamptz
       AND (${isPinned}::boolean OR (SELECT population FROM localities WHERE id = ${localityId}) < ${VILLAGE_PEOPLE})
     ORDER BY n.raised_at DESC LIMIT 200)`.execute(tx.db)
  return rows.map(({ id }) => id)
}

async function listAlike(tx: Tx, needId: string, input: RaiseNeed): Promise<Alike[]> {
  const candidates = await listCandidates(tx, needId, input)
  if (candidates.length === 0) return []
  const { contact, from, to, localityId, point, address } = measureOf(tx, input)
  const itemIds = input.lines.flatMap((line) => (line.item === null ? [] : [line.item]))
  const { rows } = await sql<Alike>`
    WITH compared AS (
      SELECT n.id, n.raised_at,
        coalesce(c.contact = ${contact} AND c.contact_kind = ${input.contact.kind}, false) AS same_contact,
        coalesce(n.locality_id = ${localityId}, false)
          AND n.needed_by BETWEEN ${from}::timestamptz AND ${to}::timestamptz
          AND (l.population < ${VILLAGE_PEOPLE}
            OR coalesce(similarity(lower(c.address), lower(${address}::text)) >= ${ADDRESS_ALIKE_MIN}::real, false)
            OR coalesce(abs(c.latitude - ${point?.latitude ?? null}::float8) < ${NEAR_LATITUDE}::float8
              AND abs(c.longitude - ${point?.longitude ?? null}::float8) < ${NEAR_LONGITUDE}::float8, false)) AS same_place_time,
        similarity(c.folded, ${foldedWords(input)}) AS alike,
        EXISTS (SELECT FROM need_lines x WHERE x.need_id = n.id AND x.item_id = ANY(${itemIds})) AS shared
      FROM needs n JOIN need_contacts c ON c.need_id = n.id
      LEFT JOIN localities l ON l.id = n.locality_id
      WHERE n.id = ANY(${candidates}::uuid[]) AND n.state NOT IN ('refused', 'cancelled'))
    SELECT id, same_contact, same_place_time, alike, shared FROM compared
    WHERE same_contact OR (same_place_time AND (shared OR alike >= ${WORDS_ALIKE_MIN}::real))
    ORDER BY same_contact DESC, alike DESC, raised_at DESC
    LIMIT ${LINKS_MAX}`.execute(tx.db)
  return rows
}
