import type { CompetenceGroupId } from './competence-groups'

/** A name in the three languages of the interface. */
export type Names = { readonly kk: string; readonly ru: string; readonly en: string }

/** Other words people use for the same thing, per language; lower case, no order. */
export type Synonyms = {
  readonly kk: readonly string[]
  readonly ru: readonly string[]
  readonly en: readonly string[]
}

/** How well: 1 basic (with guidance), 2 independent, 3 professional (does it for a living or is certified to teach it). */
export type Level = 1 | 2 | 3

/** Every level, lowest first. */
export const levels: readonly Level[] = [1, 2, 3]

/** Something a person can do that a post may ask for. */
export type Competence = {
  readonly id: string
  readonly group: CompetenceGroupId
  readonly names: Names
  readonly synonyms: Synonyms
  /** Ids of competences that whoever holds this one holds too, at the same level (a doctor gives first aid). */
  readonly includes?: readonly string[]
  /** Id of the ESCO skill that means the same, where there is one; the address is {@link escoUri}. */
  readonly esco?: string
  /** ISCO-08 group of people who do this for a living, where there is one: 2 to 4 digits, as narrow as really corresponds. */
  readonly isco?: string
  /** A document (licence, diploma, certificate) must be shown and confirmed before a post that asks for it. */
  readonly credentialRequired?: true
  /** Counted in public only inside one group of health-related items. */
  readonly healthRelated?: true
}

/**
 * Address of an ESCO skill. Wherever ESCO ids are shown, the credit line `training.credit.esco` stands beside them.
 * @see European Commission, ESCO v1.1.1, CC BY 4.0
 */
export const escoUri = (id: string): string => `http://data.europa.eu/esco/skill/${id}`
