import type { CompanionLimits } from '../../people'
import type { LegalFlag } from '../flags'
import type { ObligationId } from '../obligation-ids'

/** Where a rule stands: the act by its short number and the article, as in ("42-VI", "12(2-1)(1)"). */
export type Article = { readonly act: string; readonly article: string }

/** What can lift a rule that is not absolute. */
export type Relief = 'consent-given' | 'representative-present'

/** A rule about who may do which work. It refuses anyone below `ageBelow` full years where one of `flags` holds. */
export type LawRule = {
  readonly id: string
  readonly article: Article
  readonly ageBelow: number
  /** 'any' for all work whatever its flags. */
  readonly flags: readonly LegalFlag[] | 'any'
  /** One of these lifts the rule; empty: never, whatever the consent. */
  readonly unless: readonly Relief[]
}

/** Legal forms an organization may say it has. */
export const organizationForms = [
  'initiative-group',
  'public-association',
  'foundation',
  'institution',
  'association-of-organizations',
  'company',
  'authority',
  'political-party',
  'religious-association',
  'trade-union',
  'consumer-cooperative',
] as const

/** One of {@link organizationForms}. */
export type OrganizationForm = (typeof organizationForms)[number]

/** One of the kinds of volunteer activity the law names; top level of categories. Name under `standards.kind.<id>`. */
export type ActivityKind = {
  readonly id: string
  readonly article: Article
  /** False while the wording has not been compared with the act. */
  readonly wordingChecked: boolean
}

/** The law of one country as data: rules, kinds and articles in one place, so that a new text is a new pack. */
export type LawPack = {
  readonly id: string
  /** ISO 3166-1 alpha-2 codes the pack is for; empty for the one that serves everywhere else. */
  readonly countries: readonly string[]
  /** Absolute rules first, so that a refusal names the reason no consent can change. */
  readonly rules: readonly LawRule[]
  readonly activityKinds: readonly ActivityKind[]
  readonly forbiddenForms: Readonly<Partial<Record<OrganizationForm, Article>>>
  /** Article behind an obligation; one that is missing here rests on our own standard. */
  readonly obligations: Readonly<Partial<Record<ObligationId, Article>>>
  /** What holds for those who act for another: our own standard where `article` names no act of the country. */
  readonly companions: CompanionLimits & {
    readonly article: Article
    /** What a volunteer who did not know the person before must have to be asked: grown up, vetted, steady over months. */
    readonly pairing: {
      readonly competences: readonly string[]
      readonly months: number
      readonly keptMin: number
      /** Of a thousand promises so many may have been broken. */
      readonly brokenPermilleMax: number
    }
  }
}
