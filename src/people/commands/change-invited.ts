import type { Tx } from '../../platform'
import { lockPerson } from '../acts-for'
import type { Contact } from '../contact'
import { personCorrected } from '../entries'
import { addContactTo } from './create-person'

/**
 * Writes what the inviting list now says of a person who has not answered yet; their contacts become those of the list. Whoever has
 * answered, either way, speaks for themselves: nothing changes then. A step of a command.
 * @returns whether anything was written
 */
export async function changeInvited(
  tx: Tx,
  personId: string,
  said: {
    readonly name: string
    readonly lang: 'kk' | 'ru' | 'en'
    readonly regionId: string
    readonly localityId: string | null
    readonly zone: string
    readonly contacts: readonly Contact[]
  },
): Promise<boolean> {
  const person = await lockPerson(tx, personId)
  if (person?.state !== 'invited') return false
  const { name, lang, zone } = said
  await tx.db
    .updateTable('people')
    .set({ name, lang, zone, region_id: said.regionId, locality_id: said.localityId })
    .where('id', '=', personId)
    .execute()
  const kept = said.contacts.map(({ value }) => value)
  await tx.db
    .deleteFrom('contact_channels')
    .where('person_id', '=', personId)
    .$if(kept.length > 0, (query) => query.where('value', 'not in', kept))
    .execute()
  for (const contact of said.contacts)
    await addContactTo(tx, { id: personId, regionId: said.regionId }, { ...contact, verified: false })
  tx.append(
    personCorrected.entry({
      subjectId: personId,
      regionId: said.regionId,
      body: { fields: ['contacts', 'lang', 'name', 'place'] },
      public: {},
    }),
  )
  return true
}
