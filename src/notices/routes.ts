import { asSystem, get, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { calendarFeed } from './calendar/calendar-feed'
import { readSmsState } from './channels/sms/read-sms-state'
import { CALENDAR } from './commands'
import { noticeSettingsChanged } from './entries'
import { NoticesPage } from './pages/notices-page'
import { OffPage } from './pages/off-page'
import { SmsPage } from './pages/sms-page'
import { listNotices, markSeen } from './queries'
import { changeSettings } from './settings'
import { settingsRoutes } from './settings-routes'
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

/** Pages of notices, their settings, the calendar and text messages. */
export const noticeRoutes: readonly Route[] = [
  get('/me/notices', showNotices, { may: 'signed-in' }),
  post('/me/notices/seen', seen, { may: 'signed-in', records: [] }),
  ...settingsRoutes,
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
