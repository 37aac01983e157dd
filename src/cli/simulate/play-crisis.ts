import { unwrap } from '../../kit/result'
import type { TableFile } from '../../kit/table-file'
import { raiseNeed } from '../../needs'
import { resolvePlace } from '../../places'
import type { Config, ConnectionSettings } from '../../platform'
import { publishOwnDocuments } from '../../standards'
import { asImport } from '../import/as-import'
import { importNeeds } from '../import/import-needs'
import { importVolunteers } from '../import/import-volunteers'
import { parseNeed } from '../import/parse-need'
import { partOf, readRows } from '../import/read-rows'
import type { ImportOptions } from '../import/report'
import { type Cast, gatherCast } from './cast'
import { newComparison } from './compare-asking'
import type { CrisisTables } from './imagine-tables'
import { audit, measure, type SimulationReport } from './measure'
import { noteCallOuts } from './note-call-outs'
import { type Listener, type OrganizedWork, organizeHelp } from './organize-help'
import { type Home, handOutFor, planDonors } from './play-donors'
import { watchPeople } from './react'
import { rushForSeats } from './rush'
import { planAnswers } from './say-yes'
import { inPrologue, openStage, type Stage } from './stage'
import { planTriage } from './triage'
import { giveUp, sayReceipt, wrapUp } from './wrap-up'

/**
 * A crisis to play. `webShare`: part of the requests that come one by one over the first half day, through the page, not by the list.
 * `compare`: its call-outs are replayed with other ways of asking.
 */
export type Crisis = {
  readonly tables: CrisisTables
  readonly seed: string
  readonly webShare: number
  readonly days: number
  readonly compare: boolean
}

/** How far a drill is: simulated time, and needs met so far. */
export type DrillProgress = { readonly at: Temporal.Instant; readonly met: number; readonly needs: number }

/** Saturday morning in the west of Kazakhstan. */
const START = Temporal.Instant.from('2026-11-21T03:00:00Z')
const TRIES_MAX = 3
const ARRIVAL_HOURS = 12
const WRAP_UP_MINUTES = 20
const DONORS_PER_NEED = 2

/**
 * Plays a crisis through the real commands on an empty, migrated database, then measures what came of it.
 * The same tables and seed give the same report but for `seconds`.
 */
export async function playCrisis(
  config: Config,
  connection: ConnectionSettings,
  crisis: Crisis,
  onProgress: (progress: DrillProgress) => void = () => {},
): Promise<SimulationReport> {
  const began = performance.now()
  const stage = await openStage(config, connection, crisis.seed, START)
  try {
    const { cast, habits, donors } = await inPrologue(crisis.seed, () => open(stage, crisis))
    const comparison = crisis.compare ? newComparison() : undefined
    const beforeCallOut = comparison === undefined ? async () => {} : noteCallOuts(stage, habits, comparison.add)
    const workload = newWorkload(stage, cast, beforeCallOut)
    planTriage(stage, cast, workload.take)
    const watch = watchPeople(stage, habits)
    const isOver = newEnd(stage, crisis, () => workload.isIdle() && donors.isIdle())
    let shownAt = START
    await stage.play(START.add({ hours: 24 * crisis.days }), async () => {
      await watch()
      const at = stage.timeline.clock.now()
      if (at.since(shownAt).total('hours') >= 3) {
        shownAt = at
        onProgress({ at, ...(await countNeeds(stage)) })
      }
      return !(await isOver())
    })
    await stage.settle()
    const report = await measure(stage.system.db)
    await rushForSeats(stage, cast)
    return {
      ...report,
      audit: await audit(stage.system.db),
      goods: donors.report(),
      ...(comparison === undefined ? {} : { asking: comparison.report() }),
      seconds: Math.round((performance.now() - began) / 100) / 10,
    }
  } finally {
    await stage.close()
  }
}

// Nothing is left to do: every request has come in and was looked at, and nobody is on the way any more. Looked at once an hour.
function newEnd(stage: Stage, { webShare }: Crisis, isIdle: () => boolean): () => Promise<boolean> {
  let lookedAt = START
  const earliestHours = webShare > 0 ? ARRIVAL_HOURS + 1 : 1
  return async () => {
    const now = stage.timeline.clock.now()
    if (!isIdle() || now.since(lookedAt).total('hours') < 1 || now.since(START).total('hours') < earliestHours)
      return false
    lookedAt = now
    const waiting = await stage.system.db
      .selectFrom('needs')
      .select('id')
      .where('state', '=', 'raised')
      .where('closed_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return waiting === undefined
  }
}

async function countNeeds(stage: Stage): Promise<{ met: number; needs: number }> {
  // Bounded by: the states of a need.
  const rows = await stage.system.db
    .selectFrom('needs')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return {
    met: rows.find((row) => row.state === 'met')?.count ?? 0,
    needs: rows.reduce((sum, row) => sum + row.count, 0),
  }
}

async function open(stage: Stage, { tables, webShare }: Crisis) {
  await publishOwnDocuments(stage.system)
  const ctx = asImport(stage.system)
  const options: ImportOptions = {
    file: 'drill',
    apply: true,
    allOrNothing: false,
    owner: 'Drill',
    basis: 'vital-interest',
    organizationId: null,
    source: 'drill',
    lang: tables.mapping.lang ?? 'kk',
    onProgress: () => {},
  }
  const { invited } = unwrap(await importVolunteers(ctx, tables.volunteers, tables.mapping, options))
  const fromWeb = Math.floor(tables.needs.rows.length * webShare)
  const listed: TableFile = { ...tables.needs, rows: tables.needs.rows.slice(fromWeb) }
  unwrap(await importNeeds(ctx, listed, tables.mapping, options))
  const listedNeeds = await stage.system.db
    .selectFrom('imported_rows')
    .select(['external_ref', 'subject_id'])
    .where('kind', '=', 'needs')
    .limit(listed.rows.length)
    .execute()
  for (const row of listedNeeds) stage.name(row.subject_id, row.external_ref)
  planRequests(stage, { ...tables.needs, rows: tables.needs.rows.slice(0, fromWeb), reported: [] }, tables)
  const home = await findHome(stage, tables)
  const cast = await gatherCast(stage, home)
  const donors = await planDonors(stage, cast, home, Math.ceil(tables.needs.rows.length * DONORS_PER_NEED))
  const status = tables.volunteers.header.indexOf('status')
  const away = new Set(
    tables.volunteers.rows.flatMap(({ cells }) => (cells[status] === 'unavailable' ? [cells[0] ?? ''] : [])),
  )
  return { cast, donors, habits: planAnswers(stage, invited, (ref) => !away.has(ref)) }
}

async function findHome(stage: Stage, { volunteers, needs, mapping }: CrisisTables): Promise<Home> {
  for (const table of [needs, volunteers]) {
    const kind = table === needs ? 'needs' : 'volunteers'
    const read = readRows(table, kind, mapping)
    for (const row of 'kind' in read ? [] : read.rows) {
      const [latitude, longitude] = [Number(row.get('latitude')), Number(row.get('longitude'))]
      const place = Number.isFinite(latitude)
        ? await resolvePlace(stage.system.db, { point: { latitude, longitude } })
        : undefined
      if (place?.ok) return { regionId: place.value.regionId, zone: place.value.zone, point: { latitude, longitude } }
    }
  }
  throw new Error('no row of the tables has a place that is known here')
}

// People who ask by themselves, over the first half day; a press on the button that brings nothing is pressed again.
function planRequests(stage: Stage, table: TableFile, { mapping }: CrisisTables): void {
  const read = readRows(table, 'needs', mapping)
  if ('kind' in read) return
  const chance = stage.chance.fork('requests')
  for (const one of read.rows) {
    const row = parseNeed(one, partOf(mapping, 'needs'), mapping.zone ?? 'UTC')
    if ('got' in row) continue
    stage.timeline.after(chance.between(1, ARRIVAL_HOURS * 60), async () => {
      const place = row.point === undefined ? undefined : await resolvePlace(stage.system.db, { point: row.point })
      if (!place?.ok) return
      const { regionId, districtId, localityId, zone, point } = place.value
      const now = stage.timeline.clock.now()
      const send = (ctx: Stage['system']) =>
        raiseNeed(ctx, {
          kind: row.kind,
          lines: row.lines,
          words: row.words,
          place: {
            regionId,
            districtId: districtId ?? null,
            localityId: localityId ?? null,
            zone,
            point,
            address: '',
            atHome: row.atHome,
          },
          neededBy: 'at' in row.due ? row.due.at : now.add({ minutes: row.due.hours * 60 }),
          urgency: row.urgency,
          vulnerability: [],
          name: '',
          contact: { kind: 'none', value: '' },
          callSafe: false,
          textSafe: false,
          lang: 'kk',
        })
      const raised = await stage.twice({ kind: 'visitor' }, send)
      if (raised.ok) stage.name(raised.value.needId, row.ref)
    })
  }
}

type Course = { open: number; came: number; readonly tries: number }

// What happens to a need once it is checked: work, people, an answer from the person helped; tried again where nobody came.
function newWorkload(
  stage: Stage,
  cast: Cast,
  beforeCallOut: Listener['beforeCallOut'],
): { take(needId: string): void; isIdle(): boolean } {
  const chance = stage.chance.fork('workload')
  let busy = 0
  let turn = 0
  const later = (minutes: number, run: () => Promise<void>): void => {
    busy += 1
    stage.timeline.after(minutes, async () => {
      await run()
      busy -= 1
    })
  }
  const organize = (needId: string, tries: number): void => {
    const coordinator = cast.coordinators[turn++ % cast.coordinators.length]
    if (coordinator === undefined) return
    const course: Course = { open: 0, came: 0, tries }
    later(chance.between(4, 20), () =>
      organizeHelp(stage, cast, coordinator, needId, {
        onWork: (work) => {
          course.open += 1
          const minutes = work.endsAt.since(stage.timeline.clock.now()).total('minutes') + WRAP_UP_MINUTES
          later(minutes, () => end(work, course))
        },
        beforeCallOut,
      }),
    )
  }
  const end = async (work: OrganizedWork, course: Course): Promise<void> => {
    const { came } = await wrapUp(stage, work)
    course.open -= 1
    course.came += came
    if (came === 0) await giveUp(stage, work)
    else await handOutFor(stage, work.needId)
    if (course.open > 0) return
    if (course.came > 0) later(chance.between(20, 600), () => sayReceipt(stage, cast, work.needId))
    else if (course.tries < TRIES_MAX) organize(work.needId, course.tries + 1)
  }
  return { take: (needId) => organize(needId, 1), isIdle: () => busy === 0 }
}
