import { writeFile } from 'node:fs/promises'
import { sendInvitations } from '../../notices'
import type { Ctx } from '../../platform'
import type { CommandContext } from '../command'
import type { VolunteersImported } from './import-volunteers'

/** How the invited hear of it: by links in a file of the owner's, or by the notices of this installation. */
export type Way = { readonly links: string | undefined; readonly send: boolean }

/** Hands the invitations of an import over, and says what became of them. */
export async function handOver(
  { say }: CommandContext,
  ctx: Ctx,
  { invited, openIds }: Pick<VolunteersImported, 'invited'> & { readonly openIds: readonly string[] },
  { links, send }: Way,
): Promise<void> {
  if (send && openIds.length > 0) {
    const { sent, unreachable } = await sendInvitations(ctx, openIds)
    say(`${sent} invitations are on their way; the running server sends them, outside quiet hours.`)
    if (unreachable > 0) say(`${unreachable} of the invited have no contact that a configured channel reaches.`)
  }
  if (invited.length === 0) return
  if (links !== undefined) {
    const lines = invited.map(({ ref, secret }) => `${JSON.stringify(ref)},${ctx.config.url}/invitation/${secret}`)
    await writeFile(links, `ref,link\n${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
    say(
      `${invited.length} links are in ${links}: each opens one person's invitation for 30 days, so send each to that person alone.`,
    )
  } else if (!send)
    say(
      'Their links were not kept: import with --links FILE to send them yourself, or with --send. Whoever signs in with their contact accepts too.',
    )
}
