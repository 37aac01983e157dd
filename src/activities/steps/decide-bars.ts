import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { guardianConsentAt } from '../../people'
import type { Tx } from '../../platform'
import {
  activityDay,
  type ConsentState,
  decideLaw,
  getLawPack,
  type LawRefusal,
  parseAgeBand,
  parseFlags,
} from '../../standards'
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
  const [standing] = await findStandings(tx, [{ volunteerId, organizationId: activity.organization_id }])
  return decideBarsOf(tx, standing, volunteerId, activity, post, options)
}

/** {@link decideBars}, with the standing of the person at hand. */
export async function decideBarsOf(
  tx: Tx,
  person: Standing | undefined,
  volunteerId: string,
  activity: HeldActivity,
  post: PostRow,
  options: { readonly representativePresent?: boolean } = {},
): Promise<Result<readonly UsedCredential[], Bar>> {
  if (person === undefined) throw new Error('a volunteer whose row is held was expected')
  if (person.suspended) return err({ kind: 'suspended' })
  if (person.organization_suspended) return err({ kind: 'organization-suspended' })
  const startsAt = activity.form === 'remote' ? tx.now : post.starts_at
  const decide = (consent: ConsentState) =>
    decideLaw(getLawPack(activity.country_code), {
      ageBand: parseAgeBand(person.age_band),
      birthDate: person.birth_date === null ? undefined : Temporal.PlainDate.from(person.birth_date),
      day: activityDay(startsAt, activity.zone),
      flags: parseFlags(activity.flags),
      consent,
      representativePresent: options.representativePresent ?? false,
    })
  // Most need nobody's consent, and none is looked for.
  const alone = decide('none')
  const law = alone.ok ? alone : decide(await guardianConsentAt(tx.db, volunteerId, tx.now))
  if (!law.ok) return law
  return provenBy(tx, volunteerId, person.competences, activity, post)
}

/** What of a person decides for every post alike. */
export type Standing = {
  readonly age_band: string | null
  readonly birth_date: string | null
  readonly competences: string[]
  readonly suspended: boolean
  readonly organization_suspended: boolean
}

/** The standing of people before organizations, in their order. */
export async function findStandings(
  tx: Tx,
  asked: readonly { readonly volunteerId: string; readonly organizationId: string }[],
): Promise<(Standing | undefined)[]> {
  const holds = sql`s.lifted_at IS NULL AND (s.until IS NULL OR s.until > ${tx.now})`
  const { rows } = await sql<Standing & { at: number }>`
    SELECT /* one plan */ q.at, p.age_band, p.birth_date, v.competences,
      EXISTS (SELECT FROM suspensions s WHERE s.person_id = p.id AND ${holds}) AS suspended,
      EXISTS (SELECT FROM suspensions s WHERE s.organization_id = q.organization_id AND ${holds}) AS organization_suspended
    FROM unnest(${asked.map((_, at) => at)}::int[], ${asked.map((one) => one.volunteerId)}::uuid[],
      ${asked.map((one) => one.organizationId)}::uuid[]) AS q (at, volunteer_id, organization_id)
    JOIN people p ON p.id = q.volunteer_id JOIN volunteers v ON v.id = p.id`.execute(tx.db)
  const byPlace = new Map(rows.map((row) => [row.at, row]))
  return asked.map((_, at) => byPlace.get(at))
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
