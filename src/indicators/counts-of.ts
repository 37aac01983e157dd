import type { Entry } from '../journal'
import type { Count, Parts } from './count'
import { goodsReaders } from './count-goods'
import { countsPeople, type Definition, SEALED_BREAKDOWN } from './definition'
import { definitions } from './definitions'
import { applyRules, type Once } from './rule'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const byKind = new Map<string, Definition[]>()
for (const definition of definitions)
  for (const kind of new Set(definition.rules.map((rule) => rule.kind)))
    byKind.set(kind, [...(byKind.get(kind) ?? []), definition])

/** Kinds of entry that some number looks at. */
export const countedKinds: readonly string[] = [...new Set([...byKind.keys(), ...Object.keys(goodsReaders)])]

/** The day an entry stands under: the one it says, else that of its moment in UTC. */
export const dayOf = ({ publicBody, at }: Pick<Entry, 'publicBody' | 'at'>): string =>
  text(publicBody.day) ?? at.toZonedDateTimeISO('UTC').toPlainDate().toString()

/** What an entry means to the numbers: pure, so that totals can be rebuilt from position 0 to the same values. */
export const countsOf = (entry: Entry): readonly Count[] => [
  ...(byKind.get(entry.kind) ?? []).flatMap((definition) => countFor(definition, entry)),
  ...(goodsReaders[entry.kind]?.(entry) ?? []),
]

function countFor(definition: Definition, entry: Entry): Count[] {
  const { id, rules, measure, breakdowns } = definition
  const ruled = applyRules(rules, entry)
  if (ruled === undefined) return []
  if ('excluded' in ruled) return [{ indicator: id, amount: 0, excluded: ruled.excluded }]
  const waitMinutes = measure === 'median-wait' ? number(entry.publicBody.waitMinutes) : undefined
  if (measure === 'median-wait' && waitMinutes === undefined) return [{ indicator: id, amount: 0, excluded: 'no-time' }]
  const known = ruled.once === undefined ? {} : membership(ruled.once, entry)
  if (known === undefined) return []
  return [
    {
      indicator: id,
      amount: ruled.amount,
      ...known,
      ...(countsPeople(definition) && ruled.joins ? { person: volunteerOf(entry) } : {}),
      ...(breakdowns.length === 0 ? {} : { parts: partsOf(breakdowns, entry) }),
      ...(waitMinutes === undefined ? {} : { waitMinutes }),
    },
  ]
}

const volunteerOf = ({ body }: Entry) => text(body.volunteerId) ?? text(body.volunteer)

/** Whom an entry counts once; undefined where it does not say. */
function membership(once: Once, entry: Entry): Pick<Count, 'member' | 'after'> | undefined {
  if (once === 'subject') return { member: entry.subjectId }
  if (once === 'served') return entry.onBehalfOf === null ? undefined : { member: entry.onBehalfOf }
  const whom = once === 'organization-in-a-year' ? text(entry.publicBody.organization) : volunteerOf(entry)
  if (whom === undefined) return undefined
  if (once === 'person') return { member: whom }
  const year = Number(dayOf(entry).slice(0, 4))
  const member = inYear(whom, year)
  if (once !== 'person-again-in-a-year') return { member }
  return { member, after: { indicator: 'volunteers-active', member: inYear(whom, year - 1) } }
}

// Whoever counts once in a calendar year: the year is folded into the member, which stays an id without meaning to others.
const inYear = (id: string, year: number): string =>
  `${id.slice(0, 9)}${year.toString(16).padStart(4, '0')}${id.slice(13)}`

const partsOf = (breakdowns: Definition['breakdowns'], { publicBody, body }: Entry): Parts =>
  Object.fromEntries(
    breakdowns.map((field) => [field, text((field === SEALED_BREAKDOWN ? body : publicBody)[field]) ?? 'unknown']),
  )
