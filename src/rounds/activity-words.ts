import { type Lang, sayIn, translator } from '../web'

/** What an activity made of a round says of itself, in the language of who sent it out. No place and nobody helped stands in it. */
export function activityBriefing(
  lang: Lang,
  round: {
    readonly reference: string
    readonly starts_at: Temporal.Instant
    readonly distance_meters: number
    readonly zone: string
  },
  needs: readonly unknown[],
): { title: string; aim: string; briefing: string; driver: string; helper: string } {
  const t = translator(lang)
  const say = sayIn(lang, round.zone)
  return {
    title: t('rounds.activity.title', { reference: round.reference }),
    aim: t('rounds.activity.aim', { count: needs.length }),
    briefing: t('rounds.activity.briefing', { distance: say.distance(round.distance_meters) }),
    driver: t('rounds.activity.driver'),
    helper: t('rounds.activity.helper'),
  }
}
