import { registerCompanionLimits, registerEraser, registerExporter } from '../people'
import { getLawPack } from './law/law-packs'
import { listAcceptances } from './queries'

/** What somebody accepted is theirs; without them it proves nothing. */
registerEraser('standards', async (tx, personId) => {
  await tx.db.deleteFrom('standard_acceptances').where('person_id', '=', personId).execute()
})

registerExporter('standards', (db, personId) => listAcceptances(db, personId))

registerCompanionLimits((country) => getLawPack(country).companions)
