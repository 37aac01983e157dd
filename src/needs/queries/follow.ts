import type { Selectable } from 'kysely'
import { type Ctx, type DB, type Db, recordLook } from '../../platform'

type Need = Selectable<DB['needs']>

/** Someone who comes, as the person helped is told: first names, organization, when. Never a contact. */
export type VisitView = {
  readonly id: string
  readonly organization: string
  readonly names: readonly string[]
  readonly arrivesAt: Temporal.Instant
  readonly promisedAt: Temporal.Instant
  readonly delays: number
  readonly state: string
  readonly toldAt: Temporal.Instant
}

/** A need as the person who asked follows it. Holds no contact, no address, no vulnerability and no free words. */
export type FollowView = {
  readonly need: Need
  readonly lines: readonly Pick<
    Selectable<DB['need_lines']>,
    'id' | 'item_id' | 'competence_id' | 'attributes' | 'unit' | 'requested' | 'open' | 'delivered' | 'withdrawn'
  >[]
  readonly visits: readonly VisitView[]
  readonly refusal: string | undefined
  readonly referredTo: { readonly receiver: string; readonly at: Temporal.Instant } | undefined
}

/** What of a follow page is news to whoever keeps it open. */
const NEWS_SECONDS = 60

/**
 * What the follow page shows; the look at the names of those who come is recorded. A page kept open asks for its changing part again and
 * again (`part`): then only names told in the last minute are a new look. At most 20 visits.
 */
export async function findFollow(
  ctx: Ctx,
  needId: string,
  shown: 'page' | 'part' = 'page',
): Promise<FollowView | undefined> {
  const { db } = ctx
  const need = await db.selectFrom('needs').selectAll().where('id', '=', needId).executeTakeFirst()
  if (need === undefined) return undefined
  const visits = await listVisits(db, needId)
  const newsSince = ctx.clock.now().subtract({ seconds: NEWS_SECONDS })
  const looked = visits.filter((visit) => shown === 'page' || Temporal.Instant.compare(visit.toldAt, newsSince) >= 0)
  for (const personId of new Set(looked.flatMap((visit) => visit.people.map((person) => person.id)))) {
    await recordLook(db, ctx, {
      subjectPersonId: personId,
      subjectKind: 'need',
      subjectId: needId,
      what: ['first-name'],
    })
  }
  return {
    need,
    lines: await listLines(db, needId),
    visits: visits.map(({ people, ...visit }) => ({ ...visit, names: people.map((person) => person.name) })),
    refusal: need.state === 'refused' ? await findRefusal(db, needId) : undefined,
    referredTo: await findReferral(db, needId),
  }
}

const listLines = (db: Db, needId: string) =>
  db
    .selectFrom('need_lines')
    .select(['id', 'item_id', 'competence_id', 'attributes', 'unit', 'requested', 'open', 'delivered', 'withdrawn'])
    .where('need_id', '=', needId)
    .orderBy('id')
    .limit(50)
    .execute()

const firstName = (name: string | null): string => (name ?? '').trim().split(/\s+/)[0] ?? ''

async function listVisits(db: Db, needId: string) {
  const visits = await db
    .selectFrom('need_visits as v')
    .innerJoin('organizations as o', 'o.id', 'v.organization_id')
    .select([
      'v.id',
      'o.name as organization',
      'v.person_ids',
      'v.arrives_at',
      'v.promised_at',
      'v.delays',
      'v.state',
      'v.told_at',
    ])
    .where('v.need_id', '=', needId)
    .orderBy('v.told_at')
    .limit(20)
    .execute()
  const ids = [...new Set(visits.flatMap((visit) => visit.person_ids))]
  const people =
    ids.length === 0
      ? []
      : await db
          .selectFrom('people')
          .select(['id', 'name'])
          .where('id', 'in', ids)
          .where('state', '=', 'active')
          .limit(200)
          .execute()
  const names = new Map(people.map((person) => [person.id, firstName(person.name)]))
  return visits.map((visit) => ({
    id: visit.id,
    organization: visit.organization,
    people: visit.person_ids.flatMap((id) => {
      const name = names.get(id)
      return name === undefined || name === '' ? [] : [{ id, name }]
    }),
    arrivesAt: visit.arrives_at,
    promisedAt: visit.promised_at,
    delays: visit.delays,
    state: visit.state,
    toldAt: visit.told_at,
  }))
}

async function findRefusal(db: Db, needId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('need_verifications')
    .select('reason')
    .where('need_id', '=', needId)
    .where('outcome', '=', 'refused')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.reason ?? undefined
}

async function findReferral(db: Db, needId: string) {
  const row = await db
    .selectFrom('need_referrals')
    .select(['receiver', 'referred_at'])
    .where('need_id', '=', needId)
    .orderBy('referred_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : { receiver: row.receiver, at: row.referred_at }
}
