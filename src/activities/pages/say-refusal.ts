import { findCompetence } from '../../training'
import type { View } from '../../web'
import type { AnswerError } from '../commands/answer-post'
import type { CheckInError } from '../commands/check-in'
import type { CheckOutError } from '../commands/check-out'
import type { ExchangeError } from '../steps/exchange'

type Refusal = AnswerError | CheckInError | CheckOutError | ExchangeError

/** Why a yes could not be taken, and what the person can do about it. */
export function sayRefusal(v: Pick<View, 't' | 'say' | 'lang'>, error: Refusal): string {
  switch (error.kind) {
    case 'law-refused':
      return [
        v.t(error.messageKey),
        ...error.openBy.map((relief) => v.t(`standards.law.opens.${relief}`)),
        `(${v.t('standards.law.source', { act: error.article.act, article: error.article.article })})`,
      ].join(' ')
    case 'competence-missing':
      return v.t('activities.refusal.competence-missing', {
        competences: v.say.list(error.competences.map((id) => findCompetence(id)?.names[v.lang] ?? id)),
      })
    case 'travel':
      return v.t('activities.refusal.travel', {
        needed: v.say.duration(error.neededMinutes),
        gap: v.say.duration(error.gapMinutes),
      })
    case 'rest':
      return v.t('activities.refusal.rest', { missing: v.say.duration(error.missingMinutes) })
    case 'hours':
      return v.t('activities.refusal.hours', { beyond: v.say.duration(error.beyondMinutes) })
    case 'days':
      return v.t('activities.refusal.days', { days: error.beyondDays })
    default:
      return v.t(`activities.refusal.${error.kind}`)
  }
}
