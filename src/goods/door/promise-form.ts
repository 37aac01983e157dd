import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { consentHows, parseQuantity } from '../../needs'
import { parseContact } from '../../people'
import type { FieldErrors, View } from '../../web'
import type { GiftThing, PromiseGift } from './commands/promise-gift'
import { parseUntil } from './parse-until'
import type { Place } from './queries/find-place'
import { readOffers } from './read-offers'

/** Value of a place's field for what the donor cannot bring. */
export const FETCH = 'fetch'

/** Fields of the promise beside those of its lines; untrusted, kept when something is wrong. */
export type Typed = Readonly<Record<string, string>>

/**
 * Reads a promise from the answers' page. It stands on what was typed alone, never on what is open now, so that a repeat of the same form is
 * the same promise.
 */
export function parsePromise(
  typed: Typed,
  place: Place,
  v: Pick<View, 't' | 'lang'>,
): Result<PromiseGift, FieldErrors> {
  const errors: Record<string, string> = {}
  const things: GiftThing[] = readOffers(typed.have ?? '').flatMap((offer, at) => {
    if (offer.kind !== 'item' || typed[`take${at}`] !== 'yes') return []
    const quantity = parseQuantity(typed[`quantity${at}`] ?? '', offer.item.unit)
    const site = typed[`site${at}`] ?? ''
    if (quantity === undefined) errors[`quantity${at}`] = v.t('goods.give.error.quantity')
    if (site !== FETCH && !isId(site)) errors[`site${at}`] = v.t('goods.give.error.site')
    return quantity === undefined ? [] : [{ itemId: offer.item.id, quantity, siteId: site === FETCH ? null : site }]
  })
  if (things.length === 0 && Object.keys(errors).length === 0) errors.form = v.t('goods.give.error.nothing')
  const fetched = things.some(({ siteId }) => siteId === null)
  const until = parseUntil(typed.until ?? '', place.zone)
  if (until === undefined) errors.until = v.t('goods.give.error.until')
  const said = (typed.contact ?? '').trim()
  const contact = said === '' ? undefined : parseContact(said, true)
  if (contact?.ok === false || (fetched && said === '')) errors.contact = v.t('goods.give.error.contact')
  const address = (typed.address ?? '').trim().slice(0, 300)
  if (fetched && address === '') errors.address = v.t('goods.give.error.address')
  if (until === undefined || contact?.ok === false || Object.keys(errors).length > 0) return err(errors)
  return ok({
    things,
    regionId: place.regionId,
    point: place.point,
    organizationId: null,
    comesFrom: null,
    until,
    contact: {
      name: (typed.name ?? '').trim().slice(0, 100),
      ...(contact === undefined ? { kind: 'none', value: '' } : contact.value),
      lang: v.lang,
      address: fetched ? address : '',
      words: (typed.words ?? '').trim().slice(0, 500),
    },
    consentHow: consentHows.find((how) => how === typed.consent),
  })
}
