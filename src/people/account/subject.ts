import { isId } from '../../kit/ids'
import { type Ctx, type Door, may, NotHere, personOf, type Req, recordLook } from '../../platform'
import { findHelp, type HelpWay } from '../commands/help'
import type { Person } from '../person'
import { findPerson } from '../queries'

/** Whose data a request is about, and through which door: one's own account, or an operator who helps. */
export type Subject = {
  readonly person: Person
  /** Acts for the person. */
  readonly ctx: Ctx
  /** Where the pages of this door live. */
  readonly base: string
  /** Sent along with each form. */
  readonly hidden: Readonly<Record<string, string>>
  /** The same for links: empty or `?request=…`. */
  readonly query: string
  readonly isHelp: boolean
  /** How the person asked the operator for help; undefined on one's own page. */
  readonly way: HelpWay | undefined
}

/** The page on which language, quiet hours and ways of being told are arranged, through the same door. */
export const noticesOf = ({ isHelp, base, query }: Subject): string =>
  isHelp ? `${base}/notices${query}` : '/me/notices/settings'

const doorOf: Record<HelpWay, Door> = { call: 'call', 'in-person': 'call', paper: 'paper' }

/** One's own account. @throws {NotHere} when the account is gone */
export async function ownSubject(r: Req): Promise<Subject> {
  const person = await findPerson(r.ctx.db, personOf(r.ctx) ?? '')
  if (person === undefined) throw new NotHere(403)
  return { person, ctx: r.ctx, base: '/me/account', hidden: {}, query: '', isHelp: false, way: undefined }
}

/** The person an operator helps, while their request lasts; each page shown counts as a look. @throws {NotHere} without a live request */
export async function helpedSubject(r: Req): Promise<Subject> {
  const id = r.param('id')
  const request = r.form.request ?? r.query('request') ?? ''
  const person = await findPerson(r.ctx.db, id)
  if (person === undefined || person.state === 'erased') throw new NotHere(404)
  if (!may(r.ctx, 'people:help', { regionId: person.regionId }) || !isId(request)) throw new NotHere(403)
  const way = await findHelp(r.ctx.db, r.ctx, id, request)
  if (way === undefined) throw new NotHere(403)
  if (r.c.req.method === 'GET')
    await recordLook(r.ctx.db, r.ctx, {
      subjectPersonId: id,
      subjectKind: 'person',
      subjectId: id,
      what: ['name', 'contact', 'age', 'place', 'consents'],
    })
  return {
    person,
    ctx: { ...r.ctx, door: doorOf[way], onBehalfOf: { personId: id, consentId: request } },
    base: `/people/${id}/help`,
    hidden: { request },
    query: `?request=${request}`,
    isHelp: true,
    way,
  }
}
