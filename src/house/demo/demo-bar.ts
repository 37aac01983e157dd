import { deleteCookie } from 'hono/cookie'
import { enter } from '../../people'
import { type Db, endSessions, post, type Req, type Route, SESSION_COOKIE, seeOther } from '../../platform'
import { type DemoPerson, type Lang, parseBackPath, translator } from '../../web'
import { findSetting } from '../settings'
import { type Part, startPaths } from './cast'

/** The people the bar of the demonstration offers, in the visitor's language. */
export async function listDemoPersons(db: Db, lang: Lang): Promise<readonly DemoPerson[]> {
  const t = translator(lang)
  const mark = await findSetting(db, 'demo')
  return (mark?.people ?? []).map(({ personId, name, part }) => ({
    personId,
    name,
    role: t(`house.demo.part.${part}`),
  }))
}

async function become(r: Req): Promise<Response> {
  const mark = await findSetting(r.ctx.db, 'demo')
  if (r.ctx.actor.kind === 'person') await endSessions(r.ctx.db, r.ctx.actor.personId, { id: r.ctx.actor.sessionId })
  const chosen = mark?.people?.find((person) => person.personId === r.form.person)
  if (chosen === undefined) {
    deleteCookie(r.c, SESSION_COOKIE, { path: '/' })
    return seeOther(r, parseBackPath(r.form.back))
  }
  await enter(r, chosen.personId)
  deleteCookie(r.c, 'lang', { path: '/' })
  return seeOther(r, startPaths[chosen.part as Part] ?? '/me')
}

/** Switching between the people of the demonstration; not there on any other database. */
export const demoRoutes: readonly Route[] = [
  post('/demo/become', become, { may: 'demo', records: [], limit: { hits: 600, seconds: 600 } }),
]
