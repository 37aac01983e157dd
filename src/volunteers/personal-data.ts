import { registerEraser, registerExporter } from '../people'
import { leaveIn } from './commands/step-back'
import { findVolunteer, readTime } from './queries'

/** Erasing a person frees what they hold and destroys what they said of their time and home; the row of numbers alone stays. */
registerEraser('volunteers', async (tx, personId) => {
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
  return { volunteer, time: await readTime(db, personId, Temporal.PlainDate.from('1970-01-01'), long) }
})
