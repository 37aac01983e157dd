import { registerEraser, registerExporter } from '../people'
import { lockOrganization } from './commands/change-organization'
import { leaveIn } from './commands/members'
import { listMemberships } from './queries'

/** Erasing a person ends their memberships and forgets invitations; the ids in what they did stay, names are not there. */
registerEraser('organizations', async (tx, personId) => {
  for (const { organizationId } of await listMemberships(tx.db, personId)) {
    const organization = await lockOrganization(tx, organizationId)
    if (organization !== undefined) await leaveIn(tx, organization, personId, true)
  }
})

registerExporter('organizations', (db, personId) => listMemberships(db, personId))
