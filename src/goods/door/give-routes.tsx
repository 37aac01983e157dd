import { readTableFile, TABLE_LIMITS } from '../../kit/table-file'
import { findItem } from '../../needs'
import { findLocality, listRegions, searchPlaces } from '../../places'
import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { checkOffers } from './check-offers'
import { type PromiseGiftError, promiseGift } from './commands/promise-gift'
import { withdrawGift } from './commands/withdraw-gift'
import { linesOfTable } from './offers-of-table'
import { AnswersPage } from './pages/answers-page'
import { GiftedPage, GiftPage } from './pages/gift-page'
import { GivePage } from './pages/give-page'
import { usualUntil } from './parse-until'
import { parsePromise, type Typed } from './promise-form'
import { findGift } from './queries/find-gift'
import { findPlace, type Place } from './queries/find-place'
import { readOffers } from './read-offers'
import { splitAmount } from './split-amount'

const HAVE_MAX = 5000
const SHEET_LIMITS = {
  ...TABLE_LIMITS,
  bytesMax: 900_000,
  bytesUnpackedMax: 8_000_000,
  rowsMax: 2000,
  cellsMax: 100_000,
}

async function form(r: Req) {
  const near = await findPlace(r.ctx.db, r.query('place') ?? '')
  return page(r, <GivePage v={r.v} near={near} typed={{ have: (r.query('have') ?? '').slice(0, HAVE_MAX) }} />)
}

async function showForm(r: Req, errors: FieldErrors) {
  const { db } = r.ctx
  const typed = (r.form.place_q ?? '').slice(0, 120)
  const [near, candidates] = await Promise.all([
    findPlace(db, r.form.near ?? ''),
    typed === '' ? undefined : searchPlaces(db, typed),
  ])
  return page(
    r,
    <GivePage v={r.v} near={near} typed={{ ...r.form, place_q: typed }} candidates={candidates} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function check(r: Req) {
  const { db } = r.ctx
  if (r.form.place_find !== undefined) return showForm(r, {})
  const have = await haveOf(r)
  if (have === undefined) return showForm(r, { sheet: r.v.t('goods.give.error.sheet') })
  const picked = (await findLocality(db, r.form.place ?? ''))?.id ?? r.form.place ?? ''
  const place = (await findPlace(db, picked)) ?? (await findPlace(db, r.form.near ?? ''))
  const errors = {
    ...(place === undefined ? { place: r.v.t('goods.give.error.place') } : {}),
    ...(have === '' ? { have: r.v.t('goods.give.error.have') } : {}),
  }
  if (place === undefined || have === '') return showForm(r, errors)
  return answers(r, place, meant(r, have))
}

/** What was typed, and below it what a sheet holds; undefined for a sheet that cannot be read. */
async function haveOf(r: Req): Promise<string | undefined> {
  const typed = (r.form.have ?? '').trim().slice(0, HAVE_MAX)
  const sheet = r.file('sheet')
  if (sheet === undefined || sheet.size === 0) return typed
  const table = await readTableFile(Buffer.from(await sheet.arrayBuffer()), SHEET_LIMITS)
  return table.ok ? `${typed}\n${linesOfTable(table.value)}`.trim().slice(0, HAVE_MAX) : undefined
}

/** The list with one line put into the words of the catalogue, as the reader picked: "2:blanket". */
function meant(r: Req, have: string): string {
  const [, at = '', itemId = ''] = /^(\d{1,3}):([a-z0-9-]{1,60})$/.exec(r.form.mean ?? '') ?? []
  const item = findItem(itemId)
  const offers = readOffers(have)
  const offer = offers[Number(at)]
  if (item === undefined || at === '' || offer === undefined) return have
  const line = `${item.names[r.v.lang]} ${splitAmount(offer.words).amount}`.trim()
  return offers.map(({ words }, i) => (i === Number(at) ? line : words)).join('\n')
}

async function answers(r: Req, place: Place, have: string, typed: Typed = {}, errors: FieldErrors = {}) {
  const v = viewInZone(r.v, place.zone)
  r.c.header('cache-control', 'no-store')
  const [told, regions] = await Promise.all([checkOffers(r.ctx, place, readOffers(have)), listRegions(r.ctx.db)])
  return page(
    r,
    <AnswersPage
      v={v}
      place={place}
      have={have}
      answers={told}
      regions={regions}
      entersForOthers={may(r.ctx, 'goods:enter', { regionId: place.regionId, organizationId: null })}
      typed={{ until: usualUntil(v.now, place.zone), ...typed }}
      errors={errors}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

// Answered by the page itself, not by a redirect: the link is shown once, and a repeat of the same form shows the same again.
async function promise(r: Req) {
  const place = await findPlace(r.ctx.db, r.form.place ?? '')
  const have = (r.form.have ?? '').slice(0, HAVE_MAX)
  if (place === undefined) return showForm(r, { place: r.v.t('goods.give.error.place') })
  const parsed = parsePromise(r.form, place, r.v)
  if (!parsed.ok) return answers(r, place, have, r.form, parsed.error)
  const promised = await promiseGift(r.ctx, parsed.value)
  if (!promised.ok) return answers(r, place, have, r.form, promiseErrors(r, have, promised.error))
  const gift = await findGift(r.ctx.db, promised.value.giftId)
  if (gift === undefined) throw new NotHere()
  r.c.header('cache-control', 'private, no-store')
  r.c.header('referrer-policy', 'no-referrer')
  return page(
    r,
    <GiftedPage
      v={viewInZone(r.v, place.zone)}
      gift={gift}
      secret={promised.value.secret}
      forAnother={parsed.value.consentHow !== undefined}
    />,
  )
}

/** What a refused promise says, beside the field it concerns. */
function promiseErrors(r: Req, have: string, error: PromiseGiftError): FieldErrors {
  const at = readOffers(have).findIndex((offer) => offer.kind === 'item' && offer.item.id === error.itemId)
  switch (error.kind) {
    case 'too-much':
      return { [`quantity${at}`]: r.v.t('goods.give.error.tooMuch') }
    case 'site-not-open':
      return { [`site${at}`]: r.v.t(`goods.give.error.resting.${error.state}`) }
    case 'wrong-time':
      return { until: r.v.t('goods.give.error.until') }
    case 'prescription':
      return { form: r.v.t('goods.answer.why.prescription') }
    case 'forbidden':
      return { form: r.v.t('goods.give.error.forbidden') }
    default:
      return { form: r.v.t('goods.give.error.changed') }
  }
}

/** The gift behind the secret link of this request. */
function giftOfLink(r: Req): string {
  const { actor } = r.ctx
  if (actor.kind !== 'link') throw new NotHere()
  return actor.subjectId
}

const giftPath = (r: Req): string => `/g/${r.param('secret')}`

async function gift(r: Req) {
  const found = await findGift(r.ctx.db, giftOfLink(r))
  if (found === undefined) throw new NotHere()
  return page(r, <GiftPage v={viewInZone(r.v, found.zone)} gift={found} path={giftPath(r)} />)
}

async function withdraw(r: Req) {
  const withdrawn = await withdrawGift(r.ctx, giftOfLink(r), findItem(r.form.item ?? '')?.id)
  if (!withdrawn.ok && withdrawn.error.kind !== 'ended') throw new NotHere()
  return seeOther(r, giftPath(r), withdrawn.ok ? 'goods.done.withdrawn' : 'goods.done.nothingLeft')
}

/** Entries a promise may write. */
export const promiseRecords = ['pledge.made', 'line.moved', 'line.claim-done', 'line.claim-trimmed'] as const

const byLink = { may: 'secret-link', purpose: 'gift' } as const

/** The door of donors: what they have is answered line by line and promised from the same page, without account and script. */
export const giveRoutes: readonly Route[] = [
  get('/give', form, { may: 'anyone' }),
  post('/give', check, { may: 'anyone', records: [], limit: { hits: 600, seconds: 600 } }),
  post('/give/promise', promise, { may: 'anyone', records: promiseRecords, limit: { hits: 300, seconds: 600 } }),
  get('/g/:secret', gift, byLink),
  post('/g/:secret/withdraw', withdraw, {
    ...byLink,
    records: ['pledge.released', 'line.moved'],
    limit: { hits: 60, seconds: 600 },
  }),
]
