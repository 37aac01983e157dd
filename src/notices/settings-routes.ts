import { deleteCookie } from 'hono/cookie'
import {
  contactRemoved,
  correctPerson,
  findChat,
  helpedSubject,
  makeChatCode,
  noticesOf,
  ownSubject,
  parseWallTime,
  personCorrected,
  type Subject,
  unlinkChat,
} from '../people'
import { get, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { type FieldErrors, isLang } from '../web'
import { arrangeDoors, listDoors, readMove } from './arrange-doors'
import { findPushKeys } from './channels/push/push-keys'
import { listSubscriptions } from './channels/push/subscriptions'
import { makeCalendarLink } from './commands'
import { calendarLinkMade, noticeSettingsChanged } from './entries'
import { type OwnThings, SettingsPage, type TypedSettings } from './pages/settings-page'
import { changeSettings, findSettings } from './settings'

type ShownOnce = { readonly calendar?: string; readonly code?: string }

async function show(r: Req, subject: Subject, errors: FieldErrors = {}, once: ShownOnce = {}): Promise<Response> {
  const { db, ports } = r.ctx
  const { person, isHelp } = subject
  const isWrong = Object.keys(errors).length > 0
  const settings = await findSettings(db, person.id)
  const kept: TypedSettings = {
    quietFrom: person.quietFrom,
    quietUntil: person.quietUntil,
    lang: person.lang,
    digest: settings.digest ? 'yes' : 'no',
    digestAt: settings.digestAt,
    emergencies: settings.emergencies === null ? 'unsaid' : settings.emergencies ? 'yes' : 'no',
  }
  const shown = {
    v: r.v,
    subject,
    // Bad input loses nothing.
    typed: isWrong ? { ...kept, ...r.form } : kept,
    errors,
    doors: (await listDoors(db, ports, person.id)).filter((one) => !isHelp || one.hasAddress || isWritten(one.door)),
    isRung: settings.operator,
    own: isHelp ? undefined : await ownThings(r, person.id, settings.telegram, once),
  }
  return page(r, SettingsPage(shown), isWrong ? 422 : 200)
}

// An operator cannot turn on a chat or a device that is not in their hands.
const isWritten = (door: string): boolean => door !== 'telegram' && door !== 'push'

async function ownThings(r: Req, personId: string, isOn: boolean, { calendar, code }: ShownOnce): Promise<OwnThings> {
  const { db, ports, actor } = r.ctx
  const here = actor.kind === 'person' ? actor.sessionId : undefined
  const devices = (await listSubscriptions(db, personId, r.v.now)).map(({ id, device, made_at, session_id }) => ({
    id,
    device,
    madeAt: made_at,
    isThis: session_id === here,
  }))
  const keys = await findPushKeys(r.ctx)
  return {
    push: { publicKey: keys.kind === 'here' ? keys.keys.publicKey : undefined, devices },
    telegram:
      ports.telegram === undefined
        ? undefined
        : {
            isLinked: (await findChat(db, personId)) !== undefined,
            isOn,
            ...(code === undefined ? {} : { code, bot: await ports.telegram.name() }),
          },
    calendar,
  }
}

async function save(r: Req, subject: Subject): Promise<Response> {
  const { form, v } = r
  const { ctx, person } = subject
  const digestAt = parseWallTime(form.digestAt)
  const [from, until] = [parseWallTime(form.quietFrom), parseWallTime(form.quietUntil)]
  const errors: Record<string, string> = {}
  if (digestAt === undefined) errors.digestAt = v.t('notices.error.digestAt')
  if (from === undefined) errors.quietFrom = v.t('people.error.time')
  if (until === undefined) errors.quietUntil = v.t('people.error.time')
  if (digestAt === undefined || from === undefined || until === undefined) return show(r, subject, errors)
  const said = form.emergencies
  const changed = await changeSettings(ctx, person.id, {
    digest: form.digest === 'yes',
    digestAt,
    emergencies: said === 'yes' ? true : said === 'no' ? false : null,
  })
  if (!changed.ok) throw new NotHere(403)
  const lang = form.lang !== undefined && isLang(form.lang) ? { lang: form.lang } : {}
  await correctPerson({ ...ctx, idempotency: undefined }, { personId: person.id, quiet: { from, until }, ...lang })
  // From now on the account's language decides, not what this browser once chose.
  if (!subject.isHelp && 'lang' in lang && lang.lang !== v.lang) deleteCookie(r.c, 'lang', { path: '/' })
  return seeOther(r, noticesOf(subject), 'notices.said.saved')
}

async function move(r: Req, subject: Subject): Promise<Response> {
  const asked = readMove(r.form.do ?? '')
  if (asked !== undefined) await arrangeDoors(subject.ctx, subject.person.id, asked)
  return seeOther(r, noticesOf(subject))
}

const me = (r: Req): string => {
  const personId = personOf(r.ctx)
  if (personId === null) throw new NotHere(403)
  return personId
}

async function linkTelegram(r: Req): Promise<Response> {
  if (r.ctx.ports.telegram === undefined) throw new NotHere()
  r.c.header('cache-control', 'private, no-store')
  return show(r, await ownSubject(r), {}, { code: await makeChatCode(r.ctx, me(r)) })
}

async function unlinkTelegram(r: Req): Promise<Response> {
  await unlinkChat(r.ctx, me(r))
  return seeOther(r, '/me/notices/settings', 'notices.telegram.said.unlinked')
}

async function newCalendar(r: Req): Promise<Response> {
  const made = await makeCalendarLink(r.ctx, me(r))
  if (!made.ok) throw new NotHere()
  // Shown in this very answer: only its hash is kept, so there is nothing to come back to.
  r.c.header('cache-control', 'private, no-store')
  return show(r, await ownSubject(r), {}, { calendar: `${r.v.url}/calendar/${made.value}.ics` })
}

const changes = [noticeSettingsChanged.kind, personCorrected.kind]
const own = { may: 'signed-in', records: changes } as const
const helped = { may: 'people:help', records: changes } as const

/** How a person is told: on their own page, and the same through an operator who helps them. */
export const settingsRoutes: readonly Route[] = [
  get('/me/notices/settings', async (r) => show(r, await ownSubject(r)), { may: 'signed-in' }),
  post('/me/notices/settings', async (r) => save(r, await ownSubject(r)), own),
  post('/me/notices/doors', async (r) => move(r, await ownSubject(r)), own),
  get('/people/:id/help/notices', async (r) => show(r, await helpedSubject(r)), { may: 'people:help' }),
  post('/people/:id/help/notices', async (r) => save(r, await helpedSubject(r)), helped),
  post('/people/:id/help/notices/doors', async (r) => move(r, await helpedSubject(r)), helped),
  post('/me/notices/telegram', linkTelegram, { may: 'signed-in', limit: { hits: 20, seconds: 3600 }, records: [] }),
  post('/me/notices/telegram/unlink', unlinkTelegram, { may: 'signed-in', records: [contactRemoved.kind] }),
  post('/me/notices/calendar', newCalendar, { may: 'signed-in', records: [calendarLinkMade.kind] }),
]
