import { err, ok, type Result } from '../../kit/result'
import { type Ctx, endSessions, inCommand, type Tx } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { contactRemoved, personTookOver } from '../entries'
import { endAllIn } from './commands'

/** Why an account was not taken over. `no-own-contact`: every way to reach it is also a companion's. */
export type TakeOverError = ActError | { readonly kind: 'no-own-contact' }

/**
 * From now on the person uses their account themselves: nobody acts for them any more, contacts that are a companion's too leave the account,
 * and whoever is signed in elsewhere is signed out. What was done stays on record, with who did it. Through an operator a contact told by the
 * person is enough; by themselves, one they have proved.
 */
export const takeOver = (ctx: Ctx, input: { readonly personId: string }): Promise<Result<null, TakeOverError>> =>
  inCommand<null, TakeOverError>(ctx, 'takeOver', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    const contacts = await listWithOwner(tx, person.id)
    const isHelped = ctx.onBehalfOf !== undefined
    if (!contacts.some((one) => !one.theirs && (isHelped || one.verified_at !== null)))
      return err({ kind: 'no-own-contact' })
    const { regionId } = person
    const foreign = contacts.filter((one) => one.theirs)
    for (const { id, kind } of foreign) {
      await tx.db.deleteFrom('contact_channels').where('id', '=', id).execute()
      tx.append(contactRemoved.entry({ subjectId: person.id, regionId, body: { contactId: id, kind }, public: {} }))
    }
    const ended = await endAllIn(tx, person, 'taken-over')
    await tx.db.deleteFrom('companion_requests').where('person_id', '=', person.id).execute()
    await endSessions(tx.db, person.id, {
      allBut: !isHelped && ctx.actor.kind === 'person' ? ctx.actor.sessionId : null,
    })
    const body = { companions: ended, contacts: foreign.length }
    tx.append(personTookOver.entry({ subjectId: person.id, regionId, body, public: {} }))
    return ok(null)
  })

/** Contacts of a person, and whether one is also that of somebody who acts or acted for them. */
const listWithOwner = (tx: Tx, personId: string) =>
  tx.db
    .selectFrom('contact_channels as c')
    .select(['c.id', 'c.kind', 'c.verified_at'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('contact_channels as o')
            .innerJoin('companions as k', 'k.companion_id', 'o.person_id')
            .select('o.id')
            .where('k.person_id', '=', personId)
            .whereRef('o.kind', '=', 'c.kind')
            .whereRef('o.value', '=', 'c.value'),
        )
        .as('theirs'),
    )
    .where('c.person_id', '=', personId)
    .limit(50)
    .execute()
