import type { Point } from '../../kit/geo'
import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import {
  findItem,
  kindOfLines,
  type LineWish,
  type NeedKind,
  needKinds,
  parseQuantity,
  type RaiseNeed,
  readAttributes,
  readLine,
} from '../../needs'
import { type Contact, parseContact, parseName } from '../../people'
import { findCompetence } from '../../training'
import type { MappingPart } from './mapping'
import { readCode, readList } from './meaning'
import { parsePoint } from './parse-point'
import { parseLang } from './parse-volunteer'
import type { ReadRow } from './read-rows'

type Urgency = RaiseNeed['urgency']

/** A request on someone's list, understood as far as it goes. */
export type NeedRow = {
  readonly line: number
  readonly ref: string
  readonly name: string
  readonly contact: Contact | undefined
  readonly lang: 'kk' | 'ru' | 'en' | undefined
  readonly point: Point | undefined
  readonly kato: string
  readonly address: string
  readonly atHome: boolean
  readonly kind: NeedKind
  readonly lines: readonly LineWish[]
  readonly urgency: Urgency
  /** Hours from the import until help is due, or the moment the file says. */
  readonly due: { readonly hours: number } | { readonly at: Temporal.Instant }
  readonly words: string
}

const DUE_HOURS: Record<Urgency, number> = { immediate: 4, expected: 24, future: 72, unknown: 48 }

/** Reads one row of a list of requests. Pure. A word nobody knows becomes a line of words, never nothing. */
export function parseNeed(row: ReadRow, part: MappingPart, zone: string): NeedRow | RowReport {
  const report = (field: 'phone' | 'email' | 'quantity' | 'neededBy', expected: string, got: string): RowReport => ({
    line: row.line,
    column: row.column(field),
    expected,
    got: shorten(got) || 'nothing',
  })
  const place = parsePoint(row)
  if ('line' in place) return place
  let contact: Contact | undefined
  for (const field of ['phone', 'email'] as const) {
    const said = row.get(field)
    if (said === '' || contact !== undefined) continue
    const read = parseContact(said, true)
    if (!read.ok) return report(field, field === 'phone' ? 'a telephone number' : 'an e-mail address', said)
    contact = read.value
  }
  const lines = readLines(row, part)
  if (lines === undefined) return report('quantity', 'an amount such as 20, 30 kg or 5 l', row.get('quantity'))
  const urgency = parseUrgency(readCode(row.get('urgency'), 'urgency', part) ?? row.get('urgency'))
  const said = row.get('neededBy')
  const at = said === '' ? undefined : parseMoment(said, zone)
  if (said !== '' && at === undefined) return report('neededBy', 'a date such as 2026-11-30 or 2026-11-30 18:00', said)
  const kind = readCode(row.get('kind'), 'kind', part) ?? row.get('kind')
  return {
    line: row.line,
    ref: row.get('ref'),
    name: parseName(row.get('name')) ?? '',
    contact,
    lang: parseLang(row.get('lang')),
    point: place.point,
    kato: row.get('kato'),
    address: row.get('address').slice(0, 300),
    // Where the file does not say, it may be someone's home: the careful reading.
    atHome: (readCode(row.get('home'), 'home', part) ?? row.get('home')).toLowerCase() !== 'no',
    kind: Object.hasOwn(needKinds, kind) ? (kind as NeedKind) : kindOfLines(lines),
    lines,
    urgency,
    due: at === undefined ? { hours: part.dueHours[urgency] ?? DUE_HOURS[urgency] } : { at },
    words: [...(row.get('words') === '' ? [] : [row.get('words').slice(0, 2000)]), ...row.kept].join('\n'),
  }
}

function readLines(row: ReadRow, part: MappingPart): LineWish[] | undefined {
  const list = readList(row.get('lines'), 'lines', part)
  // An amount beside several things belongs to none of them in particular: it stays in the words of each.
  const amount = list.length === 1 ? inKnownUnits(row.get('quantity'), part) : ''
  const wishes = list.map(({ words, means }) => wishOf(words, means?.[0], amount))
  if (wishes.length === 0) return amount === '' ? [wordsWish(row.get('words') || row.kept[0] || '—')] : undefined
  return wishes.every((wish) => wish !== undefined) ? wishes : undefined
}

const inKnownUnits = (amount: string, part: MappingPart): string =>
  amount.replace(/[\p{L}.]+/u, (unit) => part.units[unit] ?? part.units[unit.toLowerCase()] ?? unit)

const wordsWish = (words: string): LineWish => ({
  kind: 'words',
  item: null,
  competence: null,
  unit: 'piece',
  quantity: 1,
  words: words.slice(0, 300),
  attributes: {},
  healthRelated: false,
})

function wishOf(words: string, means: string | undefined, amount: string): LineWish | undefined {
  if (means === undefined) return readLine(words, amount)
  const [sort, id = ''] = means.split(':')
  const item = sort === 'item' ? findItem(id) : undefined
  if (item !== undefined) {
    const quantity = amount === '' ? item.typicalQuantity : parseQuantity(amount, item.unit)
    if (quantity === undefined) return undefined
    const [competence, healthRelated] = [item.competence ?? null, item.healthRelated === true]
    return {
      kind: 'item',
      item: item.id,
      competence,
      unit: item.unit,
      quantity,
      words: words.slice(0, 300),
      attributes: readAttributes(item, words),
      healthRelated,
    }
  }
  const able = sort === 'competence' ? findCompetence(id) : undefined
  if (able === undefined) return wordsWish(words)
  const quantity = amount === '' ? 1 : parseQuantity(amount, 'person-visit')
  if (quantity === undefined) return undefined
  const healthRelated = able.healthRelated === true
  return {
    kind: 'competence',
    item: null,
    competence: able.id,
    unit: 'person-visit',
    quantity,
    words: words.slice(0, 300),
    attributes: {},
    healthRelated,
  }
}

function parseUrgency(text: string): Urgency {
  const said = text.toLowerCase()
  if (/^(immediate|emergency|urgent|critical|срочно|экстренно|шұғыл)/.test(said)) return 'immediate'
  if (/^(expected|high|medium|высок|средн|жоғары|орта)/.test(said)) return 'expected'
  return /^(future|low|низк|төмен)/.test(said) ? 'future' : 'unknown'
}

/** A date or a date and time: with a zone of its own, else in `zone`; a date alone ends at nine in the evening. */
export function parseMoment(text: string, zone: string): Temporal.Instant | undefined {
  const iso = text
    .trim()
    .replace(
      /^(\d{1,2})\.(\d{1,2})\.(\d{4})/,
      (_, d: string, m: string, y: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
    )
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(iso) && iso.length > 10) return Temporal.Instant.from(iso.replace(' ', 'T'))
    if (/^\d{4}-\d{2}-\d{2}$/.test(iso))
      return Temporal.PlainDate.from(iso).toZonedDateTime({ timeZone: zone, plainTime: '21:00' }).toInstant()
    return Temporal.PlainDateTime.from(iso.replace(' ', 'T')).toZonedDateTime(zone).toInstant()
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}
