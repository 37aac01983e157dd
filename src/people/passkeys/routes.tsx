import { isId } from '../../kit/ids'
import {
  endSessions,
  get,
  listSessions,
  NotHere,
  page,
  personOf,
  post,
  type Req,
  type Route,
  seeOther,
} from '../../platform'
import { findPerson } from '../queries'
import { browserSecret, deviceOf, ensureBrowserSecret, enter, nextPath } from '../sign-in/browser'
import { KeysPage } from './keys-page'
import { askForKey, askForSignature, checkSignature, hasPasskeys, keepKey, listPasskeys, removeKey } from './passkeys'

const meId = (r: Req): string => personOf(r.ctx) ?? ''

async function show(r: Req): Promise<Response> {
  const { actor, db, clock } = r.ctx
  const sessions = (await listSessions(db, meId(r), clock.now())).map((session) => ({
    ...session,
    isThis: actor.kind === 'person' && actor.sessionId === session.id,
  }))
  return page(
    r,
    <KeysPage v={r.v} passkeys={await listPasskeys(db, meId(r))} canAdd={hasPasskeys(r.ctx)} sessions={sessions} />,
  )
}

async function optionsForKey(r: Req): Promise<Response> {
  const person = await findPerson(r.ctx.db, meId(r))
  if (person === undefined) throw new NotHere(403)
  return r.c.json(await askForKey(r.ctx, person, ensureBrowserSecret(r)))
}

async function add(r: Req): Promise<Response> {
  const answer = { personId: meId(r), browserSecret: browserSecret(r) ?? '', answer: r.form.answer ?? '' }
  const kept = await keepKey(r.ctx, { ...answer, name: deviceOf(r.c.req.header('user-agent')) })
  return kept.ok
    ? seeOther(r, '/me/account/keys', 'people.said.keyAdded')
    : seeOther(r, '/me/account/keys', 'people.passkey.notAdded')
}

async function remove(r: Req): Promise<Response> {
  const removed = await removeKey(r.ctx, meId(r), (r.form.key ?? '').slice(0, 2000))
  return seeOther(r, '/me/account/keys', removed.ok ? 'people.said.keyRemoved' : 'people.passkey.lastWay')
}

async function endSession(r: Req): Promise<Response> {
  const { actor } = r.ctx
  const id = r.form.session
  if (actor.kind !== 'person') throw new NotHere(403)
  if (id === 'others') await endSessions(r.ctx.db, actor.personId, { allBut: actor.sessionId })
  else if (isId(id)) await endSessions(r.ctx.db, actor.personId, { id })
  return seeOther(r, '/me/account/keys', 'people.said.sessionEnded')
}

const optionsForSignature = async (r: Req): Promise<Response> =>
  r.c.json(await askForSignature(r.ctx, ensureBrowserSecret(r)))

async function signIn(r: Req): Promise<Response> {
  const checked = await checkSignature(r.ctx, { browserSecret: browserSecret(r) ?? '', answer: r.form.answer ?? '' })
  if (!checked.ok) return seeOther(r, '/sign-in', 'people.passkey.failed')
  await enter(r, checked.value.personId)
  return seeOther(r, nextPath(r.query('next')))
}

const often = { hits: 120, seconds: 600 }

/** Passkeys and sessions. */
export const passkeyRoutes: readonly Route[] = [
  get('/me/account/keys', show, { may: 'signed-in' }),
  post('/me/account/keys/options', optionsForKey, { may: 'signed-in', records: [], limit: often }),
  post('/me/account/keys', add, { may: 'signed-in', records: [], limit: often }),
  post('/me/account/keys/remove', remove, { may: 'signed-in', records: [] }),
  post('/me/account/sessions/end', endSession, { may: 'signed-in', records: [] }),
  post('/sign-in/passkey/options', optionsForSignature, { may: 'anyone', records: [], limit: often }),
  post('/sign-in/passkey', signIn, { may: 'anyone', records: [], limit: often }),
]
