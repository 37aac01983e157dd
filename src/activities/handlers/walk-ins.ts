import { foldWords } from '../../kit/fold-words'
import { isId } from '../../kit/ids'
import { timeNear } from '../../kit/moment'
import { parseName } from '../../people'
import { type Ctx, NotHere, type Req } from '../../platform'
import { parseAgeBand } from '../../standards'
import type { View } from '../../web'
import { enterWalkIn, type WalkInPerson } from '../commands/enter-walk-in'
import { sayRefusal } from '../pages/say-refusal'
import type { LineOutcome } from '../pages/sheet-page'
import type { ActivityView, PostView } from '../queries/find-activity'
import { listPeopleOf, type PersonInActivity } from '../queries/list-people-of'
import type { WalkIn } from '../queries/list-walk-ins'

/** What was typed of a line that was empty when it was printed. */
export type TypedWalkIn = Readonly<Record<(typeof fields)[number], string>>
const fields = ['name', 'who', 'age', 'came', 'left', 'whole', 'adult', 'copy'] as const

/** What stands in the fields of a line; undefined where nobody wrote on it. */
export function readWalkIn(r: Req, code: string): TypedWalkIn | undefined {
  const typed = Object.fromEntries(
    fields.map((field) => [field, r.form[`${field}-${code}`]?.trim() ?? '']),
  ) as TypedWalkIn
  return Object.values(typed).every((text) => text === '') ? undefined : typed
}

/** Records one line; another one is not held up by it. */
export async function enterWalkInLine(
  r: Req,
  ctx: Ctx,
  v: View,
  {
    activity,
    post,
    line,
    typed,
  }: {
    readonly activity: ActivityView
    readonly post: PostView
    readonly line: WalkIn
    readonly typed: TypedWalkIn
  },
): Promise<LineOutcome> {
  const who = whoIn(typed)
  if (who === 'name' || who === 'age') return { refusal: v.t(`activities.sheet.walkIn.${who}Missing`) }
  const from =
    typed.came === '' ? wholeTime(typed, post.starts_at) : timeNear(typed.came, activity.starts_at, activity.zone)
  const until = typed.left === '' ? wholeTime(typed, post.ends_at) : from && timeNear(typed.left, from, activity.zone)
  if (from === undefined || until === undefined) return { refusal: v.t('activities.sheet.twoTimes') }
  const isCopy = typed.copy === 'yes'
  const done = await enterWalkIn(ctx, { activityId: activity.id, line, who, from, until, isCopy })
  if (done.ok) return 'recorded'
  const { error } = done
  if (error.kind === 'forbidden') throw new NotHere(403)
  if (error.kind === 'place-missing') return { refusal: v.t('activities.error.place') }
  if (error.kind === 'recorded') return { refusal: v.t('activities.sheet.otherTime') }
  if (error.kind !== 'sheet-entered') return { refusal: sayRefusal(v, error) }
  // Read now: the other word may have come a moment ago.
  const people = await listPeopleOf(r.ctx, activity.id)
  const before = people.find(({ volunteerId }) => volunteerId === error.subjectId)
  if (before !== undefined && isSame(before, who, from, until)) return 'known'
  return { refusal: bothSides(v, activity, before), isTaken: true }
}

const wholeTime = ({ whole }: TypedWalkIn, at: Temporal.Instant) => (whole === '' ? undefined : at)

function whoIn({ who, name, age, adult }: TypedWalkIn): WalkInPerson | 'name' | 'age' {
  if (isId(who)) return { volunteerId: who }
  const [called, ageBand] = [parseName(name), parseAgeBand(age)]
  if (called === undefined) return 'name'
  return ageBand === undefined ? 'age' : { name: called, ageBand, representativePresent: adult === 'yes' }
}

/** Whether two operators read the same from one line, however each of them spells the name. */
function isSame(
  { volunteerId, name, checkedInAt, checkedOutAt }: PersonInActivity,
  who: WalkInPerson,
  from: Temporal.Instant,
  until: Temporal.Instant,
): boolean {
  const isThem =
    'volunteerId' in who
      ? who.volunteerId === volunteerId
      : foldWords(who.name).join(' ') === foldWords(name ?? '').join(' ')
  return isThem && checkedInAt?.equals(from) === true && checkedOutAt?.equals(until) === true
}

const bothSides = (v: View, activity: ActivityView, before: PersonInActivity | undefined): string =>
  v.t('activities.sheet.walkIn.taken', {
    name: before?.name ?? v.t('activities.manage.erased'),
    came: before?.checkedInAt ? v.say.time(before.checkedInAt, activity.zone) : '–',
    left: before?.checkedOutAt ? v.say.time(before.checkedOutAt, activity.zone) : '–',
  })
