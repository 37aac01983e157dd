import type { Db } from '../platform'
import type { BadgeKind, Facts } from './badge'

/** A badge that was made, with the signed credential itself. */
export type Badge = {
  readonly id: string
  readonly volunteerId: string
  readonly kind: BadgeKind
  readonly facts: Facts
  /** The credential as JSON. */
  readonly document: string
  readonly issuedAt: Temporal.Instant
  readonly revokedAt: Temporal.Instant | null
}

/** The name a person chose to show in a badge, or undefined. */
export function holderOf(badge: Pick<Badge, 'document'>): string | undefined {
  return nameIn(JSON.parse(badge.document))
}

/** The name in a credential of ours, or undefined. */
export function nameIn(document: { readonly credentialSubject?: unknown }): string | undefined {
  const subject = document.credentialSubject as
    | { readonly identifier?: readonly { readonly identityHash?: unknown }[] }
    | undefined
  const name = subject?.identifier?.[0]?.identityHash
  return typeof name === 'string' ? name : undefined
}

/** How a badge stands at a moment. */
export function standingOf({ revokedAt, facts }: Badge, now: Temporal.Instant): 'valid' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked'
  const until = facts.kind === 'competence' ? facts.until : null
  return until !== null && Temporal.Instant.compare(Temporal.Instant.from(until), now) <= 0 ? 'expired' : 'valid'
}

/** A link on which others see badges. */
export type Share = {
  readonly id: string
  readonly madeAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly withdrawnAt: Temporal.Instant | null
  readonly badges: readonly Badge[]
}

const columns = [
  'badges.id',
  'badges.volunteer_id',
  'badges.kind',
  'badges.facts',
  'badges.document',
  'badges.issued_at',
  'badges.revoked_at',
] as const

type Row = {
  id: string
  volunteer_id: string
  kind: string
  facts: unknown
  document: string
  issued_at: Temporal.Instant
  revoked_at: Temporal.Instant | null
}

const badgeOf = (row: Row): Badge => ({
  id: row.id,
  volunteerId: row.volunteer_id,
  kind: row.kind as BadgeKind,
  facts: row.facts as Facts,
  document: row.document,
  issuedAt: row.issued_at,
  revokedAt: row.revoked_at,
})

/** A badge by its id, of whoever it is: the caller decides who may see it. */
export async function findBadge(db: Db, id: string): Promise<Badge | undefined> {
  const row = await db.selectFrom('badges').select(columns).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : badgeOf(row)
}

/** Badges of a person that are not revoked, at most 1000. */
export async function listLiveBadges(db: Db, volunteerId: string): Promise<Badge[]> {
  const rows = await db
    .selectFrom('badges')
    .select(columns)
    .where('volunteer_id', '=', volunteerId)
    .where('revoked_at', 'is', null)
    .orderBy('issued_at', 'desc')
    .limit(1000)
    .execute()
  return rows.map(badgeOf)
}

/** Badges of a share, in the order they were picked, at most 100. */
export async function listSharedBadges(db: Db, shareId: string): Promise<Badge[]> {
  const rows = await db
    .selectFrom('record_share_badges as s')
    .innerJoin('badges', 'badges.id', 's.badge_id')
    .select(columns)
    .where('s.share_id', '=', shareId)
    .orderBy('badges.kind')
    .orderBy('badges.list')
    .orderBy('badges.index')
    .limit(100)
    .execute()
  return rows.map(badgeOf)
}

/** Shares of a person with their badges, the newest first, at most 50. */
export async function listShares(db: Db, volunteerId: string): Promise<Share[]> {
  const rows = await db
    .selectFrom('record_shares')
    .select(['id', 'made_at', 'expires_at', 'withdrawn_at'])
    .where('volunteer_id', '=', volunteerId)
    .orderBy('made_at', 'desc')
    .limit(50)
    .execute()
  const shares: Share[] = []
  for (const row of rows)
    shares.push({
      id: row.id,
      madeAt: row.made_at,
      expiresAt: row.expires_at,
      withdrawnAt: row.withdrawn_at,
      badges: await listSharedBadges(db, row.id),
    })
  return shares
}

/** A share by its id, of whoever it is. */
export const findShare = (db: Db, id: string) =>
  db
    .selectFrom('record_shares')
    .select(['id', 'region_id', 'volunteer_id', 'made_at', 'expires_at', 'withdrawn_at'])
    .where('id', '=', id)
    .executeTakeFirst()
