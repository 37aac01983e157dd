import { err, ok, type Result } from '../kit/result'
import { type AgeBand, type AgeFacts, bandOf, yearsAtLeast } from './age'
import { flagsMask, type LegalFlag, legalFlags } from './flags'
import type { Article, LawPack, LawRule, OrganizationForm, Relief } from './law/law-pack'

/** State of a parent's or legal representative's written consent. Withdrawn or outdated consent counts as none. */
export type ConsentState = 'none' | 'given' | 'withdrawn' | 'expired'

/** One person and one piece of work. */
export type LawCase = AgeFacts & {
  /** Day of the activity in the zone of its place, by {@link activityDay}. */
  readonly day: Temporal.PlainDate
  readonly flags: ReadonlySet<LegalFlag>
  readonly consent: ConsentState
  /** A parent or legal representative takes part on the spot. */
  readonly representativePresent: boolean
}

/** Allowed; names the pack and every rule that was looked at. */
export type LawPermit = { readonly pack: string; readonly ageBand: AgeBand; readonly rulesApplied: readonly string[] }

/** Refused by one rule, the gravest first; `openBy` says what would lift it, empty when nothing can. */
export type LawRefusal = {
  readonly kind: 'law-refused'
  readonly pack: string
  readonly rule: string
  readonly article: Article
  readonly messageKey: string
  readonly openBy: readonly Relief[]
}

const concerns = (rule: LawRule, years: number, flags: ReadonlySet<LegalFlag>): boolean =>
  years < rule.ageBelow && (rule.flags === 'any' || rule.flags.some((flag) => flags.has(flag)))

/**
 * Whether the law lets this person do this work. Asked at every yes, every move of time or kind, and at check-in; the answer of an
 * earlier day proves nothing. Unknown age counts as under 14.
 */
export function decideLaw(pack: LawPack, asked: LawCase): Result<LawPermit, LawRefusal> {
  const years = yearsAtLeast(asked, asked.day)
  const reliefs: readonly Relief[] = [
    ...(asked.consent === 'given' ? (['consent-given'] as const) : []),
    ...(asked.representativePresent ? (['representative-present'] as const) : []),
  ]
  const broken = pack.rules.find(
    (rule) => concerns(rule, years, asked.flags) && !rule.unless.some((relief) => reliefs.includes(relief)),
  )
  if (broken === undefined) {
    return ok({ pack: pack.id, ageBand: bandOf(years), rulesApplied: pack.rules.map((rule) => rule.id) })
  }
  return err({
    kind: 'law-refused',
    pack: pack.id,
    rule: broken.id,
    article: broken.article,
    messageKey: `standards.law.${broken.id}`,
    openBy: broken.unless,
  })
}

/**
 * The same decision for every work at once, as bits for the allocation engine: the law refuses this person wherever
 * `lawMask & flagsMask(flags of the work)` is not 0. Holds for `day` only.
 */
export function lawMask(pack: LawPack, person: Omit<LawCase, 'flags'>): number {
  const refused = (flags: readonly LegalFlag[]) => !decideLaw(pack, { ...person, flags: new Set(flags) }).ok
  if (refused([])) return 1
  return legalFlags.reduce((mask, flag) => (refused([flag]) ? mask | (flagsMask(new Set([flag])) & ~1) : mask), 0)
}

/** An organization of this form cannot be a volunteer organization. */
export type FormRefusal = {
  readonly kind: 'form-refused'
  readonly form: OrganizationForm
  readonly article: Article
  readonly messageKey: string
}

/** Whether an organization of this legal form may register as a volunteer organization. Anyone may still organize as a person. */
export function decideOrganization(
  pack: LawPack,
  form: OrganizationForm,
): Result<{ readonly form: OrganizationForm }, FormRefusal> {
  const article = pack.forbiddenForms[form]
  return article === undefined
    ? ok({ form })
    : err({ kind: 'form-refused', form, article, messageKey: `standards.form.refused.${form}` })
}
