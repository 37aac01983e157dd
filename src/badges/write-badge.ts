import { competenceName } from '../training'
import { type Lang, sayIn, translator } from '../web'
import type { Facts } from './badge'
import { CREDENTIALS_V2, OPEN_BADGES } from './credential/contexts'

/** What a badge is written from. */
export type NewBadge = {
  readonly id: string
  readonly facts: Facts
  /** The person's name, where they chose to show it. */
  readonly name: string | undefined
  readonly lang: Lang
  readonly zone: string
  /** Public address of the house. */
  readonly url: string
  readonly issuer: string
  readonly issuedAt: Temporal.Instant
  readonly list: number
  readonly index: number
}

/** Address of a list of what is revoked. */
export const statusListAddress = (url: string, list: number): string => `${url}/credentials/status/${list}`

/** A badge as an Open Badges 3.0 credential, not yet signed; in the words of one language. */
export function writeBadge(badge: NewBadge) {
  const { facts, lang, url, zone } = badge
  const t = translator(lang)
  const { title, text } = sayFacts(facts, lang, zone)
  const id = `urn:uuid:${badge.id}`
  const list = statusListAddress(url, badge.list)
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    issuer: { id: badge.issuer, type: ['Profile'], name: t('web.name'), url },
    validFrom: instant(badge.issuedAt),
    ...(facts.kind === 'competence' && facts.until !== null
      ? { validUntil: instant(Temporal.Instant.from(facts.until)) }
      : {}),
    credentialSubject: {
      id: `${id}#subject`,
      type: ['AchievementSubject'],
      ...(badge.name === undefined || badge.name === ''
        ? {}
        : {
            identifier: [{ type: 'IdentityObject', hashed: false, identityHash: badge.name, identityType: 'name' }],
          }),
      ...periodOf(facts),
      achievement: {
        id: `${url}/awards#${facts.kind === 'award' ? facts.ref : facts.kind}`,
        type: ['Achievement'],
        achievementType: typeOf[facts.kind],
        name: title,
        description: text,
        inLanguage: lang,
        criteria: { narrative: t(`badges.criteria.${facts.kind}`) },
        ...(figuresOf(facts).length === 0
          ? {}
          : {
              resultDescription: figuresOf(facts).map(({ name }) => ({
                id: `${id}#${name}`,
                type: ['ResultDescription'],
                name: t(`badges.figure.${name}`),
                resultType: 'Result',
              })),
            }),
      },
      ...(figuresOf(facts).length === 0
        ? {}
        : {
            result: figuresOf(facts).map(({ name, value }) => ({
              type: ['Result'],
              resultDescription: `${id}#${name}`,
              value,
            })),
          }),
    },
    ...(facts.kind === 'hours' && facts.position !== null
      ? {
          evidence: [
            {
              id: `${url}/log/entries/${facts.position}`,
              type: ['Evidence'],
              name: t('badges.evidence', { position: facts.position }),
            },
          ],
        }
      : {}),
    credentialStatus: {
      id: `${list}#${badge.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(badge.index),
      statusListCredential: list,
    },
  }
}

const typeOf = {
  hours: 'CommunityService',
  year: 'CommunityService',
  competence: 'Competency',
  letter: 'ext:RecommendationLetter',
  award: 'Award',
} as const satisfies Record<Facts['kind'], string>

// The standard takes dates with a zone and without fractions of a second.
const instant = (at: Temporal.Instant): string => at.round('second').toString()

function periodOf(facts: Facts): { activityStartDate?: string; activityEndDate?: string } {
  if (facts.kind === 'hours') return { activityStartDate: facts.day, activityEndDate: facts.day }
  if (facts.kind === 'year') return { activityStartDate: `${facts.ref}-01-01`, activityEndDate: `${facts.ref}-12-31` }
  return {}
}

function figuresOf(facts: Facts): { name: string; value: string }[] {
  if (facts.kind === 'hours')
    return [
      { name: 'minutes', value: String(facts.minutes) },
      { name: 'state', value: facts.state },
      { name: 'basis', value: facts.basis },
    ]
  if (facts.kind === 'year')
    return [
      { name: 'confirmedMinutes', value: String(facts.confirmedMinutes) },
      { name: 'unconfirmedMinutes', value: String(facts.unconfirmedMinutes) },
      { name: 'visits', value: String(facts.visits) },
    ]
  if (facts.kind === 'competence') return [{ name: 'level', value: String(facts.level) }]
  return []
}

/** A thing of a record in words: what it is, and what is stated of it. */
export function sayFacts(facts: Facts, lang: Lang, zone: string): { title: string; text: string } {
  const [t, say] = [translator(lang), sayIn(lang, zone)]
  switch (facts.kind) {
    case 'hours':
      return {
        title: facts.title,
        text: t('badges.says.hours', {
          day: say.date(Temporal.PlainDate.from(facts.day)),
          time: say.duration(facts.minutes),
          organization: facts.organization,
          state: t(facts.state === 'disputed' ? 'badges.inQuestion' : `contributions.state.${facts.state}`),
          basis: t(`contributions.basis.${facts.basis}`),
        }),
      }
    case 'year':
      return {
        title: t('badges.title.year', { year: facts.ref }),
        text: t('badges.says.year', {
          confirmed: say.duration(facts.confirmedMinutes),
          unconfirmed: say.duration(facts.unconfirmedMinutes),
          visits: facts.visits,
        }),
      }
    case 'competence':
      return {
        title: competenceName(facts.competence, lang),
        text: t(facts.until === null ? 'badges.says.competence' : 'badges.says.competenceUntil', {
          level: t(`training.level.${facts.level}`),
          from: say.date(Temporal.Instant.from(facts.from)),
          until: facts.until === null ? '' : say.date(Temporal.Instant.from(facts.until)),
        }),
      }
    case 'letter':
      return {
        title: t('badges.title.letter', { organization: facts.organization }),
        text: t(facts.author === null ? 'badges.says.letterUnsigned' : 'badges.says.letter', {
          words: facts.words,
          author: facts.author ?? '',
          title: facts.title,
          day: say.date(Temporal.PlainDate.from(facts.day)),
        }),
      }
    case 'award':
      return { title: t(`badges.award.${facts.ref}`), text: t(`badges.rule.${facts.ref}`) }
  }
}
