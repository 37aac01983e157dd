import { parsePoint } from '../kit/geo'
import { isId } from '../kit/ids'
import { err, ok, type Result } from '../kit/result'
import { parseContact, parsePhone } from '../people'
import { type PlaceError, resolvePlace } from '../places'
import type { Db } from '../platform'
import { type Vulnerability, vulnerabilities } from '../standards'
import type { FieldErrors } from '../web'
import { decideDue, whens } from './by-when'
import { namesMoney } from './catalogue/match-item'
import type { RaiseNeed } from './commands/raise-need'
import { type LineWish, readLine } from './line-wish'
import { parseCode, parseKind } from './need'
import { findDistrictCentre } from './queries/district-centre'
import { findOpenIncident } from './queries/incidents'

/** Fields of the request form, all screens together; what is not here is not carried on. */
export const askFields = [
  'kind',
  'line1',
  'line1_item',
  'amount1',
  'line2',
  'line2_item',
  'amount2',
  'line3',
  'line3_item',
  'amount3',
  'words',
  'danger',
  'place',
  'place_q',
  'district',
  'latitude',
  'longitude',
  'address',
  'home',
  'when',
  'date',
  'time',
  'incident',
  'name',
  'reach',
  'phone',
  'email',
  'callSafe',
  'textSafe',
] as const
export type AskField = (typeof askFields)[number]

/** What was typed so far, untrusted, one text per field; `who` holds the boxes ticked. */
export type AskAnswers = Readonly<Record<AskField, string>> & { readonly who: readonly string[] }

/** The question a field belongs to. */
export type AskStep = 1 | 2 | 3 | 4
export const stepOf: Readonly<Record<AskField, AskStep>> = {
  kind: 1,
  line1: 1,
  line1_item: 1,
  amount1: 1,
  line2: 1,
  line2_item: 1,
  amount2: 1,
  line3: 1,
  line3_item: 1,
  amount3: 1,
  words: 1,
  danger: 1,
  place: 2,
  place_q: 2,
  district: 2,
  latitude: 2,
  longitude: 2,
  address: 2,
  home: 2,
  when: 3,
  date: 3,
  time: 3,
  incident: 3,
  name: 4,
  reach: 4,
  phone: 4,
  email: 4,
  callSafe: 4,
  textSafe: 4,
}

const longest: Partial<Record<AskField, number>> = { words: 2000, address: 300, place_q: 120 }

/** Reads the fields of the form; longer texts are cut, unknown fields dropped. */
export function readAnswers(
  form: Readonly<Record<string, string | undefined>>,
  who: readonly string[] = [],
): AskAnswers {
  const texts = Object.fromEntries(
    askFields.map((name) => [name, (form[name] ?? '').trim().slice(0, longest[name] ?? 200)]),
  ) as Record<AskField, string>
  return { ...texts, who: vulnerabilities.filter((one) => who.includes(one)) }
}

/** What is wrong, as message keys by field. */
export type AskErrors = Readonly<Partial<Record<AskField, string>>>

/** Error keys as texts of the visitor's language. */
export const sayErrors = (errors: AskErrors, t: (key: string) => string): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([name, key]) => [name, t(key)]))

type Asked = Pick<RaiseNeed, 'kind' | 'lines' | 'words' | 'danger'>

/** Question 1: what. */
export function parseWhat(answers: AskAnswers): Result<Asked, AskErrors> {
  const errors: Partial<Record<AskField, string>> = {}
  const kind = parseKind(answers.kind)
  if (kind === undefined) errors.kind = 'needs.ask.kind.missing'
  const lines: LineWish[] = []
  for (const number of ['1', '2', '3'] as const) {
    const said = answers[`line${number}`]
    if (said === '') continue
    const line = readLine(said, answers[`amount${number}`], answers[`line${number}_item`])
    if (namesMoney(said)) errors[`line${number}`] = 'needs.ask.line.money'
    else if (line === undefined) errors[`amount${number}`] = 'needs.ask.amount.wrong'
    else lines.push(line)
  }
  const told = answers.words.slice(0, 200)
  if (lines.length === 0 && Object.keys(errors).every((name) => name === 'kind')) {
    const line = told === '' ? undefined : readLine(told)
    if (line === undefined) errors.line1 = 'needs.ask.line.missing'
    else lines.push(line)
  }
  return kind === undefined || Object.keys(errors).length > 0
    ? err(errors)
    : ok({ kind, lines, words: answers.words, danger: answers.danger === 'yes' })
}

/** Question 2: where. A settlement picked, a district (its centre), or a pin. */
export async function parseWhere(db: Db, answers: AskAnswers): Promise<Result<RaiseNeed['place'], AskErrors>> {
  const pinned =
    answers.latitude === '' && answers.longitude === '' ? undefined : parsePoint(answers.latitude, answers.longitude)
  if (pinned?.ok === false) return err({ [pinned.error.part]: 'needs.ask.pin.wrong' })
  const point = pinned?.value
  const centre =
    answers.place === '' && isId(answers.district) ? await findDistrictCentre(db, answers.district) : undefined
  const resolved = await resolvePlace(db, {
    localityId: isId(answers.place) ? answers.place : (centre ?? undefined),
    point,
  })
  const home = parseCode(['yes', 'no'], answers.home)
  const errors = {
    ...(resolved.ok
      ? {}
      : { [resolved.error.kind === 'pin-far-away' ? 'latitude' : 'place_q']: placeErrors[resolved.error.kind] }),
    ...(home === undefined ? { home: 'needs.ask.home.missing' } : {}),
  }
  if (!resolved.ok || home === undefined) return err(errors)
  const { regionId, districtId, localityId, zone } = resolved.value
  return ok({
    regionId,
    districtId: districtId ?? null,
    localityId: localityId ?? null,
    zone,
    point,
    address: answers.address,
    atHome: home === 'yes',
  })
}

const placeErrors: Record<PlaceError['kind'], string> = {
  'place-missing': 'needs.ask.place.missing',
  'place-unknown': 'needs.ask.place.unknown',
  'pin-far-away': 'needs.ask.pin.far',
}

type Due = Pick<RaiseNeed, 'neededBy' | 'urgency' | 'vulnerability' | 'incidentId'>

/** Question 3: by when, and for whom. */
export async function parseWhen(
  db: Db,
  answers: AskAnswers,
  place: { readonly zone: string; readonly regionId: string },
  now: Temporal.Instant,
): Promise<Result<Due, AskErrors>> {
  const when = parseCode(whens, answers.when)
  if (when === undefined) return err({ when: 'needs.ask.when.missing' })
  const due = decideDue(when, place.zone, now, answers.date, answers.time)
  if (due === undefined) return err({ date: 'needs.ask.date.wrong' })
  const incident = answers.incident === '' ? undefined : await findOpenIncident(db, place.regionId)
  return ok({
    ...due,
    vulnerability: answers.who as readonly Vulnerability[],
    incidentId: incident?.id === answers.incident ? incident.id : undefined,
  })
}

type Reach = Pick<RaiseNeed, 'name' | 'contact' | 'callSafe' | 'textSafe'>

/** Question 4: how to reach, and whether it is safe. */
export function parseReach(answers: AskAnswers): Result<Reach, AskErrors> {
  const reach = parseCode(['phone', 'email', 'none'], answers.reach)
  const name = answers.name.slice(0, 100)
  switch (reach) {
    case undefined:
      return err({ reach: 'needs.ask.reach.missing' })
    case 'none':
      return ok({ name, contact: { kind: 'none', value: '' }, callSafe: false, textSafe: false })
    case 'email': {
      const email = parseContact(answers.email, false)
      return email.ok
        ? ok({ name, contact: email.value, callSafe: false, textSafe: true })
        : err({ email: 'needs.ask.email.wrong' })
    }
    case 'phone': {
      const number = parsePhone(answers.phone)
      const callSafe = parseCode(['yes', 'no'], answers.callSafe)
      const textSafe = parseCode(['yes', 'no'], answers.textSafe)
      const errors = {
        ...(number === undefined ? { phone: 'needs.ask.phone.wrong' } : {}),
        ...(callSafe === undefined ? { callSafe: 'needs.ask.safe.missing' } : {}),
        ...(textSafe === undefined ? { textSafe: 'needs.ask.safe.missing' } : {}),
      }
      return number !== undefined && callSafe !== undefined && textSafe !== undefined
        ? ok({
            name,
            contact: { kind: 'phone', value: number },
            callSafe: callSafe === 'yes',
            textSafe: textSafe === 'yes',
          })
        : err(errors)
    }
  }
}

/** The whole request, parsed question by question; every wrong field is named at once. */
export async function parseRaiseNeed(
  db: Db,
  answers: AskAnswers,
  lang: 'kk' | 'ru' | 'en',
  now: Temporal.Instant,
): Promise<Result<RaiseNeed, AskErrors>> {
  const what = parseWhat(answers)
  const where = await parseWhere(db, answers)
  const due = where.ok ? await parseWhen(db, answers, where.value, now) : err<AskErrors>({})
  const reach = parseReach(answers)
  if (what.ok && where.ok && due.ok && reach.ok) {
    return ok({ ...what.value, ...due.value, ...reach.value, place: where.value, lang })
  }
  return err(Object.assign({}, ...[what, where, due, reach].map((part) => (part.ok ? {} : part.error))) as AskErrors)
}
