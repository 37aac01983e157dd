import { err, ok, type Result } from '../../kit/result'
import { guardianConsentAt, suspensionOf, suspensionOfOrganization } from '../../people'
import type { Tx } from '../../platform'
import { activityDay, decideLaw, getLawPack, type LawRefusal, parseAgeBand, parseFlags } from '../../standards'
import { findCompetence, type HeldCompetence, holds, parseLevel } from '../../training'
import type { HeldActivity, PostRow } from './hold-activity'
import { parseRequirements } from './parse-requirements'

/** Why somebody may not do this work, however many seats are free. Holds at the yes, at every move and at check-in. */
export type Bar =
  | LawRefusal
  | { readonly kind: 'suspended' }
  | { readonly kind: 'organization-suspended' }
  | { readonly kind: 'competence-missing'; readonly competences: readonly string[] }

/** A credential that opens this post for this person. */
export type UsedCredential = { readonly credentialId: string; readonly competenceId: string }

/** Age, ban and credential rules for one person and one post, for the whole of its time. */
export async function decideBars(
  tx: Tx,
  volunteerId: string,
  activity: HeldActivity,
  post: PostRow,
  options: { readonly representativePresent?: boolean } = {},
): Promise<Result<readonly UsedCredential[], Bar>> {
  if ((await suspensionOf(tx.db, volunteerId, tx.now)) !== undefined) return err({ kind: 'suspended' })
  if ((await suspensionOfOrganization(tx.db, activity.organization_id, tx.now)) !== undefined)
    return err({ kind: 'organization-suspended' })
  const person = await tx.db
    .selectFrom('people as p')
    .innerJoin('volunteers as v', 'v.id', 'p.id')
    .select(['p.age_band', 'p.birth_date', 'v.competences'])
    .where('p.id', '=', volunteerId)
    .executeTakeFirstOrThrow()
  const startsAt = activity.form === 'remote' ? tx.now : post.starts_at
  const law = decideLaw(getLawPack(activity.country_code), {
    ageBand: parseAgeBand(person.age_band),
    birthDate: person.birth_date === null ? undefined : Temporal.PlainDate.from(person.birth_date),
    day: activityDay(startsAt, activity.zone),
    flags: parseFlags(activity.flags),
    consent: await guardianConsentAt(tx.db, volunteerId, tx.now),
    representativePresent: options.representativePresent ?? false,
  })
  if (!law.ok) return law
  return provenBy(tx, volunteerId, person.competences, activity, post)
}

type Credential = HeldCompetence & { readonly id: string; readonly confirmed: boolean }

async function provenBy(
  tx: Tx,
  volunteerId: string,
  own: readonly string[],
  activity: HeldActivity,
  post: PostRow,
): Promise<Result<readonly UsedCredential[], Bar>> {
  const required = parseRequirements(post.competences)
  if (required.length === 0) return ok([])
  const rows = await tx.db
    .selectFrom('credentials')
    .select(['id', 'competence_id', 'level', 'state', 'valid_from', 'valid_until'])
    .where('volunteer_id', '=', volunteerId)
    .where('state', 'in', ['claimed', 'confirmed'])
    .limit(200)
    .execute()
  const held = rows.map(
    (row): Credential => ({
      id: row.id,
      confirmed: row.state === 'confirmed',
      competence: row.competence_id,
      level: parseLevel(row.level) ?? 1,
      validFrom: row.valid_from,
      ...(row.valid_until === null ? {} : { validTo: row.valid_until }),
    }),
  )
  const saidByThemselves = own.map((competence): HeldCompetence => ({ competence, level: 2 }))
  const during =
    activity.form === 'remote' ? { start: tx.now, end: post.ends_at } : { start: post.starts_at, end: post.ends_at }
  const used: UsedCredential[] = []
  const missing: string[] = []
  for (const { id, level } of required) {
    const proof = held.filter((one) => one.confirmed).find((one) => holds([one], id, level, during))
    const needsProof = findCompetence(id)?.credentialRequired === true || level === 3
    if (proof !== undefined) used.push({ credentialId: proof.id, competenceId: id })
    else if (needsProof || !holds([...held, ...saidByThemselves], id, level, during)) missing.push(id)
  }
  return missing.length === 0 ? ok(used) : err({ kind: 'competence-missing', competences: missing })
}
