import { err, ok, type Result } from '../../kit/result'
import { type Ctx, findSecretLink, inCommand, makeSecretLink, revokeSecretLinks, type Tx } from '../../platform'
import { actsFor, lockPerson } from '../acts-for'
import { contactRemoved } from '../entries'
import { addContactTo } from './create-person'

const CHAT = 'chat'
const CODE_MINUTES = 30

/** The chat of a person, or undefined. */
export const findChat = async (db: Ctx['db'], personId: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('contact_channels')
      .select('value')
      .where('person_id', '=', personId)
      .where('kind', '=', 'telegram')
      .executeTakeFirst()
  )?.value

/** Makes the one-time code that links a chat to this person for half an hour; the one before ends. @returns the code, shown once */
export async function makeChatCode(ctx: Ctx, personId: string): Promise<string> {
  const now = ctx.clock.now()
  await revokeSecretLinks(ctx.db, CHAT, personId, now)
  return makeSecretLink(
    ctx.db,
    { purpose: CHAT, subjectId: personId, personId, expiresAt: now.add({ minutes: CODE_MINUTES }) },
    now,
  )
}

/** Links the chat that brought a code to whoever was shown it, in place of the chat they had. The code serves once. */
export const linkChat = (
  ctx: Ctx,
  { secret, chatId }: { readonly secret: string; readonly chatId: string },
): Promise<Result<null, { readonly kind: 'ended' }>> =>
  inCommand<Result<null, { readonly kind: 'ended' }>>({ ...ctx, idempotency: undefined }, 'linkChat', async (tx) => {
    const shown = await findSecretLink(tx.db, CHAT, secret, tx.now)
    const person = shown === undefined ? undefined : await lockPerson(tx, shown.subjectId)
    // Looked for again under the lock, so that of two who bring it at once one is linked.
    const code = person === undefined ? undefined : await findSecretLink(tx.db, CHAT, secret, tx.now)
    if (person?.state !== 'active' || code === undefined) return err({ kind: 'ended' })
    await revokeSecretLinks(tx.db, CHAT, person.id, tx.now)
    await dropChats(tx, person, chatId)
    await addContactTo(tx, person, { kind: 'telegram', value: chatId, verified: true })
    return ok(null)
  })

/** Takes a person's chat away. */
export const unlinkChat = (ctx: Ctx, personId: string): Promise<Result<null, { readonly kind: 'forbidden' }>> =>
  inCommand<Result<null, { readonly kind: 'forbidden' }>>(ctx, 'unlinkChat', async (tx) => {
    const person = (await actsFor(tx, personId)) ? await lockPerson(tx, personId) : undefined
    if (person === undefined) return err({ kind: 'forbidden' })
    await dropChats(tx, person)
    return ok(null)
  })

async function dropChats(
  tx: Tx,
  person: { readonly id: string; readonly regionId: string },
  except?: string,
): Promise<void> {
  const gone = await tx.db
    .deleteFrom('contact_channels')
    .where('person_id', '=', person.id)
    .where('kind', '=', 'telegram')
    .where('value', '<>', except ?? '')
    .returning('id')
    .execute()
  for (const { id } of gone) {
    const body = { contactId: id, kind: 'telegram' }
    tx.append(contactRemoved.entry({ subjectId: person.id, regionId: person.regionId, body, public: {} }))
  }
}
