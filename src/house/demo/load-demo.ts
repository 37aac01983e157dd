import { newPublicId } from '../../kit/ids'
import { err, ok, type Result, unwrap } from '../../kit/result'
import { createPerson, grantRoleIn } from '../../people'
import { foldName, loadCountryPack } from '../../places'
import { type Db, inCommand, type Tx } from '../../platform'
import { demoBegun } from '../entries'
import { findSetting, putSetting } from '../settings'
import { addressOf, cast, neighbours } from './cast'
import { districts, villages, ZONE } from './land'
import { playPast, type QuietHouse } from './past'
import { FIRST_DAY, tellStory } from './story'
import { gatherTroupe } from './troupe'

/** A sentence for whoever starts the server: why this database is not served this way. */
export type DemoRefusal = { readonly kind: 'needs-demo' | 'holds-more' | 'half-loaded'; readonly message: string }

/**
 * Whether this database may be served with, or without, `--demo`; loads the demonstration into an empty one.
 * @returns what stands in the way, in one sentence that says what to do
 */
export async function prepareDemo(house: QuietHouse): Promise<Result<null, DemoRefusal>> {
  const ctx = house.system
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
  await loadDemo(house)
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

/** Loads the imagined district into an empty database, plays its past, and marks it. */
async function loadDemo(house: QuietHouse): Promise<void> {
  const ctx = house.system
  const now = ctx.clock.now()
  const startedAt = now.toString()
  await putSetting(ctx.db, 'demo', { startedAt })
  ctx.log('demo', { line: 'Playing six weeks of an imagined district; this takes a quarter of a minute or so.' })
  const today = now.toZonedDateTimeISO(ZONE).startOfDay()
  const people = await playPast(house, today.add({ days: FIRST_DAY }).toInstant(), async (past) => {
    unwrap(await loadCountryPack(past, 'KZ'))
    const land = unwrap(await inCommand(past, 'loadDemoDistrict', writeLand))
    const written = unwrap(await inCommand(past, 'loadDemoPeople', (tx) => writePeople(tx, land.villageIds)))
    return { scenes: await tellStory(gatherTroupe(past, now, land, written), now), result: written }
  })
  await putSetting(ctx.db, 'demo', {
    startedAt,
    loadedAt: ctx.clock.now().toString(),
    people: cast.map(({ name, part }, index) => ({ personId: people[index]?.personId ?? '', name, part })),
  })
}

type Land = { readonly districtIds: readonly string[]; readonly villageIds: readonly string[] }

async function writeLand(tx: Tx): Promise<Result<Land, never>> {
  const districtIds = districts.map(() => newPublicId())
  const villageIds = villages.map(() => newPublicId())
  await tx.db
    .insertInto('districts')
    .values(
      districts.map(({ region, kk, ru, en }, index) => ({
        id: districtIds[index] ?? '',
        region_id: region,
        name_kk: kk,
        name_ru: ru,
        name_en: en,
      })),
    )
    .execute()
  await tx.db
    .insertInto('localities')
    .values(
      villages.map(({ district, kk, ru, en, ...village }, index) => ({
        id: villageIds[index] ?? '',
        region_id: districts[district].region,
        district_id: districtIds[district] ?? null,
        name_kk: kk,
        name_ru: ru,
        name_en: en,
        search: `|${[...new Set([kk, ru, en].map(foldName))].join('|')}|`,
        zone: ZONE,
        ...village,
      })),
    )
    .execute()
  tx.append(
    demoBegun.entry({
      subjectId: districtIds[0] ?? '',
      regionId: districts[0].region,
      body: { districtId: districtIds[0] ?? '', people: cast.length + neighbours.length },
      public: {},
    }),
  )
  return ok({ districtIds, villageIds })
}

async function writePeople(
  tx: Tx,
  villageIds: readonly string[],
): Promise<Result<{ personId: string; name: string }[], never>> {
  const people: { personId: string; name: string }[] = []
  for (const [index, member] of [...cast, ...neighbours].entries()) {
    const regionId = districts[villages[member.village].district].region
    const personId = await createPerson(tx, {
      name: member.name,
      regionId,
      localityId: villageIds[member.village] ?? null,
      zone: ZONE,
      lang: member.lang,
      ageBand: member.ageBand,
      cameBy: 'self',
      contacts: [{ kind: 'email', value: addressOf(index), verified: true }],
      consentHow: 'web',
    })
    people.push({ personId, name: member.name })
    if ('operator' in member) await grantRoleIn(tx, { personId, role: 'operator', regionId })
    if ('role' in member && member.role !== undefined) {
      const { role, scope } = member.role
      await grantRoleIn(tx, { personId, role, regionId: scope === 'region' ? regionId : null })
    }
  }
  return ok(people)
}
