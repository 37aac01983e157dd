import { findLocality, type Locality, searchPlaces } from '../places'
import { get, keepUntil, page, personOf, post, type Req, type Route } from '../platform'
import {
  type AskAnswers,
  type AskErrors,
  type AskStep,
  parseRaiseNeed,
  parseReach,
  parseWhat,
  parseWhen,
  parseWhere,
  readAnswers,
  sayErrors,
} from './ask-form'
import { type AskScreen, askScreens, firstWrongScreen } from './ask-screens'
import { destroyAfterDays } from './commands/destroy-need'
import { type RaiseNeed, raiseNeed } from './commands/raise-need'
import { soundsLikeDanger } from './danger-words'
import { decideCheckBy } from './need'
import { AskOfflinePage } from './pages/ask-offline-page'
import { AskPage } from './pages/ask-page'
import { AskedPage } from './pages/asked-page'
import { SummaryPage } from './pages/summary-page'
import { listDistrictChoices } from './queries/district-centre'
import { findOpenIncident } from './queries/incidents'

/** Number of a screen, from 1. */
const parseNumber = (r: Req, text: string | undefined): number | undefined =>
  askScreens(r.v.simple).findIndex((_, i) => String(i + 1) === text) + 1 || undefined

const inDanger = (answers: AskAnswers): boolean =>
  answers.danger === 'yes' ||
  soundsLikeDanger([answers.line1, answers.line2, answers.line3, answers.words, answers.address].join('. '))

async function show(r: Req, number: number, answers: AskAnswers, errors: AskErrors = {}, search = false) {
  const { db } = r.ctx
  const screens = askScreens(r.v.simple)
  const screen = screens[number - 1] as AskScreen
  const asksPlace = screen.fields.includes('place')
  const searched = asksPlace && answers.place_q !== '' && (search || answers.place === '')
  let candidates: Locality[] | undefined = searched ? await searchPlaces(db, answers.place_q) : undefined
  if (asksPlace && candidates === undefined && answers.place !== '') {
    const chosen = await findLocality(db, answers.place)
    candidates = chosen === undefined ? undefined : [chosen]
  }
  const where = screen.step === 3 ? await parseWhere(db, answers) : undefined
  return page(
    r,
    <AskPage
      v={r.v}
      screen={screen}
      number={number}
      count={screens.length}
      answers={answers}
      errors={sayErrors(errors, r.v.t)}
      danger={inDanger(answers)}
      candidates={candidates}
      districts={asksPlace ? await listDistrictChoices(db, r.v.lang) : undefined}
      incident={where?.ok ? await findOpenIncident(db, where.value.regionId) : undefined}
    />,
    Object.keys(errors).length > 0 ? 422 : 200,
  )
}

async function errorsIn(r: Req, step: AskStep, answers: AskAnswers): Promise<AskErrors> {
  const { db, clock } = r.ctx
  const parsed = {
    1: () => parseWhat(answers),
    2: () => parseWhere(db, answers),
    3: async () => {
      const where = await parseWhere(db, answers)
      return where.ok ? parseWhen(db, answers, where.value, clock.now()) : where
    },
    4: () => parseReach(answers),
  }[step]
  const result = await parsed()
  return result.ok ? {} : result.error
}

const firstWrong = (r: Req, errors: AskErrors): number => firstWrongScreen(askScreens(r.v.simple), errors) ?? 1

async function next(r: Req): Promise<Response> {
  const answers = readAnswers(r.form, r.all('who'))
  const screens = askScreens(r.v.simple)
  const number = parseNumber(r, r.form.step) ?? 1
  const to = parseNumber(r, r.form.to)
  if (to !== undefined) return show(r, to, answers)
  const asksPlace = screens.findIndex(({ fields }) => fields.includes('place')) + 1
  if (r.form.place_find !== undefined) return show(r, asksPlace, { ...answers, place: '' }, {}, true)
  const errors = await errorsIn(r, (screens[number - 1] as AskScreen).step, answers)
  const wrong = firstWrongScreen(screens, errors)
  // What is asked on a later screen is not missing yet.
  if (wrong !== undefined && wrong <= number) return show(r, wrong, answers, errors)
  if (number < screens.length) return show(r, number + 1, answers)
  const parsed = await parseRaiseNeed(r.ctx.db, answers, r.v.lang, r.ctx.clock.now())
  if (!parsed.ok) return show(r, firstWrong(r, parsed.error), answers, parsed.error)
  return summary(r, answers, parsed.value)
}

async function summary(r: Req, answers: AskAnswers, input: RaiseNeed): Promise<Response> {
  const { localityId } = input.place
  const locality = localityId === null ? undefined : await findLocality(r.ctx.db, localityId)
  return page(
    r,
    <SummaryPage
      v={r.v}
      answers={answers}
      input={input}
      locality={locality}
      danger={inDanger(answers)}
      screenOf={(step) => askScreens(r.v.simple).findIndex((screen) => screen.step === step) + 1}
      days={await destroyAfterDays(r.ctx.db, input.place.regionId)}
    />,
  )
}

// Answered by the page itself, not by a redirect: the code is shown once, and a repeat of the same request shows the same again.
async function send(r: Req): Promise<Response> {
  const answers = readAnswers(r.form, r.all('who'))
  const now = r.ctx.clock.now()
  const parsed = await parseRaiseNeed(r.ctx.db, answers, r.v.lang, now)
  if (!parsed.ok) return show(r, firstWrong(r, parsed.error), answers, parsed.error)
  const personId = personOf(r.ctx) ?? undefined
  const raised = await raiseNeed(r.ctx, { ...parsed.value, personId })
  if (!raised.ok) return show(r, 1, answers)
  const { neededBy, urgency, place } = parsed.value
  r.c.header('cache-control', 'private, no-store')
  r.c.header('referrer-policy', 'no-referrer')
  return page(
    r,
    <AskedPage
      v={r.v}
      raised={raised.value}
      checkBy={decideCheckBy(urgency, neededBy, now)}
      neededBy={neededBy}
      zone={place.zone}
    />,
  )
}

/** Entries a request for help may write. */
export const raiseRecords = ['need.raised', 'line.added', 'need.danger-alarm', 'need.link-proposed'] as const

/** A blank form names nobody: it may stay as long as somebody may need it. */
const KEEP_DAYS = 30

async function showOffline(r: Req): Promise<Response> {
  keepUntil(r, r.ctx.clock.now().add({ hours: 24 * KEEP_DAYS }))
  return page(r, <AskOfflinePage v={r.v} districts={await listDistrictChoices(r.ctx.db, r.v.lang)} />)
}

export const askRoutes: readonly Route[] = [
  get('/ask/offline', showOffline, { may: 'anyone' }),
  get('/ask', (r) => show(r, 1, readAnswers({ kind: r.query('kind') })), { may: 'anyone' }),
  post('/ask', next, { may: 'anyone', records: [], limit: { hits: 3000, seconds: 600 } }),
  post('/ask/send', send, { may: 'anyone', records: raiseRecords, limit: { hits: 600, seconds: 600 } }),
]
