import { kzLaw } from './kz'
import type { Article, LawPack } from './law-pack'

/** Worst Forms of Child Labour Convention, 1999 (No. 182): no work that by its nature harms anyone under 18. */
const worstForms: Article = { act: 'ILO C182', article: '3(d)' }
/** Convention on the Rights of the Child: guidance of parents, protection from harmful work. */
const childRights = (article: string): Article => ({ act: 'UN CRC', article })

/**
 * Pack for a country that has none of its own: what international conventions protect, read cautiously. It is no substitute for the
 * law of the place, and whoever runs the service there writes a pack.
 */
export const genericLaw: LawPack = {
  id: 'generic',
  countries: [],
  rules: [
    { id: 'minor-disaster', article: worstForms, ageBelow: 18, flags: ['disaster'], unless: [] },
    { id: 'minor-emergency', article: worstForms, ageBelow: 18, flags: ['emergency'], unless: [] },
    { id: 'minor-refugees', article: childRights('32(1)'), ageBelow: 18, flags: ['refugees'], unless: [] },
    {
      id: 'minor-criminal-record',
      article: childRights('32(1)'),
      ageBelow: 18,
      flags: ['criminal-record'],
      unless: [],
    },
    { id: 'minor-heavy', article: worstForms, ageBelow: 18, flags: ['heavy'], unless: [] },
    {
      id: 'minor-night',
      article: childRights('32(1)'),
      ageBelow: 18,
      flags: ['night'],
      unless: ['representative-present'],
    },
    // Conventions name no age for a parent's consent. Sixteen is the cautious choice among the edges people are asked about.
    {
      id: 'under-16-consent',
      article: childRights('5'),
      ageBelow: 16,
      flags: 'any',
      unless: ['consent-given', 'representative-present'],
    },
  ],
  activityKinds: kzLaw.activityKinds.map((kind) => ({ ...kind, article: { act: 'asar', article: 'kinds' } })),
  forbiddenForms: {},
  obligations: {},
  companions: {
    servedMax: 5,
    daysMax: 365,
    article: { act: 'asar', article: 'companions' },
    pairing: { competences: ['background-check'], months: 6, keptMin: 3, brokenPermilleMax: 200 },
  },
}
