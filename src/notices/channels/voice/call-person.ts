import { newId } from '../../../kit/ids'
import type { Ctx } from '../../../platform'
import { type Lang, translator } from '../../../web'

/** What is spoken to a person: the words of a notice, and the code of the ask where it is one. */
type Spoken = {
  readonly deliveryId: string
  readonly personId: string
  readonly to: string
  readonly lang: Lang
  readonly words: string
  readonly code: string | undefined
}

/** Has a person rung and told something, with keys to answer by: 1 yes, 2 no, 3 later, 0 an operator. */
export async function callPerson(ctx: Ctx, { deliveryId, personId, to, lang, words, code }: Spoken): Promise<void> {
  const t = translator(lang)
  const id = newId()
  const begin = { id, code: code ?? null, lang, step: 'asked', outcome: null, made_at: ctx.clock.now(), ended_at: null }
  // Before the call: its first key may be pressed before the gateway has answered us.
  await ctx.db
    .insertInto('voice_calls')
    .values({ ...begin, delivery_id: deliveryId, person_id: personId })
    .onConflict((clash) => clash.column('delivery_id').doUpdateSet(begin))
    .execute()
  const say = `${t('voice.greeting')} ${words} ${t(code === undefined ? 'voice.keysTold' : 'voice.keysAsked')}`
  await ctx.ports.voice?.({ id, to, lang, say, keys: keysOf(code ?? null) })
}

/** Keys that mean something while a call says what it was made for. */
export const keysOf = (code: string | null): readonly string[] =>
  code === null ? ['1', '3', '0'] : ['1', '2', '3', '0']
