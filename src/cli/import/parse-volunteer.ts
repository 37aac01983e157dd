import type { Point } from '../../kit/geo'
import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import { matchItems } from '../../needs'
import { type Contact, parseContact, parseName } from '../../people'
import { findCompetence, matchCompetences } from '../../training'
import { type Equipment, equipments } from '../../volunteers'
import type { MappingPart } from './mapping'
import { readList } from './meaning'
import { parsePoint } from './parse-point'
import type { ReadRow } from './read-rows'

/** A person on someone's list, understood as far as it goes; `words` holds the rest as said. */
export type VolunteerRow = {
  readonly line: number
  readonly ref: string
  readonly name: string
  readonly contacts: readonly Contact[]
  readonly lang: 'kk' | 'ru' | 'en' | undefined
  readonly point: Point | undefined
  readonly kato: string
  readonly competences: readonly string[]
  readonly items: readonly string[]
  readonly equipment: readonly Equipment[]
  readonly words: readonly string[]
}

const SCORE_MIN = 0.75

/** Reads one row of a list of volunteers. Pure. */
export function parseVolunteer(row: ReadRow, part: MappingPart): VolunteerRow | RowReport {
  const place = parsePoint(row)
  if ('line' in place) return place
  const name = parseName(row.get('name') || row.get('ref'))
  if (name === undefined) {
    const got = shorten(row.get('name')) || 'nothing'
    return { line: row.line, column: row.column('name'), expected: 'a name of at most 80 characters', got }
  }
  const contacts: Contact[] = []
  for (const field of ['phone', 'email'] as const) {
    const said = row.get(field)
    if (said === '') continue
    const contact = parseContact(said, true)
    if (!contact.ok || contact.value.kind !== field) {
      const expected = field === 'phone' ? 'a telephone number' : 'an e-mail address'
      return { line: row.line, column: row.column(field), expected, got: shorten(said) }
    }
    contacts.push(contact.value)
  }
  const offers = readOffers(row, part)
  return {
    line: row.line,
    ref: row.get('ref'),
    name,
    contacts,
    lang: parseLang(row.get('lang')),
    point: place.point,
    kato: row.get('kato'),
    ...offers,
    words: [...offers.words, ...(row.get('words') === '' ? [] : [row.get('words').slice(0, 2000)]), ...row.kept],
  }
}

/** Language of a row as people write it: `kk`, `қазақша`, `русский`, `English`. */
export function parseLang(text: string): 'kk' | 'ru' | 'en' | undefined {
  const said = text.trim().toLowerCase()
  if (/^(kk|kaz|қаз|каз)/.test(said)) return 'kk'
  if (/^(ru|рус|орыс)/.test(said)) return 'ru'
  return /^(en|англ|ағыл)/.test(said) ? 'en' : undefined
}

function readOffers(row: ReadRow, part: MappingPart) {
  const competences = new Set<string>()
  const items = new Set<string>()
  const equipment = new Set<Equipment>()
  const words: string[] = []
  for (const said of readList(row.get('offers'), 'offers', part)) {
    const means = said.means ?? guess(said.words)
    if (means.length === 0 || means.includes('words')) words.push(said.words)
    for (const one of means) {
      const [sort, id = ''] = one.split(':')
      const tool = equipments.find((known) => known === id)
      if (sort === 'competence' && findCompetence(id) !== undefined) competences.add(id)
      else if (sort === 'item') items.add(id)
      else if (sort === 'equipment' && tool !== undefined) equipment.add(tool)
    }
  }
  return { competences: [...competences], items: [...items], equipment: [...equipment], words }
}

// A proposal only: whoever accepts the invitation sees what was understood of them and changes it.
function guess(words: string): string[] {
  const [competence] = matchCompetences(words)
  const [item] = matchItems(words)
  const best = Math.max(competence?.score ?? 0, item?.score ?? 0)
  if (best < SCORE_MIN) return []
  return competence !== undefined && competence.score === best
    ? [`competence:${competence.competence}`]
    : [`item:${item?.item.id}`]
}
