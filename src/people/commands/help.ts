import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, inCommand, may, personOf, type Tx } from '../../platform'
import { HELP_PURPOSE, helperOf, lockPerson } from '../acts-for'
import { recordConsent } from './consents'

/** How a person asked an operator to do something for them. */
export const helpWays = ['call', 'in-person', 'paper'] as const
/** One of {@link helpWays}. */
export type HelpWay = (typeof helpWays)[number]

/** For how long one such request lets an operator act. */
const HELP_MINUTES = 60

// Whoever could act for them could take their powers.
async function holdsHouseRole({ db }: Tx, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', 'in', ['administrator', 'authority', 'safety-officer', 'operator'])
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Notes that a person asked an operator for help with their data, and how; opens their data to this operator for an hour, and tells the
 * person. A partner's key that may help notes it in the same way. Those who hold a role of the house are helped by an administrator alone.
 */
export const startHelp = (
  ctx: Ctx,
  input: { readonly personId: string; readonly way: HelpWay },
): Promise<Result<{ readonly consentId: string }, { readonly kind: 'forbidden' | 'unknown' | 'holds-role' }>> =>
  inCommand(ctx, 'startHelp', async (tx) => {
    const person = await lockPerson(tx, input.personId)
    if (person === undefined || (person.state !== 'active' && person.state !== 'invited'))
      return err({ kind: 'unknown' })
    if (!may(ctx, 'people:help', { regionId: person.regionId }) || person.id === personOf(ctx))
      return err({ kind: 'forbidden' })
    if (!may(ctx, 'system:administer', {}) && (await holdsHouseRole(tx, person.id))) return err({ kind: 'holds-role' })
    const consentId = await recordConsent(tx, {
      personId: person.id,
      regionId: person.regionId,
      purpose: HELP_PURPOSE,
      data: ['account'],
      how: input.way,
      givenBy: helperOf(ctx),
      until: tx.now.add({ minutes: HELP_MINUTES }),
    })
    return ok({ consentId })
  })

/** How the person asked, while their request still lets this operator or key act; else undefined. */
export async function findHelp(db: Db, ctx: Ctx, personId: string, consentId: string): Promise<HelpWay | undefined> {
  const row = await db
    .selectFrom('consents')
    .select('given_how')
    .where('id', '=', consentId)
    .where('person_id', '=', personId)
    .where('purpose', '=', HELP_PURPOSE)
    .where('given_by', '=', helperOf(ctx))
    .where('withdrawn_at', 'is', null)
    .where('valid_until', '>', ctx.clock.now())
    .executeTakeFirst()
  return helpWays.find((way) => way === row?.given_how)
}
