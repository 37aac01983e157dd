import { isId, newPublicId } from '../kit/ids'
import { err, ok, type Result } from '../kit/result'
import { actsFor, type CompanionScope, lockPerson, type Person } from '../people'
import { type Ctx, inCommand, type Tx } from '../platform'
import { companionWishEnded, companionWished } from './entries'
import { goOn } from './go-on'

/** Why a wish was not taken or not taken back. `wished-already`: one at a time. */
export type WishError = { readonly kind: 'forbidden' | 'unknown' | 'nothing-allowed' | 'wished-already' }

/**
 * Somebody asks for a companion, on their page, by a text, or through an operator. It says what the companion might do, so that a volunteer
 * knows; what is agreed is said when both have met. Somebody is asked at once. Records companion.wished.
 */
export async function wishCompanion(
  ctx: Ctx,
  input: {
    readonly personId: string
    readonly scopes: readonly CompanionScope[]
    readonly until: Temporal.Instant
  },
): Promise<Result<{ readonly wishId: string }, WishError>> {
  const wished = await inCommand<{ readonly wishId: string }, WishError>(ctx, 'wishCompanion', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    if (input.scopes.length === 0) return err({ kind: 'nothing-allowed' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    if ((await findLive(tx, person.id)) !== undefined) return err({ kind: 'wished-already' })
    const id = newPublicId()
    await tx.db
      .insertInto('companion_wishes')
      .values({
        id,
        person_id: person.id,
        region_id: person.regionId,
        scopes: [...input.scopes],
        until: input.until,
        door: ctx.door,
        asked_at: tx.now,
        state: 'open',
      })
      .execute()
    tx.append(
      companionWished.entry({
        subjectId: person.id,
        regionId: person.regionId,
        body: { wishId: id, until: input.until.toString() },
        public: { region: person.regionId, day: dayOf(tx, person), door: ctx.door },
      }),
    )
    return ok({ wishId: id })
  })
  if (wished.ok) await goOn(ctx, wished.value.wishId)
  return wished
}

const dayOf = (tx: Tx, person: Pick<Person, 'zone'>): string =>
  tx.now.toZonedDateTimeISO(person.zone).toPlainDate().toString()

const findLive = (tx: Tx, personId: string) =>
  tx.db
    .selectFrom('companion_wishes')
    .select('id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** The person wants no companion after all; whoever was asked for them is not asked any more. Nothing to take back is no error. */
export const withdrawWish = (
  ctx: Ctx,
  input: { readonly personId: string },
): Promise<Result<{ readonly withdrawn: boolean }, WishError>> =>
  inCommand<{ readonly withdrawn: boolean }, WishError>(ctx, 'withdrawWish', async (tx) => {
    if (!isId(input.personId) || !(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    const wish = person === undefined ? undefined : await findLive(tx, person.id)
    if (person === undefined || wish === undefined) return ok({ withdrawn: false })
    await endWishIn(tx, person, wish.id, 'withdrawn')
    return ok({ withdrawn: true })
  })

/** Ends a wish and whatever was still asked for it. A step of a command that holds the person's row. Records companion.wish-ended. */
export async function endWishIn(
  tx: Tx,
  person: Pick<Person, 'id' | 'regionId' | 'zone'>,
  wishId: string,
  outcome: 'paired' | 'withdrawn',
): Promise<void> {
  await tx.db
    .updateTable('companion_asks')
    .set({ state: 'withdrawn' })
    .where('wish_id', '=', wishId)
    .where('state', 'in', ['asked', 'yes'])
    .execute()
  await tx.db
    .updateTable('companion_wishes')
    .set({ state: outcome, ended_at: tx.now })
    .where('id', '=', wishId)
    .execute()
  tx.append(
    companionWishEnded.entry({
      subjectId: person.id,
      regionId: person.regionId,
      body: { wishId, outcome },
      public: { region: person.regionId, day: dayOf(tx, person), outcome },
    }),
  )
}
