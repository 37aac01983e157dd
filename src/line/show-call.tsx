import { isId } from '../kit/ids'
import { NotHere, page, type Req } from '../platform'
import { type FieldErrors, viewInZone } from '../web'
import type { Callee, CalleeKind } from './callee'
import { type CalleeCard, readCallee } from './commands/read-callee'
import type { Work } from './pages/call-screen'
import { CalleePage } from './pages/callee-page'
import { CallerPage } from './pages/caller-page'
import { findOwnRegistration } from './queries/own-calls'
import { readCase } from './queries/read-case'

/** The callee of an address, untrusted. */
export function calleeIn(r: Req, kind: CalleeKind): Callee {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  return { kind, id }
}

/** Whom the call is with; the look is recorded. @throws {NotHere} for nobody, and for operators of other regions */
export async function cardOf(r: Req, callee: Callee): Promise<CalleeCard> {
  const card = await readCallee(r.ctx, callee)
  if (!card.ok) throw new NotHere(card.error.kind === 'forbidden' ? 403 : 404)
  return card.value
}

/** What the screen of a call shows beside the call itself. */
export type Shown = {
  readonly errors?: FieldErrors
  readonly work?: Work | undefined
  /** 422 where what was typed is wrong. */
  readonly status?: 200 | 422
  readonly card?: CalleeCard | undefined
}

/** The screen of a call, with a known callee or with somebody who calls for the first time. */
export async function showCall(r: Req, callee: Callee | undefined, shown: Shown = {}): Promise<Response> {
  const { errors = {}, work, status = 200 } = shown
  r.c.header('cache-control', 'private, no-store')
  if (callee === undefined) return page(r, <CallerPage v={r.v} work={work} />, status)
  const card = shown.card ?? (await cardOf(r, callee))
  const about = await readCase(r.ctx, callee, card.lang)
  const registered = await findRegistered(r, callee, card)
  return page(
    r,
    <CalleePage
      v={viewInZone(r.v, card.zone)}
      callee={callee}
      card={card}
      about={about}
      errors={errors}
      typed={work === undefined ? r.form : {}}
      work={work}
      registered={registered}
    />,
    status,
  )
}

/** Whom this operator registered a short while ago: the callee themselves, or whoever they registered in this call. */
async function findRegistered(r: Req, callee: Callee, card: CalleeCard) {
  const { db, clock } = r.ctx
  const id = r.query('registered') ?? (callee.kind === 'person' ? callee.id : undefined)
  if (!isId(id) || !(await findOwnRegistration(db, r.ctx, id, clock.now()))) return undefined
  if (id === callee.id) return { id, name: card.name ?? '' }
  const person = await db
    .selectFrom('people')
    .select('name')
    .where('id', '=', id)
    .where('state', '<>', 'erased')
    .executeTakeFirst()
  return person === undefined ? undefined : { id, name: person.name ?? '' }
}
