import { isId } from '../kit/ids'
import { type Db, findSecretLink } from '../platform'
import { noSubject, type Subject } from './report'

/** The subject with this kind and id, both untrusted. */
export async function findSubject(db: Db, kind: string, id: string): Promise<Subject> {
  if (!isId(id)) return noSubject
  if (kind === 'activity') return findActivity(db, id)
  if (kind === 'organization') return findOrganization(db, id)
  if (kind === 'need') return findNeed(db, id)
  return noSubject
}

/**
 * The subject of a page of ours, by its untrusted path. A secret link is resolved to what it opens, so that its address need not
 * travel any further.
 */
export async function subjectOfPage(db: Db, path: string, now: Temporal.Instant): Promise<Subject> {
  const [, first, second] = path.split('?')[0]?.split('/') ?? []
  if (second === undefined) return noSubject
  if (first === 'activities') return findSubject(db, 'activity', second)
  if (first === 'organizations') return findSubject(db, 'organization', second)
  if (first === 'needs') return findSubject(db, 'need', second)
  if (first === 'asks' && isId(second)) {
    const ask = await db.selectFrom('asks').select('activity_id').where('id', '=', second).executeTakeFirst()
    return ask === undefined ? noSubject : findActivity(db, ask.activity_id)
  }
  if (first === 'n') {
    const link = await findSecretLink(db, 'need', second, now)
    return link === undefined ? noSubject : findNeed(db, link.subjectId)
  }
  return noSubject
}

async function findActivity(db: Db, id: string): Promise<Subject> {
  const row = await db
    .selectFrom('activities')
    .select(['id', 'region_id', 'title', 'organization_id', 'need_id', 'coordinator_id'])
    .where('id', '=', id)
    .where('state', '<>', 'draft')
    .executeTakeFirst()
  if (row === undefined) return noSubject
  return {
    kind: 'activity',
    id,
    regionId: row.region_id,
    name: row.title,
    activityId: id,
    organizationId: row.organization_id,
    needId: row.need_id,
    coordinatorId: row.coordinator_id,
  }
}

async function findOrganization(db: Db, id: string): Promise<Subject> {
  const row = await db.selectFrom('organizations').select(['region_id', 'name']).where('id', '=', id).executeTakeFirst()
  if (row === undefined) return noSubject
  return { ...noSubject, kind: 'organization', id, regionId: row.region_id, name: row.name, organizationId: id }
}

async function findNeed(db: Db, id: string): Promise<Subject> {
  const row = await db.selectFrom('needs').select('region_id').where('id', '=', id).executeTakeFirst()
  if (row === undefined) return noSubject
  return { ...noSubject, kind: 'need', id, regionId: row.region_id, needId: id }
}
