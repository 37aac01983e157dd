import type { Selectable } from 'kysely'
import { isId } from '../../kit/ids'
import { findLocality, type Locality } from '../../places'
import { type Ctx, type DB, type Db, personOf, recordLook } from '../../platform'

/** A line with who holds what of it. */
export type DeskLine = Selectable<DB['need_lines']> & {
  readonly claims: readonly {
    readonly id: string
    readonly organization_id: string
    readonly organization: string
    readonly quantity: number
    readonly until: Temporal.Instant
    /** Set when nobody has worked on it for a while: what it holds is free soon. */
    readonly asked_at: Temporal.Instant | null
  }[]
}

/** A need as the desk sees it. Contact, address and vulnerability are a step of their own, with a reason. */
export type DeskNeed = {
  readonly need: Selectable<DB['needs']>
  readonly locality: Locality | undefined
  readonly lines: readonly DeskLine[]
  readonly verifications: readonly {
    readonly id: string
    readonly method: string
    readonly outcome: string
    readonly reason: string | null
    readonly words: string
    readonly by: string | null
    readonly at: Temporal.Instant
  }[]
  readonly links: readonly {
    readonly id: string
    readonly why: readonly string[]
    readonly state: string
    readonly otherId: string
    readonly reference: string
    readonly otherState: string
    readonly raised_at: Temporal.Instant
  }[]
  readonly referrals: readonly Selectable<DB['need_referrals']>[]
}

/** A need by id, untrusted, with what the desk shows; names of those who checked it are a recorded look. */
export async function findDeskNeed(ctx: Ctx, needId: string): Promise<DeskNeed | undefined> {
  if (!isId(needId)) return undefined
  const { db } = ctx
  const need = await db.selectFrom('needs').selectAll().where('id', '=', needId).executeTakeFirst()
  if (need === undefined) return undefined
  return {
    need,
    locality: need.locality_id === null ? undefined : await findLocality(db, need.locality_id),
    lines: await listDeskLines(db, needId),
    verifications: await listVerifications(ctx, needId),
    links: await listNeedLinks(db, needId),
    referrals: await db
      .selectFrom('need_referrals')
      .selectAll()
      .where('need_id', '=', needId)
      .orderBy('referred_at', 'desc')
      .limit(20)
      .execute(),
  }
}

async function listDeskLines(db: Db, needId: string): Promise<DeskLine[]> {
  const lines = await db
    .selectFrom('need_lines')
    .selectAll()
    .where('need_id', '=', needId)
    .orderBy('id')
    .limit(50)
    .execute()
  const claims = await db
    .selectFrom('line_claims as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.id', 'c.line_id', 'c.organization_id', 'o.name as organization', 'c.quantity', 'c.until', 'c.asked_at'])
    .where('c.need_id', '=', needId)
    .where('c.state', '=', 'held')
    .orderBy('c.until')
    .limit(200)
    .execute()
  return lines.map((line) => ({ ...line, claims: claims.filter((claim) => claim.line_id === line.id) }))
}

async function listVerifications(ctx: Ctx, needId: string) {
  const rows = await ctx.db
    .selectFrom('need_verifications as v')
    .leftJoin('people as p', 'p.id', 'v.by_person')
    .select(['v.id', 'v.method', 'v.outcome', 'v.reason', 'v.words', 'v.by_person', 'p.name as by', 'v.at'])
    .where('v.need_id', '=', needId)
    .orderBy('v.at', 'desc')
    .limit(20)
    .execute()
  const seen = new Set(rows.flatMap((row) => (row.by_person === null ? [] : [row.by_person])))
  for (const personId of seen) {
    if (personId !== personOf(ctx))
      await recordLook(ctx.db, ctx, {
        subjectPersonId: personId,
        subjectKind: 'need',
        subjectId: needId,
        what: ['name'],
      })
  }
  return rows
}

/** Proposals that this need and another are one, and what was decided; at most 40. */
export async function listNeedLinks(db: Db, needId: string) {
  const side = (mine: 'need_id' | 'other_id', theirs: 'need_id' | 'other_id') =>
    db
      .selectFrom('need_links as k')
      .innerJoin('needs as n', 'n.id', `k.${theirs}`)
      .select(['k.id', 'k.why', 'k.state', 'n.id as otherId', 'n.reference', 'n.state as otherState', 'n.raised_at'])
      .where(`k.${mine}`, '=', needId)
      .orderBy('n.raised_at', 'desc')
      .limit(20)
      .execute()
  return [...(await side('need_id', 'other_id')), ...(await side('other_id', 'need_id'))]
}

/** Names of organizations the viewer acts for, for a choice. */
export async function listOwnOrganizations(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .where('state', '=', 'active')
    .orderBy('name')
    .limit(20)
    .execute()
}
