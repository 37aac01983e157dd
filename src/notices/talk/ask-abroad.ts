import { consentFor, giveConsent } from '../../people'
import type { Ctx } from '../../platform'
import type { Heard } from './decide-plan'
import type { Outcome, Plan } from './plan'

/** What a consent to send a request over servers abroad is for. */
const PURPOSE = 'transfer-abroad'

/**
 * A messenger's servers stand abroad: of a request for help nothing is said there before the person agreed, once and on record. Whoever has
 * no account is shown the doors that need no consent. Undefined where nothing stands in the way.
 */
export async function askAbroad(ctx: Ctx, heard: Heard): Promise<Plan | undefined> {
  const { intent, digit } = heard.reading
  const [writer, other] = heard.writers
  const { url } = ctx.config
  if (heard.expects?.kind === 'abroad' && writer !== undefined) {
    if (intent.kind === 'yes') return { do: 'agree-abroad', personId: writer.personId, text: heard.expects.text }
    if (intent.kind === 'no' || digit !== null)
      return say({ reply: { key: 'abroad.refused', values: { url } }, expects: null })
  }
  if (intent.kind !== 'need' && intent.kind !== 'state') return undefined
  if (writer === undefined || other !== undefined)
    return say({ reply: { key: 'stranger.chat', values: { url } }, attention: 'stranger', expects: null })
  if ((await consentFor(ctx.db, writer.personId, PURPOSE, ctx.clock.now())) !== undefined) return undefined
  return say({ reply: { key: 'abroad.ask', values: { url } }, expects: { kind: 'abroad', text: heard.text } })
}

const say = (outcome: Outcome): Plan => ({ do: 'say', outcome })

/** Records that a person agreed. `ctx` is theirs. */
export const agreeAbroad = (ctx: Ctx, personId: string) =>
  giveConsent(ctx, { personId, purpose: PURPOSE, data: ['words', 'place', 'need'], how: 'telegram' })
