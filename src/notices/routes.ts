import { deleteCookie } from 'hono/cookie'
import {
  contactRemoved,
  correctPerson,
  findChat,
  findPerson,
  makeChatCode,
  parseWallTime,
  personCorrected,
  unlinkChat,
} from '../people'
import { asSystem, get, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { type FieldErrors, isLang } from '../web'
import { arrangeDoors, listDoors, readMove } from './arrange-doors'
import { calendarFeed } from './calendar/calendar-feed'
import { pushKeys } from './channels/push/push-keys'
import { listSubscriptions } from './channels/push/subscriptions'
import { readSmsState } from './channels/sms/read-sms-state'
import { CALENDAR, makeCalendarLink } from './commands'
import { calendarLinkMade, noticeSettingsChanged } from './entries'
import { NoticesPage } from './pages/notices-page'
import { OffPage } from './pages/off-page'
import { SettingsPage } from './pages/settings-page'
import { SmsPage } from './pages/sms-page'
import { listNotices, markSeen } from './queries'
import { changeSettings, findSettings, type NoticeSettings } from './settings'
import { readUnsubscribeToken } from './unsubscribe-token'

const me = (r: Req): string => {
  const personId = personOf(r.ctx)
  if (personId === null) throw new NotHere(403)
  return personId
}

const instant = (text: string | undefined): Temporal.Instant | undefined => {
  try {
    return text === undefined ? undefined : Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

async function showNotices(r: Req) {
  const { notices, next } = await listNotices(r.ctx.db, me(r), r.v.lang, r.v.now, instant(r.query('before')))
  return page(r, NoticesPage({ v: r.v, notices, next }))
}

async function seen(r: Req) {
  const until = instant(r.form.until) ?? r.v.now
  await markSeen(r.ctx.db, me(r), until, r.v.now)
  return seeOther(r, '/me/notices')
}

type ShownOnce = { readonly calendar?: string; readonly code?: string }

async function showSettings(r: Req, errors: FieldErrors = {}, { calendar, code }: ShownOnce = {}) {
  const { db, ports } = r.ctx
  const settings = await findSettings(db, me(r))
  const telegram =
    ports.telegram === undefined
      ? undefined
      : {
          isLinked: (await findChat(db, me(r))) !== undefined,
          isOn: settings.telegram,
          ...(code === undefined ? {} : { code, bot: await ports.telegram.name() }),
        }
  const person = await findPerson(db, me(r))
  const typed = Object.keys(errors).length > 0
  const hours = {
    quietFrom: typed ? (r.form.quietFrom ?? '') : (person?.quietFrom ?? ''),
    quietUntil: typed ? (r.form.quietUntil ?? '') : (person?.quietUntil ?? ''),
    lang: typed ? (r.form.lang ?? r.v.lang) : (person?.lang ?? r.v.lang),
  }
  const { actor } = r.ctx
  const here = actor.kind === 'person' ? actor.sessionId : undefined
  const devices = (await listSubscriptions(db, me(r), r.v.now)).map(({ id, device, made_at, session_id }) => ({
    id,
    device,
    madeAt: made_at,
    isThis: session_id === here,
  }))
  const shown = {
    v: r.v,
    push: { publicKey: (await pushKeys(db)).publicKey, devices },
    settings: typed ? typedSettings(r, settings) : settings,
    errors,
    telegram,
    hours,
    doors: await listDoors(db, ports, me(r)),
  }
  return page(
    r,
    SettingsPage(calendar === undefined ? shown : { ...shown, calendar }),
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

// Bad input loses nothing.
const typedSettings = ({ form }: Req, settings: NoticeSettings): NoticeSettings => ({
  ...settings,
  digest: form.digest === 'yes',
  digestAt: form.digestAt ?? '',
  emergencies: form.emergencies === 'yes' ? true : form.emergencies === 'no' ? false : null,
})

async function linkTelegram(r: Req) {
  if (r.ctx.ports.telegram === undefined) throw new NotHere()
  r.c.header('cache-control', 'private, no-store')
  return showSettings(r, {}, { code: await makeChatCode(r.ctx, me(r)) })
}

async function unlinkTelegram(r: Req) {
  await unlinkChat(r.ctx, me(r))
  return seeOther(r, '/me/notices/settings', 'notices.telegram.said.unlinked')
}

async function saveSettings(r: Req) {
  const { form, v, ctx } = r
  const digestAt = parseWallTime(form.digestAt)
  const [from, until] = [parseWallTime(form.quietFrom), parseWallTime(form.quietUntil)]
  const errors: Record<string, string> = {}
  if (digestAt === undefined) errors.digestAt = v.t('notices.error.digestAt')
  if (from === undefined) errors.quietFrom = v.t('people.error.time')
  if (until === undefined) errors.quietUntil = v.t('people.error.time')
  if (digestAt === undefined || from === undefined || until === undefined) return showSettings(r, errors)
  const said = form.emergencies
  await changeSettings(ctx, me(r), {
    digest: form.digest === 'yes',
    digestAt,
    emergencies: said === 'yes' ? true : said === 'no' ? false : null,
  })
  const lang = form.lang !== undefined && isLang(form.lang) ? { lang: form.lang } : {}
  await correctPerson({ ...ctx, idempotency: undefined }, { personId: me(r), quiet: { from, until }, ...lang })
  // From now on the account's language decides, not what this browser once chose.
  if ('lang' in lang && lang.lang !== v.lang) deleteCookie(r.c, 'lang', { path: '/' })
  return seeOther(r, '/me/notices/settings', 'notices.said.saved')
}

async function moveDoor(r: Req) {
  const move = readMove(r.form.do ?? '')
  if (move !== undefined) await arrangeDoors(r.ctx, me(r), move)
  return seeOther(r, '/me/notices/settings')
}

async function newCalendar(r: Req) {
  const made = await makeCalendarLink(r.ctx, me(r))
  if (!made.ok) throw new NotHere()
  // Shown in this very answer: only its hash is kept, so there is nothing to come back to.
  r.c.header('cache-control', 'private, no-store')
  return showSettings(r, {}, { calendar: `${r.v.url}/calendar/${made.value}.ics` })
}

async function calendar(r: Req) {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  const { subjectId } = r.ctx.actor
  const person = await r.ctx.db
    .selectFrom('people')
    .select('lang')
    .where('id', '=', subjectId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (person === undefined) throw new NotHere(410)
  const lang = person.lang === 'ru' || person.lang === 'en' ? person.lang : 'kk'
  const text = await calendarFeed(r.ctx.db, subjectId, { now: r.v.now, url: r.v.url, lang })
  return r.c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' })
}

async function showOff(r: Req) {
  const token = r.param('secret')
  if ((await readUnsubscribeToken(r.ctx.db, token)) === undefined) throw new NotHere(410)
  const now = r.query('now')
  return page(r, OffPage({ v: r.v, token, now: now === 'on' || now === 'off' ? now : undefined }))
}

async function turnOff(r: Req) {
  const token = r.param('secret')
  const personId = await readUnsubscribeToken(r.ctx.db, token)
  if (personId === undefined) throw new NotHere(410)
  // The link itself is the person's word; mail programs press it without a session (RFC 8058).
  const system = { ...asSystem(r.ctx, 'unsubscribe'), door: 'email' as const, mayRecord: r.ctx.mayRecord }
  const email = r.form.turn === 'on'
  await changeSettings(system, personId, { email }, true)
  // A mail program has no page to go to, and may not be sent to one (RFC 8058, 3.2).
  if (r.form['List-Unsubscribe'] === 'One-Click') return page(r, OffPage({ v: r.v, token, now: 'off' }))
  return seeOther(r, `/notices/off/${token}?now=${email ? 'on' : 'off'}`)
}

// Posted, though nothing changes: the words of a message do not belong into an address.
const showSms = async (r: Req) => page(r, SmsPage({ v: r.v, state: await readSmsState(r.ctx), texts: r.form }))

/** Pages of notices, settings, calendar and text messages. */
export const noticeRoutes: readonly Route[] = [
  get('/me/notices', showNotices, { may: 'signed-in' }),
  post('/me/notices/seen', seen, { may: 'signed-in', records: [] }),
  get('/me/notices/settings', (r) => showSettings(r), { may: 'signed-in' }),
  post('/me/notices/settings', saveSettings, {
    may: 'signed-in',
    records: [noticeSettingsChanged.kind, personCorrected.kind],
  }),
  post('/me/notices/doors', moveDoor, {
    may: 'signed-in',
    records: [noticeSettingsChanged.kind, personCorrected.kind],
  }),
  post('/me/notices/telegram', linkTelegram, { may: 'signed-in', limit: { hits: 20, seconds: 3600 }, records: [] }),
  post('/me/notices/telegram/unlink', unlinkTelegram, { may: 'signed-in', records: [contactRemoved.kind] }),
  post('/me/notices/calendar', newCalendar, { may: 'signed-in', records: [calendarLinkMade.kind] }),
  get('/calendar/:secret{.+\\.ics}', calendar, { may: 'secret-link', purpose: CALENDAR }),
  get('/notices/off/:secret', showOff, { may: 'anyone' }),
  post('/notices/off/:secret', turnOff, {
    may: 'anyone',
    // The large mail services press it for all their users from a few addresses.
    limit: { hits: 300, seconds: 3600 },
    records: [noticeSettingsChanged.kind],
  }),
  get('/notices/sms', showSms, { may: 'system:administer' }),
  post('/notices/sms', showSms, { may: 'system:administer', records: [] }),
]
