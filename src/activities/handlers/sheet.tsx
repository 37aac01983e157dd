import { timeNear } from '../../kit/moment'
import { parseReference, referenceOf } from '../../kit/reference'
import { allowCodeReader, type Ctx, NotHere, page, type Req } from '../../platform'
import { viewInZone } from '../../web'
import { checkOut, recordPresence } from '../commands/check-out'
import { lineOf } from '../pages/line-block'
import { sayRefusal } from '../pages/say-refusal'
import { type LineOutcome, SheetPage } from '../pages/sheet-page'
import { type ActivityView, listPosts, type PostView } from '../queries/find-activity'
import { listPeopleOf, type PersonInActivity } from '../queries/list-people-of'
import { listWalkIns } from '../queries/list-walk-ins'
import { getManaged } from './tools'
import { enterWalkInLine, readWalkIn } from './walk-ins'

/** GET /activities/:id/sheet */
export async function showSheet(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const people = await listPeopleOf(r.ctx, activity.id)
  allowCodeReader(r)
  const line = parseReference(r.query('line') ?? '')
  const walkIns = await listWalkIns(r.ctx.db, activity.id, await listPosts(r.ctx.db, activity.id))
  const v = viewInZone(r.v, activity.zone)
  return page(r, <SheetPage v={v} activity={activity} people={people} walkIns={walkIns} line={line} />)
}

/** POST /activities/:id/sheet: each line by itself, so that one that does not fit holds up no other. */
export async function enterSheet(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const outcomes = new Map<string, LineOutcome>()
  const left: Record<string, string> = {}
  const posts = await listPosts(r.ctx.db, activity.id)
  for (const person of await listPeopleOf(r.ctx, activity.id)) {
    const code = referenceOf(lineOf(person))
    const typed = readLine(r, code)
    if (Object.values(typed).every((text) => text === '')) continue
    const times = timesOf(activity, posts, person, typed)
    const outcome =
      times === undefined
        ? { refusal: r.v.t('activities.sheet.twoTimes') }
        : await enterLine(r, lineCtx(r.ctx, code), activity, person, times)
    outcomes.set(code, outcome)
    if (typeof outcome === 'object') keepTyped(left, code, typed)
  }
  const v = viewInZone(r.v, activity.zone)
  for (const line of await listWalkIns(r.ctx.db, activity.id, posts)) {
    const typed = readWalkIn(r, line.code)
    const post = posts.find(({ id }) => id === line.postId)
    if (typed === undefined || post === undefined) continue
    const ctx = lineCtx(r.ctx, line.code)
    const outcome = await enterWalkInLine(r, ctx, v, { activity, post, line, typed })
    outcomes.set(line.code, outcome)
    if (typeof outcome === 'object') keepTyped(left, line.code, typed)
  }
  const people = await listPeopleOf(r.ctx, activity.id)
  const walkIns = await listWalkIns(r.ctx.db, activity.id, posts)
  allowCodeReader(r)
  const status = Object.keys(left).length > 0 ? 422 : 200
  return page(
    r,
    <SheetPage v={v} activity={activity} people={people} walkIns={walkIns} typed={left} outcomes={outcomes} />,
    status,
  )
}

function keepTyped(left: Record<string, string>, code: string, typed: Readonly<Record<string, string>>): void {
  for (const [what, text] of Object.entries(typed)) left[`${what}-${code}`] = text
}

/** Each line is a repeat of its own: the same sheet sent again answers for each as it did the first time. */
const lineCtx = (ctx: Ctx, code: string): Ctx =>
  ctx.idempotency === undefined
    ? ctx
    : { ...ctx, idempotency: { ...ctx.idempotency, key: `${ctx.idempotency.key} ${code}` } }

type TypedLine = { readonly came: string; readonly left: string; readonly whole: string }
type Times = { readonly from: Temporal.Instant; readonly until: Temporal.Instant }

function readLine(r: Req, code: string): TypedLine {
  const of = (what: string) => r.form[`${what}-${code}`]?.trim() ?? ''
  return { came: of('came'), left: of('left'), whole: of('whole') }
}

/** From when until when, as the line says; a tick stands for whatever time is not written. */
function timesOf(
  activity: ActivityView,
  posts: readonly PostView[],
  person: PersonInActivity,
  { came, left, whole }: TypedLine,
): Times | undefined {
  const post = whole === '' ? undefined : posts.find(({ id }) => id === person.postId)
  const from = came === '' ? (person.checkedInAt ?? post?.starts_at) : timeNear(came, activity.starts_at, activity.zone)
  const until = left === '' ? post?.ends_at : from && timeNear(left, from, activity.zone)
  return from && until ? { from, until } : undefined
}

async function enterLine(
  r: Req,
  ctx: Ctx,
  activity: ActivityView,
  person: PersonInActivity,
  { from, until }: Times,
): Promise<LineOutcome> {
  const refused = (refusal: string): LineOutcome => ({ refusal })
  if (person.attendanceId !== null && person.checkedInAt !== null && person.checkedOutAt === null) {
    const done = await checkOut(ctx, { attendanceId: person.attendanceId, how: 'coordinator', at: until })
    return done.ok ? 'recorded' : refused(sayRefusal(r.v, done.error))
  }
  const { volunteerId, postId } = person
  const done = await recordPresence(ctx, { activityId: activity.id, postId, volunteerId, from, until })
  if (!done.ok) {
    const { error } = done
    if (error.kind === 'forbidden') throw new NotHere(403)
    return refused(error.kind === 'recorded' ? r.v.t('activities.sheet.otherTime') : sayRefusal(r.v, error))
  }
  return person.attendanceId === done.value.attendanceId ? 'known' : 'recorded'
}
