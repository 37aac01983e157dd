import { isId } from '../../kit/ids'
import { may, NotHere, page, type Req, recordLooks, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { cancelRound } from '../commands/cancel-round'
import { changeRounds } from '../commands/change-rounds'
import { printSheet } from '../commands/print-sheet'
import { askDriver } from '../commands/send-round'
import { RoundPage } from '../pages/round-page'
import { RoundsPage } from '../pages/rounds-page'
import { SheetPage } from '../pages/sheet-page'
import { findRound, listCrew, listRounds, type RoundView, readGoods, readStops } from '../queries/find-round'
import { listRoundOrganizations } from '../queries/find-round-plan'
import { listWaiting } from '../queries/list-waiting'

/** GET /rounds */
export async function showRounds(r: Req): Promise<Response> {
  const organizations = await listRoundOrganizations(r.ctx)
  const rounds = await listRounds(
    r.ctx.db,
    organizations.map(({ id }) => id),
  )
  return page(r, <RoundsPage v={viewInZone(r.v, organizations[0]?.zone ?? r.v.zone)} rounds={rounds} />)
}

/** The round of the address for somebody who runs it. */
async function getRun(r: Req): Promise<RoundView> {
  const id = r.param('id')
  const round = isId(id) ? await findRound(r.ctx.db, id) : undefined
  if (round === undefined) throw new NotHere()
  if (!may(r.ctx, 'dispatch:run', { organizationId: round.organization_id, regionId: round.region_id }))
    throw new NotHere(403)
  return round
}

async function showWith(r: Req, error?: string): Promise<Response> {
  const round = await getRun(r)
  const { db } = r.ctx
  const [stops, goods, crew, waiting] = await Promise.all([
    readStops(db, [round.id]),
    readGoods(db, [round.id]),
    round.activity_id === null ? [] : listCrew(db, round.activity_id),
    listWaiting(db, round.organization_id),
  ])
  await recordLooks(
    db,
    r.ctx,
    crew.map(({ volunteer_id }) => ({
      subjectPersonId: volunteer_id,
      subjectKind: 'round',
      subjectId: round.id,
      what: ['name'],
    })),
  )
  const v = viewInZone(r.v, round.zone)
  return page(
    r,
    <RoundPage
      v={v}
      round={round}
      stops={stops}
      goods={goods}
      crew={crew}
      waiting={waiting.map((need) => {
        const place = { kk: need.name_kk, ru: need.name_ru, en: need.name_en }[v.lang]
        return { id: need.id, name: place === null ? need.reference : `${need.reference}, ${place}` }
      })}
      error={error}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /rounds/:id */
export const showRound = (r: Req): Promise<Response> => showWith(r)

/** POST /rounds/:id/ask */
export async function ask(r: Req): Promise<Response> {
  const round = await getRun(r)
  const asked = await askDriver(r.ctx, round.id)
  if (asked.kind === 'asked') return seeOther(r, `/rounds/${round.id}`, 'rounds.said.asked')
  return showWith(r, r.v.t(`rounds.error.ask.${asked.kind}`))
}

/** POST /rounds/:id/cancel */
export async function cancel(r: Req): Promise<Response> {
  const round = await getRun(r)
  const done = await cancelRound(r.ctx, round.id)
  if (done.ok)
    return seeOther(
      r,
      `/rounds/${round.id}`,
      done.value.aboard > 0 ? 'rounds.said.cancel-aboard' : 'rounds.said.cancelled',
    )
  return showWith(r, r.v.t('rounds.error.change.not-running'))
}

async function change(r: Req, input: Parameters<typeof changeRounds>[1]): Promise<Response> {
  const done = await changeRounds(r.ctx, input)
  if (!done.ok) return showWith(r, r.v.t(`rounds.error.change.${done.error.kind}`))
  return seeOther(
    r,
    `/rounds/${input.roundId}`,
    done.value.undone > 0 ? 'rounds.said.changed-some' : 'rounds.said.changed',
  )
}

/** POST /rounds/:id/lost */
export async function lost(r: Req): Promise<Response> {
  const round = await getRun(r)
  return change(r, { kind: 'vehicle-lost', roundId: round.id })
}

/** POST /rounds/:id/add */
export async function add(r: Req): Promise<Response> {
  const round = await getRun(r)
  if (!isId(r.form.need)) throw new NotHere()
  return change(r, { kind: 'added', roundId: round.id, needId: r.form.need })
}

/** GET /rounds/:id/sheet: for the office, with no door of anybody on it. */
export async function showSheet(r: Req): Promise<Response> {
  const round = await getRun(r)
  const [stops, goods] = [await readStops(r.ctx.db, [round.id]), await readGoods(r.ctx.db, [round.id])]
  const { number, destroyBy } = await printSheet(r.ctx, round, r.v.now)
  return page(
    r,
    <SheetPage
      v={viewInZone(r.v, round.zone)}
      round={round}
      stops={stops}
      goods={goods}
      doors={undefined}
      number={`${round.reference}-${number}`}
      destroyBy={destroyBy}
      path={`/rounds/${round.id}`}
    />,
  )
}
