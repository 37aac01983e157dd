import { err, ok, type Result } from '../../kit/result'
import { type Contact, hasSender, sendSealed } from '../../people'
import { type Ctx, inCommand, makeSecretLink, may, personOf, revokeSecretLinks, type Tx } from '../../platform'
import { translator } from '../../web'
import { isConfirmedByLink } from '../contribution'
import { resultLinkPassed } from '../entries'
import { whoGains } from '../gains'

/** Purpose of the secret link on which a result is confirmed. */
export const RESULT_LINK = 'confirm-result'

const LINK_DAYS = 60
const SENDING_HOURS = 24

/** Why no link was passed on. `own-contact`: the address is of somebody who gains from the result; `no-sender`: nothing can be sent there. */
export type PassLinkError = {
  readonly kind: 'unknown' | 'forbidden' | 'wrong-confirmer' | 'own' | 'own-contact' | 'no-sender'
}

const findActivityRow = (tx: Tx, id: string) =>
  tx.db
    .selectFrom('activities')
    .select(['id', 'region_id', 'organization_id', 'coordinator_id', 'need_id', 'result_confirmer', 'title'])
    .where('id', '=', id)
    .executeTakeFirst()

type ActivityRow = NonNullable<Awaited<ReturnType<typeof findActivityRow>>>

/**
 * Sends the link on which the result is confirmed straight to whoever was fixed to confirm it. The organizer names the address and never
 * sees the link; earlier links end. Asks for contributions:confirm. Records result.link-passed.
 */
export const sendResultLink = (
  ctx: Ctx,
  input: { readonly activityId: string; readonly contact: Contact },
): Promise<Result<null, PassLinkError>> =>
  inCommand<null, PassLinkError>(ctx, 'sendResultLink', async (tx) => {
    const activity = await findActivityRow(tx, input.activityId)
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'contributions:confirm', scope)) return err({ kind: 'forbidden' })
    if (!isConfirmedByLink(activity)) return err({ kind: 'wrong-confirmer' })
    const { contact } = input
    if (!hasSender(ctx, contact.kind)) return err({ kind: 'no-sender' })
    const owners = await tx.db
      .selectFrom('contact_channels')
      .select('person_id')
      .where('kind', '=', contact.kind)
      .where('value', '=', contact.value)
      .limit(20)
      .execute()
    const gains = await whoGains(
      tx.db,
      activity,
      owners.map((owner) => owner.person_id),
    )
    if (gains.size > 0) return err({ kind: 'own-contact' })
    const t = translator(ctx.lang)
    const values = { title: activity.title, link: `${ctx.config.url}/confirm/${await freshLink(tx, activity)}` }
    await sendSealed(ctx, tx.db, {
      to: contact,
      subject: t('contributions.mail.link.subject', values),
      text: t(contact.kind === 'email' ? 'contributions.mail.link.text' : 'contributions.sms.link', values),
      expiresAt: tx.now.add({ hours: SENDING_HOURS }),
    })
    recordPassed(tx, activity, contact.kind)
    return ok(null)
  })

/**
 * An operator of the region, who has no part in the activity, takes the link to read it out or print it for somebody whom nothing can be
 * sent to; earlier links end. Asks for people:help. Records result.link-passed. @returns the secret, shown once
 */
export const handOverResultLink = (ctx: Ctx, activityId: string): Promise<Result<{ secret: string }, PassLinkError>> =>
  // Without an idempotency key: the secret must not be kept with the outcome.
  inCommand<{ secret: string }, PassLinkError>({ ...ctx, idempotency: undefined }, 'handOverResultLink', async (tx) => {
    const activity = await findActivityRow(tx, activityId)
    if (activity === undefined) return err({ kind: 'unknown' })
    const person = personOf(ctx)
    if (person === null || !may(ctx, 'people:help', { regionId: activity.region_id, organizationId: null }))
      return err({ kind: 'forbidden' })
    if (!isConfirmedByLink(activity)) return err({ kind: 'wrong-confirmer' })
    if ((await whoGains(tx.db, activity, [person])).size > 0) return err({ kind: 'own' })
    const secret = await freshLink(tx, activity)
    recordPassed(tx, activity, 'operator')
    return ok({ secret })
  })

async function freshLink(tx: Tx, activity: ActivityRow): Promise<string> {
  await revokeSecretLinks(tx.db, RESULT_LINK, activity.id, tx.now)
  const expiresAt = tx.now.add({ hours: 24 * LINK_DAYS })
  return makeSecretLink(tx.db, { purpose: RESULT_LINK, subjectId: activity.id, expiresAt }, tx.now)
}

function recordPassed(tx: Tx, activity: ActivityRow, door: 'email' | 'phone' | 'operator'): void {
  tx.append(
    resultLinkPassed.entry({
      subjectId: activity.id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: { activityId: activity.id, passedBy: personOf(tx.ctx) },
      public: { region: activity.region_id, activity: activity.id, organization: activity.organization_id, door },
    }),
  )
}
