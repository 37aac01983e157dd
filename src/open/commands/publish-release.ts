import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { findCheckpoint } from '../../journal'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { asSystem, type Ctx, inCommand } from '../../platform'
import { openReleased } from '../entries'
import { keepMoment } from '../keep-moment'
import { makeFile } from '../make-file'
import { countReleasesOf, findNewestRelease } from '../queries'
import {
  type FileLine,
  type Kept,
  POSITIONS_IN_PART,
  parseFileName,
  type Release,
  sha256Of,
  tableFiles,
  writeManifest,
} from '../release'

const APART_MINUTES = 10
// A press waits some seconds for the seal; the job comes again by itself.
const TRIES = 20

/** Nothing is recorded and sealed yet that could be published. */
export type PublishError = { readonly kind: 'nothing-sealed' }

/** Publishes open data as of now, or answers with the release of a few minutes ago. Its list of files is sealed like every entry. */
export async function publishRelease(ctx: Ctx, tries = TRIES): Promise<Result<string, PublishError>> {
  const before = await findNewestRelease(ctx.db)
  if (before !== undefined && ctx.clock.now().since(before.at).total('minutes') < APART_MINUTES) return ok(before.id)
  const moment = await keepSealedMoment(ctx, tries)
  const country = await ctx.db.selectFrom('countries').select('code').where('is_home', '=', true).executeTakeFirst()
  if (moment === undefined || country === undefined) return err({ kind: 'nothing-sealed' })
  const { asOf, kept } = moment
  const files = await listFiles(ctx, asOf, kept, before)
  return inCommand(asSystem(ctx, 'open'), 'publishRelease', async (tx) => {
    // Two at once: the second waits here, and sees what the first wrote.
    await sql`SELECT pg_advisory_xact_lock(hashtext('open release'))`.execute(tx.db)
    const newest = await findNewestRelease(tx.db)
    if (newest !== undefined && newest.id !== before?.id) return ok(newest.id)
    const day = tx.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
    const ofDay = await countReleasesOf(tx.db, day)
    const id = ofDay === 0 ? day : `${day}-${ofDay + 1}`
    const subjectId = newPublicId()
    await tx.db
      .insertInto('open_releases')
      .values({
        id,
        subject_id: subjectId,
        day,
        as_of: asOf,
        made_at: tx.now,
        files: JSON.stringify(files),
        kept: JSON.stringify(kept),
      })
      .execute()
    const commitment = sha256Of(writeManifest({ id, day, asOf, files }))
    tx.append(
      openReleased.entry({
        subjectId,
        regionId: country.code,
        body: { release: id },
        public: { day, count: asOf, commitment },
      }),
    )
    return ok(id)
  })
}

/** Numbers and lists of one moment, once a checkpoint stands on everything they count. */
async function keepSealedMoment(ctx: Ctx, triesMax: number): Promise<{ asOf: number; kept: Kept } | undefined> {
  if ((await findCheckpoint(ctx.db)) === undefined) return undefined
  const moment = await ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((own) => keepMoment(own))
  for (let tries = 0; moment.asOf > 0 && tries < triesMax; tries++) {
    if (tries > 0) await setTimeout(200)
    if (((await findCheckpoint(ctx.db))?.size ?? 0) >= moment.asOf) return moment
  }
  return undefined
}

/** Every file of the release, made once to be measured. Complete parts of entries never change: where the first is made as before, the rest is taken over. */
async function listFiles(ctx: Ctx, asOf: number, kept: Kept, before: Release | undefined): Promise<FileLine[]> {
  const known = new Map(before?.files.map((file) => [file.name, file]))
  const lines: FileLine[] = []
  let isMadeAsBefore = true
  for (const name of [...tableFiles(asOf), ...Object.keys(kept.texts)]) {
    const { table, part = 0 } = parseFileName(name) ?? {}
    const isComplete = table === 'entries' && part * POSITIONS_IN_PART <= (before?.asOf ?? 0)
    const again = isComplete ? known.get(name) : undefined
    if (again !== undefined && part > 1 && isMadeAsBefore) {
      lines.push(again)
      continue
    }
    const bytes = await makeFile(ctx.db, asOf, kept, name)
    if (bytes === undefined) throw new Error(`expected ${name} to be a file of a release`)
    const line = { name, bytes: bytes.length, sha256: sha256Of(bytes) }
    if (again !== undefined && again.sha256 !== line.sha256) isMadeAsBefore = false
    lines.push(line)
  }
  return lines
}

/** The release of each day, made by whichever process comes first. */
export async function publishDaily(ctx: Ctx): Promise<void> {
  const day = ctx.clock.now().toZonedDateTimeISO('UTC').toPlainDate().toString()
  if ((await countReleasesOf(ctx.db, day)) === 0) await publishRelease(ctx, 1)
}
