import type { ActivityKind, Article, LawPack } from './law-pack'

/** Law of Kazakhstan on volunteer activity, 30.12.2016 No. 42-VI, text of 2024-01-01. */
const volunteering = (article: string): Article => ({ act: '42-VI', article })

// Compared with published copies of the text: kinds 1 to 6 of art. 6(2), and all of art. 12(1) to 12(3)(3), on which every age rule rests. Of kind 7
// only the opening was at hand, and no copy that could be read went further: the wording of 7 to 13 has not been compared with the act, so compare before
// a report to the state relies on it. That there are thirteen kinds is the law's. Articles 1(9), 12(3)(5), 12(4)(4), 13(4) and 14(8) are cited
// as an official list of terms gives them.
const kinds: readonly (readonly [id: string, wordingChecked: boolean])[] = [
  ['social-help', true],
  ['social-care', true],
  ['disaster-victims', true],
  ['emergency-help', true],
  ['missing-search', true],
  ['environment', true],
  ['creativity-heritage', false],
  ['health', false],
  ['education', false],
  ['sport', false],
  ['events', false],
  ['legal-literacy', false],
  ['other-lawful', false],
]

const activityKinds = kinds.map(
  ([id, wordingChecked], i): ActivityKind => ({ id, article: volunteering(`6(2)(${i + 1})`), wordingChecked }),
)

/** Country pack of Kazakhstan. Later amendments were not read. */
export const kzLaw: LawPack = {
  id: 'kz',
  countries: ['KZ'],
  rules: [
    { id: 'minor-disaster', article: volunteering('12(2-1)(1)'), ageBelow: 18, flags: ['disaster'], unless: [] },
    { id: 'minor-emergency', article: volunteering('12(2-1)(1)'), ageBelow: 18, flags: ['emergency'], unless: [] },
    { id: 'minor-refugees', article: volunteering('12(2-1)(1)'), ageBelow: 18, flags: ['refugees'], unless: [] },
    // The act excepts people whose prosecution ended because there was no crime; nobody is asked for that, so the rule stays wider here.
    {
      id: 'minor-criminal-record',
      article: volunteering('12(2-1)(2)'),
      ageBelow: 18,
      flags: ['criminal-record'],
      unless: [],
    },
    { id: 'minor-heavy', article: volunteering('12(2-1)(3)'), ageBelow: 18, flags: ['heavy'], unless: [] },
    // The act forbids what harms health or disturbs study; night work is our reading of it, lifted by a parent on the spot.
    {
      id: 'minor-night',
      article: volunteering('12(2)'),
      ageBelow: 18,
      flags: ['night'],
      unless: ['representative-present'],
    },
    {
      id: 'under-14-consent',
      article: volunteering('12(2)'),
      ageBelow: 14,
      flags: 'any',
      unless: ['consent-given', 'representative-present'],
    },
  ],
  activityKinds,
  forbiddenForms: {
    'political-party': volunteering('1(9)'),
    'religious-association': volunteering('1(9)'),
    'trade-union': volunteering('1(9)'),
    'consumer-cooperative': volunteering('1(9)'),
  },
  obligations: {
    'coordinator-named': volunteering('13'),
    'aim-stated': volunteering('12(3)(3)'),
    briefing: volunteering('13'),
    'adults-only': volunteering('12(2-1)'),
    'code-of-ethics': volunteering('14(8)'),
    'safe-methods': volunteering('13(4)'),
    'first-aid-on-site': volunteering('13(4)'),
    'authority-agreed': volunteering('6(2)(4)'),
    'written-contract-protective-clothing': volunteering('12(3)(5)'),
    confidentiality: volunteering('12(4)(4)'),
  },
  companions: {
    servedMax: 5,
    daysMax: 365,
    article: { act: 'asar', article: 'companions' },
    pairing: { competences: ['background-check'], months: 6, keptMin: 3, brokenPermilleMax: 200 },
  },
}
