import { placeName } from '../places'
import type { Db } from '../platform'
import { competenceName } from '../training'
import { type Lang, sayIn, translator } from '../web'
import type { NoticeValues } from './told'

/** A notice as texts are made from it. */
export type NoticeRow = {
  readonly id: string
  readonly kind: string
  readonly path: string
  readonly values: NoticeValues
}

type Place = { name_kk: string; name_ru: string; name_en: string }
type Facts = {
  readonly activities: Map<
    string,
    { place: Place; startsAt: Temporal.Instant; zone: string; remote: boolean; organization: string }
  >
  readonly needs: Map<
    string,
    { place: Place; reference: string; codeWord: string; neededBy: Temporal.Instant; zone: string }
  >
  readonly organizations: Map<string, string>
  /** Numbers of gifts. */
  readonly gifts: Map<string, string>
  readonly firstNames: Map<string, string>
  readonly visits: Map<
    string,
    { names: string[]; personIds: string[]; organization: string; arrivesAt: Temporal.Instant }
  >
}

const usualZone = 'Asia/Almaty'

/** What the texts of these notices speak of, in at most six queries. Locality and time only, and no person but who comes to help, and whom the emergency contact looks for. */
export async function findFacts(db: Db, notices: readonly NoticeRow[]): Promise<Facts> {
  const ids = (name: keyof NoticeValues) => [
    ...new Set(notices.flatMap(({ values }) => (typeof values[name] === 'string' ? [values[name]] : []))),
  ]
  const [activities, needs, organizations, visits, gifts] = [
    ids('activityId'),
    ids('needId'),
    ids('organizationId'),
    ids('visitId'),
    ids('giftId'),
  ]
  const lookedFor = notices.flatMap(({ kind, values }) =>
    kind === 'emergency-not-checked-out' && values.volunteerId !== undefined ? [values.volunteerId] : [],
  )
  return {
    firstNames: await findFirstNames(db, lookedFor),
    activities: activities.length === 0 ? new Map() : await findActivities(db, activities),
    needs: needs.length === 0 ? new Map() : await findNeeds(db, needs),
    organizations: organizations.length === 0 ? new Map() : await findOrganizations(db, organizations),
    gifts: gifts.length === 0 ? new Map() : await findGifts(db, gifts),
    visits: visits.length === 0 ? new Map() : await findVisits(db, visits),
  }
}

/** The words of a notice in a language: one or two sentences that also make a text message. */
export function renderNotice(notice: NoticeRow, facts: Facts, lang: Lang): string {
  const t = translator(lang)
  const { values } = notice
  const activity = facts.activities.get(values.activityId ?? '')
  const need = facts.needs.get(values.needId ?? '')
  const visit = facts.visits.get(values.visitId ?? '')
  const say = sayIn(lang, activity?.zone ?? need?.zone ?? usualZone)
  const startsAt = values.startsAt === undefined ? activity?.startsAt : Temporal.Instant.from(values.startsAt)
  const place = activity?.place ?? need?.place
  const role = values.code !== undefined && notice.kind === 'role-granted' ? t(`notices.role.${values.code}`) : ''
  return t(`notices.text.${notice.kind}`, {
    place: activity?.remote ? t('notices.remote') : place === undefined ? '' : placeName(place, lang),
    when: startsAt === undefined ? '' : say.dateTime(startsAt),
    until: values.until === undefined ? '' : say.dateTime(Temporal.Instant.from(values.until)),
    arrives: visit === undefined ? '' : say.dateTime(visit.arrivesAt),
    neededBy: need === undefined ? '' : say.dateTime(need.neededBy),
    who:
      visit === undefined
        ? (facts.firstNames.get(values.volunteerId ?? '') ?? '')
        : visit.names.length === 0
          ? t('notices.somebody')
          : say.list(visit.names),
    organization:
      visit?.organization ?? facts.organizations.get(values.organizationId ?? '') ?? activity?.organization ?? '',
    codeWord: need?.codeWord ?? '',
    reference: need?.reference ?? facts.gifts.get(values.giftId ?? '') ?? '',
    role,
    competence:
      values.code !== undefined && notice.kind.startsWith('credential-') ? competenceName(values.code, lang) : '',
    answer: notice.kind === 'answered-for-you' ? t(`notices.answer.${values.code ?? 'words'}`) : '',
  })
}

async function findActivities(db: Db, ids: readonly string[]): Promise<Facts['activities']> {
  const rows = await db
    .selectFrom('activities as a')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .select(['a.id', 'a.starts_at', 'a.zone', 'a.form', 'o.name as organization'])
    .select(['r.name_kk', 'r.name_ru', 'r.name_en', 'l.name_kk as l_kk', 'l.name_ru as l_ru', 'l.name_en as l_en'])
    .where('a.id', 'in', ids)
    .limit(ids.length)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        place: narrowest(row),
        startsAt: row.starts_at,
        zone: row.zone,
        remote: row.form === 'remote',
        organization: row.organization,
      },
    ]),
  )
}

async function findNeeds(db: Db, ids: readonly string[]): Promise<Facts['needs']> {
  const rows = await db
    .selectFrom('needs as n')
    .innerJoin('regions as r', 'r.id', 'n.region_id')
    .leftJoin('localities as l', 'l.id', 'n.locality_id')
    .select(['n.id', 'n.reference', 'n.code_word', 'n.needed_by', 'n.zone'])
    .select(['r.name_kk', 'r.name_ru', 'r.name_en', 'l.name_kk as l_kk', 'l.name_ru as l_ru', 'l.name_en as l_en'])
    .where('n.id', 'in', ids)
    .limit(ids.length)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        place: narrowest(row),
        reference: row.reference,
        codeWord: row.code_word ?? '',
        neededBy: row.needed_by,
        zone: row.zone,
      },
    ]),
  )
}

const narrowest = (row: Place & { l_kk: string | null; l_ru: string | null; l_en: string | null }): Place =>
  row.l_kk === null || row.l_ru === null || row.l_en === null
    ? row
    : { name_kk: row.l_kk, name_ru: row.l_ru, name_en: row.l_en }

async function findOrganizations(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .limit(ids.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

async function findGifts(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('gifts')
    .select(['id', 'reference'])
    .where('id', 'in', ids)
    .limit(ids.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row.reference]))
}

const NAMES_MAX = 3

async function findVisits(db: Db, ids: readonly string[]): Promise<Facts['visits']> {
  const rows = await db
    .selectFrom('need_visits as v')
    .innerJoin('organizations as o', 'o.id', 'v.organization_id')
    .select(['v.id', 'v.person_ids', 'v.arrives_at', 'o.name'])
    .where('v.id', 'in', ids)
    .limit(ids.length)
    .execute()
  const people = rows.flatMap((row) => row.person_ids)
  const firstName = await findFirstNames(db, people)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        names: row.person_ids
          .map((id) => firstName.get(id) ?? '')
          .filter((name) => name !== '')
          .slice(0, NAMES_MAX),
        personIds: row.person_ids,
        organization: row.name,
        arrivesAt: row.arrives_at,
      },
    ]),
  )
}

async function findFirstNames(db: Db, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', personIds).limit(500).execute()
  return new Map(rows.map(({ id, name }) => [id, (name ?? '').trim().split(/\s+/)[0] ?? '']))
}
