import type { LegalFlag } from '../standards'

/** What an everyday organizer picks first; the rest of the form follows from it. `kind` is the kind of activity by law. */
export type Work = {
  readonly id: string
  readonly kind: string
  /** Flags this work brings of itself; the organizer adds, never takes away. */
  readonly flags: readonly LegalFlag[]
  /** Unit in which its result is counted, named under `activities.unit.<unit>`. */
  readonly unit: string
  readonly confirmer: Confirmer
  readonly remote?: true
}

/** Who says what came of it: the person helped, the owner of the site or client, a second named person with evidence. */
export const confirmers = ['person-helped', 'site-owner', 'second-person'] as const
/** One of {@link confirmers}. */
export type Confirmer = (typeof confirmers)[number]

/** Units of results, in the order of the form. */
export const units = [
  'sack',
  'tree',
  'household',
  'person',
  'parcel',
  'delivery',
  'place',
  'lesson',
  'visit',
  'text',
  'case',
] as const
/** One of {@link units}. */
export type Unit = (typeof units)[number]

/** Kinds of work the form offers; name, aim, briefing and what to bring stand under `activities.work.<id>.*`. */
export const works: readonly Work[] = [
  { id: 'clean-up', kind: 'environment', flags: [], unit: 'sack', confirmer: 'second-person' },
  { id: 'planting', kind: 'environment', flags: [], unit: 'tree', confirmer: 'second-person' },
  { id: 'parcels', kind: 'social-help', flags: [], unit: 'parcel', confirmer: 'second-person' },
  { id: 'delivery', kind: 'social-help', flags: [], unit: 'delivery', confirmer: 'person-helped' },
  { id: 'visit', kind: 'social-care', flags: ['home-visit'], unit: 'visit', confirmer: 'person-helped' },
  { id: 'repair', kind: 'social-help', flags: ['heavy'], unit: 'household', confirmer: 'person-helped' },
  {
    id: 'flood',
    kind: 'emergency-help',
    flags: ['disaster', 'emergency', 'heavy'],
    unit: 'household',
    confirmer: 'site-owner',
  },
  { id: 'shelter', kind: 'disaster-victims', flags: ['disaster'], unit: 'person', confirmer: 'site-owner' },
  { id: 'search', kind: 'missing-search', flags: ['emergency'], unit: 'place', confirmer: 'site-owner' },
  { id: 'teaching', kind: 'education', flags: ['minors-present'], unit: 'lesson', confirmer: 'site-owner' },
  { id: 'event', kind: 'events', flags: [], unit: 'person', confirmer: 'site-owner' },
  { id: 'remote', kind: 'other-lawful', flags: [], unit: 'text', confirmer: 'site-owner', remote: true },
  { id: 'other', kind: 'other-lawful', flags: [], unit: 'person', confirmer: 'second-person' },
]

/** One of {@link works} by untrusted id. */
export const findWork = (id: string | undefined): Work | undefined => works.find((work) => work.id === id)

/** Untrusted text as a confirmer, or undefined. */
export const parseConfirmer = (text: unknown): Confirmer | undefined => confirmers.find((one) => one === text)

/** Untrusted text as a unit, or undefined. */
export const parseUnit = (text: unknown): Unit | undefined => units.find((one) => one === text)
