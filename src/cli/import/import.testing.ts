import type { World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { acceptInvitation } from '../../people'

/** Lets an imported person say yes on their own link. */
export async function acceptInvitationOf(world: World, ref: string): Promise<string> {
  const { id, subject_id: personId } = await world.db
    .selectFrom('imported_rows as r')
    .innerJoin('secret_links as l', 'l.subject_id', 'r.subject_id')
    .select(['l.id', 'r.subject_id'])
    .where('r.external_ref', '=', ref)
    .executeTakeFirstOrThrow()
  const actor = { kind: 'link', linkId: id, purpose: 'invitation', subjectId: personId, personId } as const
  unwrap(await acceptInvitation({ ...world.system, actor, door: 'web' }, personId))
  return personId
}
