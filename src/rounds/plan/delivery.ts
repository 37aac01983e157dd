import type { Point } from '../../kit/geo'
import { workLanguages } from '../../volunteers'

/** What a delivery asks of vehicle and crew. `vetted`: one of them has a confirmed background check. */
export const abilities = ['cold', 'lift', 'vetted'] as const
/** One of {@link abilities}. */
export type Ability = (typeof abilities)[number]

/** What is carried, with its weight and room: stock set aside at a site, or a promise that is fetched at its donor's. */
export type Cargo = {
  readonly pickId: string | null
  readonly pledgeId: string | null
  /** In the unit of the lot. */
  readonly quantity: number
  readonly grams: number
  readonly millilitres: number
}

/** A place of a round: a site, the home of a donor (by the pledge), or whoever asked. */
export type StopPlace =
  | { readonly kind: 'site'; readonly id: string; readonly point: Point }
  | { readonly kind: 'donor'; readonly id: string; readonly point: Point }
  | { readonly kind: 'need'; readonly id: string; readonly point: Point }

/** A place with when one can come and how long one stays. */
export type DeliveryEnd = {
  readonly place: StopPlace
  readonly from: Temporal.Instant | null
  readonly until: Temporal.Instant | null
  readonly minutes: number
}

/** Goods of one need that go from one place to another by one vehicle. */
export type Delivery = {
  readonly needId: string
  /** 0 most urgent; as `needs.rank`. */
  readonly rank: number
  readonly from: DeliveryEnd
  readonly to: DeliveryEnd
  readonly cargo: readonly Cargo[]
  readonly abilities: readonly Ability[]
  /** The language of whoever is met; null where nobody is. */
  readonly language: string | null
}

const LANGUAGE_BIT = abilities.length

/** Abilities and languages as bits for the engine. */
export function bitsOf(has: readonly Ability[], languages: readonly string[]): number {
  let bits = 0
  abilities.forEach((ability, i) => {
    if (has.includes(ability)) bits |= 1 << i
  })
  workLanguages.forEach((language, i) => {
    if (languages.includes(language)) bits |= 1 << (LANGUAGE_BIT + i)
  })
  return bits
}

/** What a delivery asks for, as bits. A language nobody could have chosen asks for nothing. */
export const bitsAsked = ({ abilities: asked, language }: Delivery): number =>
  bitsOf(asked, language === null ? [] : [language])

/** The first thing asked for that `has` lacks: an ability, or `language`. */
export function firstLacking(asked: number, has: number): Ability | 'language' | undefined {
  const lacking = asked & ~has
  if (lacking === 0) return undefined
  return abilities.find((_, i) => (lacking & (1 << i)) !== 0) ?? 'language'
}
