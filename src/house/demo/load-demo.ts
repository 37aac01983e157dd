import { newPublicId } from '../../kit/ids'
import { err, ok, type Result, unwrap } from '../../kit/result'
import { createPerson, grantRoleIn } from '../../people'
import { foldName, loadCountryPack } from '../../places'
import { type Ctx, type Db, inCommand, type Tx } from '../../platform'
import { demoBegun } from '../entries'
import { findSetting, putSetting, type Setting } from '../settings'
import { addressOf, cast, district, villages } from './cast'
import { playStory } from './story'

/** A sentence for whoever starts the server: why this database is not served this way. */
export type DemoRefusal = { readonly kind: 'needs-demo' | 'holds-more' | 'half-loaded'; readonly message: string }

/**
 * Whether this database may be served with, or without, `--demo`; loads the demonstration into an empty one.
 * @returns what stands in the way, in one sentence that says what to do
 */
export async function prepareDemo(ctx: Ctx): Promise<Result<null, DemoRefusal>> {
  const mark = await findSetting(ctx.db, 'demo')
  if (!ctx.config.demo) {
    if (mark === undefined) return ok(null)
    const message =
      'this database holds the demonstration: start it with --demo, or choose another ASAR_DATA or DATABASE_URL for real work'
    return err({ kind: 'needs-demo', message })
  }
  if (mark?.loadedAt !== undefined) return ok(null)
  if (mark !== undefined) {
    const message =
      'the demonstration in this database was not loaded to its end: delete it, or choose an empty ASAR_DATA'
    return err({ kind: 'half-loaded', message })
  }
  if (!(await isEmpty(ctx.db))) {
    const message =
      '--demo needs an empty database, and this one holds something: choose another ASAR_DATA or DATABASE_URL, or start without --demo'
    return err({ kind: 'holds-more', message })
  }
  await loadDemo(ctx)
  return ok(null)
}

// Whatever was ever said or done here has left an entry; people and keys are looked for all the same.
async function isEmpty(db: Db): Promise<boolean> {
  const found = await Promise.all([
    db.selectFrom('journal').select('id').limit(1).executeTakeFirst(),
    db.selectFrom('people').select('id').limit(1).executeTakeFirst(),
    db.selectFrom('api_keys').select('id').limit(1).executeTakeFirst(),
  ])
  return found.every((row) => row === undefined)
}

/** Loads the imagined district into an empty database and marks it. */
async function loadDemo(ctx: Ctx): Promise<void> {
  const startedAt = ctx.clock.now().toString()
  await putSetting(ctx.db, 'demo', { startedAt })
  unwrap(await loadCountryPack(ctx, 'KZ'))
  const { people, villageIds } = unwrap(await inCommand(ctx, 'loadDemoDistrict', (tx) => writeDistrict(tx)))
  await playStory(ctx, people, villageIds)
  await putSetting(ctx.db, 'demo', { startedAt, loadedAt: ctx.clock.now().toString(), people: [...people] })
}

type Written = { people: NonNullable<Setting<'demo'>['people']>; villageIds: string[] }

async function writeDistrict(tx: Tx): Promise<Result<Written, never>> {
  const districtId = newPublicId()
  const names = { name_kk: district.kk, name_ru: district.ru, name_en: district.en }
  await tx.db
    .insertInto('districts')
    .values({ id: districtId, region_id: district.region, ...names })
    .execute()
  const villageIds: string[] = []
  for (const { kk, ru, en, ...village } of villages) {
    const id = newPublicId()
    villageIds.push(id)
    const search = `|${[...new Set([kk, ru, en].map(foldName))].join('|')}|`
    await tx.db
      .insertInto('localities')
      .values({
        id,
        region_id: district.region,
        district_id: districtId,
        name_kk: kk,
        name_ru: ru,
        name_en: en,
        search,
        zone: ZONE,
        ...village,
      })
      .execute()
  }
  const people: Written['people'] = []
  for (const [index, member] of cast.entries()) {
    const personId = await createPerson(tx, {
      name: member.name,
      regionId: district.region,
      localityId: villageIds[member.village] ?? null,
      zone: ZONE,
      lang: member.lang,
      ageBand: member.ageBand,
      cameBy: 'self',
      contacts: [{ kind: 'email', value: addressOf(index), verified: true }],
      consentHow: 'web',
    })
    people.push({ personId, name: member.name, part: member.part })
  }
  for (const [index, member] of cast.entries()) {
    const personId = people[index]?.personId
    if (member.role === undefined || personId === undefined) continue
    const regionId = member.role.scope === 'region' ? district.region : null
    await grantRoleIn(tx, { personId, role: member.role.role, regionId })
  }
  tx.append(
    demoBegun.entry({
      subjectId: districtId,
      regionId: district.region,
      body: { districtId, people: people.length },
      public: {},
    }),
  )
  return ok({ people, villageIds })
}

const ZONE = 'Asia/Oral'
