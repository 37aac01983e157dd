import type { Post as ProblemPost } from '../../allocation'
import type { Point } from '../../kit/geo'
import type { Db } from '../../platform'
import { flagsMask, type LegalFlag, parseFlags } from '../../standards'
import { accompaniedBy } from './read-company'

/** A post with what asking for it needs to know of its activity. Seats offered to somebody who waits are `held`. */
export type AskedPost = NonNullable<Awaited<ReturnType<typeof findPost>>>

/** Reads a post with its activity and seats; undefined for none. By primary keys and slots_activity_idx. */
export const findPost = (db: Db, postId: string) => selectPosts(db).where('p.id', '=', postId).executeTakeFirst()

/** Posts (`p`) with their activity (`a`) and seats, for whoever says which. */
export const selectPosts = (db: Db) =>
  db
    .selectFrom('posts as p')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .select([
      'p.id',
      'p.activity_id',
      'p.title as post_title',
      'p.seats',
      'p.seats_min',
      'p.competences',
      'p.languages',
      'p.starts_at',
      'p.ends_at',
      'p.terms_version',
      'a.region_id',
      'a.organization_id',
      'o.name as organization',
      'a.title',
      'a.reference',
      'a.kind',
      'a.form',
      'a.state',
      'a.flags',
      'a.zone',
      'a.latitude',
      'a.longitude',
      'a.home_address',
      'a.coordinator_id',
      'a.incident_id',
      'a.need_id',
      'a.series_id',
    ])
    .select((eb) =>
      eb.selectFrom('needs as h').whereRef('h.id', '=', 'a.need_id').select('h.person_id').as('helped_id'),
    )
    .select((eb) => [
      eb
        .selectFrom('slots as s')
        .whereRef('s.post_id', '=', 'p.id')
        .where('s.volunteer_id', 'is not', null)
        .select((s) => s.fn.countAll<number>().as('n'))
        .as('filled'),
      eb
        .selectFrom('slots as s')
        .whereRef('s.post_id', '=', 'p.id')
        .where('s.volunteer_id', 'is', null)
        .where('s.offered_until', 'is not', null)
        .select((s) => s.fn.countAll<number>().as('n'))
        .as('held'),
      eb
        .selectFrom('slots as s')
        .whereRef('s.post_id', '=', 'p.id')
        .where('s.volunteer_id', 'is', null)
        .where('s.offered_until', 'is', null)
        .select((s) => s.fn.countAll<number>().as('n'))
        .as('free'),
    ])

/** Where the work is, if it is anywhere. */
export const pointOf = (row: {
  readonly latitude: number | null
  readonly longitude: number | null
}): Point | undefined =>
  row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude }

/** Calendar day of the work at its place, ISO: the grain in which it appears in public. */
export const dayOf = (post: { readonly starts_at: Temporal.Instant; readonly zone: string }): string =>
  post.starts_at.toZonedDateTimeISO(post.zone).toPlainDate().toString()

const emergencies: readonly LegalFlag[] = ['emergency', 'disaster']

/** Whether people who opted in may be asked in their quiet hours. */
export const isEmergency = (post: { readonly flags: readonly string[] }): boolean =>
  emergencies.some((flag) => post.flags.includes(flag))

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/** The post in the form of the allocation problem. `crew`: people who sit on it already. */
export function toProblemPost(post: AskedPost, crew: readonly string[]): ProblemPost {
  const point = pointOf(post)
  const accompanies = accompaniedBy(post)
  return {
    id: post.id,
    ...(point === undefined || post.form === 'remote' ? {} : { point }),
    start: minutes(post.starts_at),
    end: Math.ceil(post.ends_at.epochMilliseconds / 60_000),
    offsetMinutes: Math.round(post.starts_at.toZonedDateTimeISO(post.zone).offsetNanoseconds / 60e9),
    required: readRequired(post.competences),
    languages: post.languages,
    legalMask: flagsMask(parseFlags(post.flags)),
    demands: [],
    kind: post.kind,
    present: post.helped_id === null ? crew : [...crew, post.helped_id],
    ...(accompanies === undefined ? {} : { accompanies }),
  }
}

function readRequired(stored: unknown): ProblemPost['required'] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) => {
    const { id, level } = (one ?? {}) as { id?: unknown; level?: unknown }
    return typeof id === 'string' && (level === 1 || level === 2 || level === 3) ? [{ competence: id, level }] : []
  })
}
