import type { FollowPart } from '../needs'
import { get, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { makeReportLink } from '../safety'
import { viewInZone } from '../web'
import { objectToCall } from './commands/object-to-call'
import { DoneByPhonePage, DonePart, ObjectPage, objectionInWords } from './pages/done-by-phone'
import { type DoneTo, listDoneByPhone } from './queries/list-done-by-phone'

/** Whose calls this address is about: of whoever is signed in, or of the need of a secret link. */
type Own = {
  readonly to: DoneTo
  readonly regionId: string
  readonly zone: string
  readonly base: string
  readonly back: string
}

async function ownOf(r: Req): Promise<Own> {
  const { actor, db } = r.ctx
  if (actor.kind === 'link') {
    const need = await db
      .selectFrom('needs')
      .select(['region_id', 'zone'])
      .where('id', '=', actor.subjectId)
      .executeTakeFirst()
    if (need === undefined) throw new NotHere()
    const base = `/n/${r.param('secret')}`
    return { to: { kind: 'need', id: actor.subjectId }, regionId: need.region_id, zone: need.zone, base, back: base }
  }
  const id = personOf(r.ctx)
  const person =
    id === null
      ? undefined
      : await db.selectFrom('people').select(['id', 'region_id', 'zone']).where('id', '=', id).executeTakeFirst()
  if (person === undefined) throw new NotHere(403)
  return {
    to: { kind: 'person', id: person.id },
    regionId: person.region_id,
    zone: person.zone,
    base: '/me',
    back: '/me/calls',
  }
}

async function oneOf(r: Req, own: Own) {
  const one = (await listDoneByPhone(r.ctx.db, own.to)).find(({ id }) => id === r.param('done'))
  if (one === undefined || one.what === 'talked') throw new NotHere()
  return one
}

async function doneByPhone(r: Req): Promise<Response> {
  const { to } = await ownOf(r)
  return page(r, <DoneByPhonePage v={r.v} done={await listDoneByPhone(r.ctx.db, to)} />)
}

async function showObject(r: Req): Promise<Response> {
  const own = await ownOf(r)
  const one = await oneOf(r, own)
  const v = viewInZone(r.v, own.zone)
  return page(
    r,
    <ObjectPage
      v={v}
      one={one}
      path={`${own.base}/calls/${one.id}`}
      back={own.back}
      typed={r.form.words}
      errors={{}}
    />,
  )
}

async function object(r: Req): Promise<Response> {
  const own = await ownOf(r)
  const done = await oneOf(r, own)
  const words = objectionInWords(viewInZone(r.v, own.zone), done, (r.form.words ?? '').slice(0, 1000))
  const taken = await objectToCall(r.ctx, { to: own.to, done, regionId: own.regionId, words })
  if (taken.ok) return seeOther(r, `${await makeReportLink(r, taken.value.id)}?new=1`)
  if (taken.error.kind === 'made') return seeOther(r, own.back, 'line.said.objected')
  throw new NotHere()
}

/** What was done for somebody by phone, on the page that follows their request; nothing where nothing was. */
export const doneFollowPart: FollowPart = async ({ ctx, v, follow: { need }, path }) => {
  const done = await listDoneByPhone(ctx.db, { kind: 'need', id: need.id })
  return done.length === 0 ? null : <DonePart v={v} done={done} path={path} />
}

const byLink = { may: 'secret-link', purpose: 'need' } as const
const objecting = { records: ['safety.reported'], limit: { hits: 10, seconds: 3600 } }

/** What operators did for somebody by phone, and "I did not agree". */
export const doneRoutes: readonly Route[] = [
  get('/me/calls', doneByPhone, { may: 'signed-in' }),
  get('/me/calls/:done', showObject, { may: 'signed-in' }),
  post('/me/calls/:done', object, { may: 'signed-in', ...objecting }),
  get('/n/:secret/calls/:done', showObject, byLink),
  post('/n/:secret/calls/:done', object, { ...byLink, ...objecting }),
]
