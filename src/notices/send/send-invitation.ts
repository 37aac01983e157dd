import { openInvitation, sayBasis } from '../../people'
import type { Ctx } from '../../platform'
import { translator } from '../../web'
import { repliesTo } from '../channels/mail/replies-to'
import { endHeld, type Held } from './claim'
import { keep } from './keep'

/** Kind of the notice that carries an invitation. */
export const INVITED = 'invited'

/**
 * Sends an invitation to somebody a list named: who invites, on what basis, and a link of its own, where one press says yes, or no and
 * erases everything. Nobody who has answered meanwhile is written to.
 */
export async function sendInvitation(ctx: Ctx, held: Held, personId: string): Promise<void> {
  const { db, ports } = ctx
  const end = (reason: string) => endHeld(db, [held], { state: 'skipped', reason }, ctx.clock.now())
  const isMail = held.channel === 'email'
  if ((isMail ? ports.email : ports.sms) === undefined) return keep(db, [held], 'no-sender', ctx.clock.now())
  const invitation = await openInvitation(ctx, personId, isMail ? 'email' : 'phone')
  if (invitation === undefined) return void (await end('answered-already'))
  const { to, lang, inviter, lawfulBasis, secret } = invitation
  const t = translator(lang)
  const words = t('notices.invited.text', { inviter, basis: sayBasis(t, lawfulBasis) })
  const link = `${ctx.config.url}/invitation/${secret}`
  if (isMail) {
    const text = `${t('notices.mail.greeting')}\n\n${words}\n${link}\n\n${t('people.invitation.what')}\n`
    const replies = await repliesTo(ctx, held.id)
    await ports.email?.({ to, subject: t('notices.invited.subject'), text, listUnsubscribe: link, ...replies })
  } else await ports.sms?.({ to, text: `${words} ${link}`, deliveryId: held.id })
  await endHeld(db, [held], { state: 'sent' }, ctx.clock.now())
}
