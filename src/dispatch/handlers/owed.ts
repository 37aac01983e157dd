import { type Accepted, findOwedAcceptance, obligationsOf } from '../../activities'
import type { Ctx, Req } from '../../platform'
import type { OwedAcceptance } from '../pages/accept-first'
import type { AskView } from '../queries/find-ask'

/** What the person asked still has to read and accept with a yes to this ask. */
export const owedBy = async (ctx: Ctx, ask: AskView): Promise<OwedAcceptance> =>
  ask.risk_tier === 0
    ? { ethicsVersion: null, briefing: false }
    : findOwedAcceptance(
        ctx,
        { id: ask.activity_id, briefing_version: ask.briefing_version },
        ask.volunteer_id,
        obligationsOf(ask).includes('code-of-ethics'),
      )

const whole = (text: string | undefined): number | undefined =>
  /^\d{1,6}$/.test(text ?? '') ? Number(text) : undefined

/** The versions that a form says were read and accepted. */
export const acceptedIn = ({ form }: Req): Accepted =>
  form.accept === 'yes' ? { briefingVersion: whole(form.briefing), ethicsVersion: whole(form.ethics) } : {}
