import { unwrap } from '../../kit/result'
import { type NeedKind, raiseNeed, readLine, type Urgency } from '../../needs'
import type { Ctx } from '../../platform'
import { placeOf, type Village } from './land'
import type { Troupe } from './troupe'

/** What somebody of the district asks for. */
export type AskFor = {
  readonly who: string
  readonly lang: 'kk' | 'ru'
  readonly kind: NeedKind
  readonly what: string
  readonly amount: string
  readonly words: string
  readonly village: Village
  readonly dueDays: number
  readonly urgency?: Urgency
  readonly atHome?: true
  readonly incidentId?: string | undefined
}

/** A request that was taken, with its only line. */
export type Asked = {
  readonly needId: string
  readonly secret: string
  readonly line: { readonly id: string; readonly requested: number }
}

const DUE_HOUR = '20:00'

/** Takes a request through the door of `ctx`; an operator enters it for whoever called. */
export async function ask(ctx: Ctx, troupe: Troupe, asked: AskFor): Promise<Asked> {
  const line = readLine(asked.what, asked.amount)
  if (line === undefined) throw new Error(`expected an amount of ${asked.what}, got ${asked.amount}`)
  const { district, regionId, zone, point } = placeOf(asked.village)
  const due = ctx.clock.now().toZonedDateTimeISO(zone).add({ days: asked.dueDays }).withPlainTime(DUE_HOUR)
  const { needId, secret } = unwrap(
    await raiseNeed(ctx, {
      kind: asked.kind,
      lines: [line],
      words: asked.words,
      place: {
        regionId,
        districtId: troupe.districtIds[district] ?? null,
        localityId: troupe.villageIds[asked.village] ?? null,
        zone,
        point,
        address: '',
        atHome: asked.atHome === true,
      },
      neededBy: due.toInstant(),
      urgency: asked.urgency ?? (asked.dueDays <= 1 ? 'expected' : 'future'),
      vulnerability: [],
      incidentId: asked.incidentId,
      name: asked.who,
      contact: { kind: 'none', value: '' },
      callSafe: false,
      textSafe: false,
      lang: asked.lang,
      ...(ctx.door === 'web' && ctx.actor.kind === 'person' ? { personId: ctx.actor.personId } : {}),
      ...(ctx.door === 'call' ? { consentHow: 'by-phone' as const } : {}),
      ...(ctx.door === 'paper' ? { consentHow: 'written' as const } : {}),
    }),
  )
  const { id, requested } = await ctx.db
    .selectFrom('need_lines')
    .select(['id', 'requested'])
    .where('need_id', '=', needId)
    .executeTakeFirstOrThrow()
  return { needId, secret, line: { id, requested: Number(requested) } }
}
