import { registerEraser, registerExporter } from '../people'
import { lockLiveOf, revokeIn } from './commands/credentials'
import { listCredentials } from './queries'

/** Erasing a person ends what they hold and destroys the words of every proof. */
registerEraser('training', async (tx, personId) => {
  for (const credential of await lockLiveOf(tx, personId)) await revokeIn(tx, credential, true)
  await tx.db.updateTable('credentials').set({ evidence: '' }).where('volunteer_id', '=', personId).execute()
})

registerExporter('training', (db, personId) => listCredentials(db, personId))
