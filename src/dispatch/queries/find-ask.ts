import { sql } from 'kysely'
import type { Db } from '../../platform'

/** An ask as the person asked sees it: what, where, when, who leads, what was said so far. */
export type AskView = NonNullable<Awaited<ReturnType<typeof findAsk>>>

/** An ask with its work, by primary keys; undefined for none. The caller decides who may see it. */
export const findAsk = (db: Db, id: string) =>
  db
    .selectFrom('asks as q')
    .innerJoin('posts as p', 'p.id', 'q.post_id')
    .innerJoin('activities as a', 'a.id', 'q.activity_id')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .innerJoin('people as c', 'c.id', 'a.coordinator_id')
    .innerJoin('volunteers as v', 'v.id', 'q.volunteer_id')
    .innerJoin('people as m', 'm.id', 'q.volunteer_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .leftJoin('answers as w', 'w.id', 'q.answer_id')
    .leftJoin('answer_words as said', 'said.answer_id', 'q.answer_id')
    .leftJoin('assignments as s', (join) =>
      join
        .onRef('s.post_id', '=', 'q.post_id')
        .onRef('s.volunteer_id', '=', 'q.volunteer_id')
        .on('s.state', '=', 'live'),
    )
    .select([
      'q.id',
      'q.code',
      'q.post_id',
      'q.activity_id',
      'q.organization_id',
      'q.volunteer_id',
      'q.region_id as asked_region_id',
      'q.call_out_id',
      'q.why',
      'q.asked_at',
      'q.answer_by',
      'q.state',
      'q.answered_at',
      'q.answer_id',
      'q.terms_version',
      'p.terms_version as terms_now',
      'p.title as post_title',
      'p.starts_at',
      'p.ends_at',
      'a.title',
      'a.aim',
      'a.briefing',
      'a.briefing_version',
      'a.bring',
      'a.form',
      'a.state as activity_state',
      'a.zone',
      'a.estimated_minutes',
      'a.work',
      'a.latitude',
      'a.longitude',
      'a.place_words',
      'a.home_address',
      'a.risk_tier',
      'a.flags',
      'a.contexts',
      'a.coordinator_id',
      'o.name as organization',
      'o.verified_at as organization_verified_at',
      'r.country_code',
      'r.name_kk as region_kk',
      'r.name_ru as region_ru',
      'r.name_en as region_en',
      'l.name_kk as locality_kk',
      'l.name_ru as locality_ru',
      'l.name_en as locality_en',
      'v.latitude as home_latitude',
      'v.longitude as home_longitude',
      'm.name as volunteer_name',
      'w.kind as said_kind',
      'w.yes_from as said_from',
      'w.author_id as said_by',
      'w.undone_at as said_undone_at',
      'said.words as said_words',
      's.id as assignment_id',
      sql<string | null>`split_part(c.name, ' ', 1)`.as('coordinator'),
    ])
    .where('q.id', '=', id)
    .executeTakeFirst()

// One list of ids, so that the index of asks serves one's own and those of others alike.
const answerableBy = (
  personId: string,
  now: Temporal.Instant,
) => sql<string>`any(array(SELECT ${personId}::uuid UNION ALL
  SELECT k.person_id FROM companions k JOIN consents c ON c.id = k.consent_id
  WHERE k.companion_id = ${personId} AND k.ended_at IS NULL AND c.withdrawn_at IS NULL AND 'answer-asks' = any(c.data)
    AND (c.valid_until IS NULL OR c.valid_until > ${now})))`

/** An ask that waits on somebody's home. */
export type WaitingAsk = Awaited<ReturnType<typeof listWaitingAsks>>[number]

/**
 * Asks that wait for a person's word, or that they may answer as a companion: their own first, then the one to answer first, at most 10.
 * The home of another stays unknown. Served by asks_volunteer_idx.
 */
export const listWaitingAsks = (db: Db, personId: string, now: Temporal.Instant) =>
  db
    .selectFrom('asks as q')
    .innerJoin('posts as p', 'p.id', 'q.post_id')
    .innerJoin('activities as a', 'a.id', 'q.activity_id')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .innerJoin('volunteers as v', 'v.id', 'q.volunteer_id')
    .innerJoin('people as w', 'w.id', 'q.volunteer_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .select([
      'q.id',
      'q.why',
      'q.answer_by',
      'p.starts_at',
      'p.ends_at',
      'a.title',
      'a.form',
      'a.zone',
      'a.estimated_minutes',
      'a.latitude',
      'a.longitude',
      'a.risk_tier',
      'o.name as organization',
      'r.name_kk as region_kk',
      'r.name_ru as region_ru',
      'r.name_en as region_en',
      'l.name_kk as locality_kk',
      'l.name_ru as locality_ru',
      'l.name_en as locality_en',
      'q.volunteer_id',
      'w.name as volunteer',
    ])
    .select([
      sql<number | null>`CASE WHEN q.volunteer_id = ${personId} THEN v.latitude END`.as('home_latitude'),
      sql<number | null>`CASE WHEN q.volunteer_id = ${personId} THEN v.longitude END`.as('home_longitude'),
    ])
    .where('q.volunteer_id', '=', answerableBy(personId, now))
    .where('q.state', 'in', ['asked', 'silent'])
    .where('a.state', '=', 'open')
    .where('p.ends_at', '>', now)
    .where('q.asked_at', '>', now.subtract({ hours: 24 * 60 }))
    .orderBy((eb) => eb('q.volunteer_id', '=', personId), 'desc')
    .orderBy('q.answer_by')
    .limit(10)
    .execute()

/** One line of a person's own history of asks. */
export type PastAskRow = Awaited<ReturnType<typeof listOwnAsks>>[number]

/** A person's own asks of the last six months, newest first, at most 100. Served by asks_volunteer_idx. */
export const listOwnAsks = (db: Db, volunteerId: string, now: Temporal.Instant) =>
  db
    .selectFrom('asks as q')
    .innerJoin('activities as a', 'a.id', 'q.activity_id')
    .innerJoin('organizations as o', 'o.id', 'q.organization_id')
    .select(['q.id', 'q.asked_at', 'q.answer_by', 'q.state', 'q.answered_at', 'q.contested_at', 'a.title', 'a.zone'])
    .select('o.name as organization')
    .where('q.volunteer_id', '=', volunteerId)
    .where('q.asked_at', '>', now.subtract({ hours: 24 * 180 }))
    .orderBy('q.asked_at', 'desc')
    .limit(100)
    .execute()
