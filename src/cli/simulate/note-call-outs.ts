import { askableAt, type CallOutPreview, previewCallOut } from '../../dispatch'
import { drawReaction, type Habits } from './habits'
import type { Listener } from './organize-help'
import type { CallOutToReplay } from './replay-call-out'
import type { Stage } from './stage'

/** Notes each call-out of a crisis just before it starts: whom it may ask, and what each of them would say, as they do when it is played. */
export function noteCallOuts(
  stage: Stage,
  habits: ReadonlyMap<string, Habits>,
  onCallOut: (callOut: CallOutToReplay) => void,
): Listener['beforeCallOut'] {
  return async ({ postId, ceiling, wantedPermille, answerMinutes }) => {
    const now = stage.timeline.clock.now()
    const preview = await previewCallOut(stage.system.db, postId, now)
    if (preview === undefined || preview.free === 0 || preview.people.length === 0) return
    const askableFrom = newAskable(now)
    const people = preview.people.map(({ personId, chance, quiet }) => {
      const own = habits.get(personId)
      const reaction = own && drawReaction(own, stage.chanceOf('ask', personId, postId), answerMinutes)
      return {
        personId,
        chance,
        askableFrom: askableFrom(quiet),
        answer: reaction && { yes: reaction.kind === 'yes', afterMinutes: reaction.afterMinutes },
      }
    })
    const minutes = Math.floor(preview.startsAt.since(now).total('minutes'))
    onCallOut({ wanted: preview.free, minutes, ceiling, wantedPermille, answerMinutes, people })
  }
}

// Most people have the same quiet hours: for all of them each minute is reckoned once.
function newAskable(start: Temporal.Instant) {
  const known = new Map<string, (minute: number) => number>()
  return (quiet: CallOutPreview['people'][number]['quiet']): ((minute: number) => number) => {
    if (quiet === undefined) return (minute) => minute
    const key = `${quiet.zone} ${quiet.quiet_from} ${quiet.quiet_until}`
    const minutes = new Map<number, number>()
    const own = (minute: number): number => {
      const at =
        minutes.get(minute) ??
        Math.ceil(
          askableAt(start.add({ minutes: minute }), quiet)
            .since(start)
            .total('minutes'),
        )
      minutes.set(minute, at)
      return at
    }
    const askable = known.get(key) ?? own
    known.set(key, askable)
    return askable
  }
}
