import { registerEraser, registerExporter } from '../people'
import { leaveIn } from './commands/step-back'
import { findVolunteer, readTime } from './queries'

/** Erasing a person frees what they hold and destroys what they said of their time and home, and with whom they or others did not want to work; the row of numbers alone stays. */
registerEraser('volunteers', async (tx, personId) => {
  await tx.db
    .deleteFrom('not_with')
    .where((eb) => eb.or([eb('volunteer_id', '=', personId), eb('other_id', '=', personId)]))
    .execute()
  const row = await tx.db
    .selectFrom('volunteers')
    .select(['region_id', 'state'])
    .where('id', '=', personId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row !== undefined && row.state !== 'left') await leaveIn(tx, personId, row.region_id)
})

registerExporter('volunteers', async (db, personId) => {
  const volunteer = await findVolunteer(db, personId)
  if (volunteer === undefined) return null
  const long = Temporal.Instant.fromEpochMilliseconds(0)
  const apart = await db
    .selectFrom('not_with')
    .select('said_at')
    .where('volunteer_id', '=', personId)
    .limit(100)
    .execute()
  // Only that they said so, and when: who it is about is somebody else's data as well.
  return {
    volunteer,
    apartSince: apart.map((row) => row.said_at),
    time: await readTime(db, personId, Temporal.PlainDate.from('1970-01-01'), long),
  }
})
