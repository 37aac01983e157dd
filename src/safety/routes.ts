import { isId } from '../kit/ids'
import { soundsLikeDanger } from '../needs'
import { listRegions, placeName } from '../places'
import {
  get,
  makeSecretLink,
  NotHere,
  page,
  personOf,
  post,
  type Req,
  type Room,
  renewSecretLink,
  seeOther,
} from '../platform'
import type { FieldErrors } from '../web'
import type { CaseError } from './commands/case'
import { addToReport, followReport } from './commands/follow-report'
import { closeCase, handOver, noteCase, reopenCase, takeCase } from './commands/handle-case'
import { destroyWords, passOn } from './commands/keep-moving'
import { readCase } from './commands/read-case'
import { reportHarm } from './commands/report-harm'
import { suspendFromCase } from './commands/suspend-from-case'
import { safetyClosed, safetyReopened, safetyReported, safetyStepRecorded, safetyTaken } from './entries'
import { listOfficers, listReaders } from './officers'
import { CasePage } from './pages/case-page'
import { FollowPage } from './pages/follow-page'
import { QueuePage } from './pages/queue-page'
import { type ReportDraft, ReportPage } from './pages/report-page'
import { parseReport } from './parse-report'
import { lookForPatterns } from './patterns/look-for-patterns'
import { patternRoutes } from './patterns/routes'
import { listQueue } from './queries'
import { type Outcome, outcomes, type Subject, WORDS_MAX } from './report'
import { findSubject, subjectOfPage } from './subject'

/** Purpose of the links by which reporters follow their report. */
const LINK = 'safety-report'
/** Longer than any report may wait for its outcome. */
const LINK_DAYS = 365

async function showReport(r: Req, subject: Subject, draft: ReportDraft, errors: FieldErrors) {
  const officers = subject.regionId === null ? [] : await listOfficers(r.ctx.db, subject.regionId, r.v.now)
  const regions = (await listRegions(r.ctx.db)).map((region) => ({
    value: region.id,
    label: placeName(region, r.v.lang),
  }))
  return page(
    r,
    ReportPage({
      v: r.v,
      subject,
      subjectKey: subject.id === null ? '' : `${subject.kind}:${subject.id}`,
      regions: regions.sort((a, b) => r.v.say.compare(a.label, b.label)),
      officers: officers.filter((officer) => officer.personId !== personOf(r.ctx)),
      draft,
      notOfficers: r.all('not'),
      errors,
    }),
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function askWhatHappened(r: Req) {
  const about = r.query('about') ?? ''
  const [kind = '', id = ''] = (r.query('subject') ?? '').split(':')
  if (kind !== '') return showReport(r, await findSubject(r.ctx.db, kind, id), {}, {})
  const subject = await subjectOfPage(r.ctx.db, about, r.v.now)
  r.c.header('referrer-policy', 'no-referrer')
  // The address of a secret page must not stay in this page's own address.
  return r.c.redirect(
    subject.id === null ? '/safety/report?subject=none:' : `/safety/report?subject=${subject.kind}:${subject.id}`,
    303,
  )
}

async function takeIn(r: Req) {
  const [kind = '', id = ''] = (r.form.subject ?? '').split(':')
  const subject = await findSubject(r.ctx.db, kind, id)
  const parsed = parseReport(r, subject)
  if (!parsed.ok) return showReport(r, subject, r.form, parsed.error)
  const urgent = soundsLikeDanger(parsed.value.words)
  const taken = await reportHarm(r.ctx, { ...parsed.value, subject, urgent, notOfficers: r.all('not').filter(isId) })
  if (!taken.ok) return showReport(r, subject, r.form, { region: r.v.t('safety.error.region') })
  const path = await makeReportLink(r, taken.value.id)
  return seeOther(r, `${path}?new=1${urgent ? '&danger=1' : ''}`)
}

/** Where its reporter follows a report that was just taken in: the secret is told this once. */
export async function makeReportLink(r: Req, reportId: string): Promise<string> {
  const expiresAt = r.v.now.add({ hours: 24 * LINK_DAYS })
  return `/safety/r/${await makeSecretLink(r.ctx.db, { purpose: LINK, subjectId: reportId, expiresAt }, r.v.now)}`
}

const linkSubject = (r: Req): string => {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  return r.ctx.actor.subjectId
}

async function follow(r: Req, errors: FieldErrors = {}) {
  const report = await followReport(r.ctx, linkSubject(r))
  if (!report.ok) throw new NotHere()
  return page(
    r,
    FollowPage({
      v: r.v,
      secret: r.param('secret'),
      report: report.value,
      isNew: r.query('new') === '1',
      isRenewed: r.query('renewed') === '1',
      danger: r.query('danger') === '1',
      draft: r.form,
      errors,
    }),
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function add(r: Req) {
  const words = (r.form.words ?? '').trim()
  if (words === '' || words.length > WORDS_MAX) return follow(r, { words: r.v.t('safety.error.words') })
  const added = await addToReport(r.ctx, linkSubject(r), words)
  if (!added.ok) throw new NotHere()
  return seeOther(r, `/safety/r/${r.param('secret')}`, 'safety.said.added')
}

async function renew(r: Req) {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  const secret = await renewSecretLink(r.ctx.db, r.ctx.actor.linkId)
  return seeOther(r, `/safety/r/${secret}?renewed=1`)
}

async function showQueue(r: Req) {
  const which = r.query('which') === 'closed' ? 'closed' : 'open'
  const lines = await listQueue(r.ctx.db, r.ctx, which)
  return page(r, QueuePage({ v: r.v, lines, which, me: personOf(r.ctx) ?? '' }))
}

const idOf = (r: Req): string => {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  return id
}

async function showCase(r: Req, errors: FieldErrors = {}) {
  const opened = await readCase(r.ctx, idOf(r))
  if (!opened.ok) throw new NotHere()
  const readers = await listReaders(r.ctx.db, opened.value.case.region_id, r.v.now)
  return page(
    r,
    CasePage({ v: r.v, opened: opened.value, me: personOf(r.ctx) ?? '', readers, draft: r.form, errors }),
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

function after(r: Req, outcome: { ok: true } | { ok: false; error: CaseError | { kind: string } }, said: string) {
  if (outcome.ok) return seeOther(r, `/safety/${idOf(r)}`, said)
  if (outcome.error.kind === 'not-found') throw new NotHere()
  return showCase(r, { form: r.v.t(`safety.error.${outcome.error.kind}`) })
}

async function take(r: Req) {
  return after(r, await takeCase(r.ctx, idOf(r)), 'safety.said.taken')
}

async function pass(r: Req) {
  const officer = r.form.officer ?? ''
  if (!isId(officer)) return showCase(r, { officer: r.v.t('safety.error.officer') })
  return after(r, await handOver(r.ctx, idOf(r), officer), 'safety.said.handedOver')
}

async function note(r: Req) {
  const words = (r.form.words ?? '').trim()
  if (words === '' || words.length > WORDS_MAX) return showCase(r, { words: r.v.t('safety.error.words') })
  return after(r, await noteCase(r.ctx, idOf(r), { words, forReporter: r.form.to === 'reporter' }), 'safety.said.noted')
}

async function suspend(r: Req) {
  const [kind = '', whom = ''] = (r.form.whom ?? '').split(':')
  const words = (r.form.suspendWords ?? '').trim()
  const errors: Record<string, string> = {}
  if (!['person', 'organization'].includes(kind) || !isId(whom)) errors.whom = r.v.t('safety.error.whom')
  if (words === '' || words.length > 2000) errors.suspendWords = r.v.t('safety.error.suspendWords')
  if (Object.keys(errors).length > 0) return showCase(r, errors)
  const target = kind === 'person' ? { personId: whom } : { organizationId: whom }
  return after(r, await suspendFromCase(r.ctx, idOf(r), { ...target, words }), 'safety.said.suspended')
}

async function close(r: Req) {
  const outcome = r.form.outcome as Outcome | undefined
  const words = (r.form.closeWords ?? '').trim()
  const errors: Record<string, string> = {}
  if (outcome === undefined || !outcomes.includes(outcome)) errors.outcome = r.v.t('safety.error.outcome')
  if (words === '' || words.length > WORDS_MAX) errors.closeWords = r.v.t('safety.error.closeWords')
  if (outcome === undefined || Object.keys(errors).length > 0) return showCase(r, errors)
  return after(r, await closeCase(r.ctx, idOf(r), { outcome, words }), 'safety.said.closed')
}

async function reopen(r: Req) {
  return after(r, await reopenCase(r.ctx, idOf(r)), 'safety.said.reopened')
}

const handles = { may: 'safety:handle' } as const

/** The room of safety: reports past the person concerned, and the officers' work on them. */
export const safetyRoom: Room = {
  name: 'safety',
  routes: [
    get('/safety/report', askWhatHappened, { may: 'anyone' }),
    post('/safety/report', takeIn, {
      may: 'anyone',
      limit: { hits: 10, seconds: 3600 },
      records: [safetyReported.kind],
    }),
    get('/safety/r/:secret', (r) => follow(r), { may: 'secret-link', purpose: LINK }),
    post('/safety/r/:secret/add', add, {
      may: 'secret-link',
      purpose: LINK,
      limit: { hits: 20, seconds: 3600 },
      records: [safetyStepRecorded.kind, safetyReopened.kind],
    }),
    post('/safety/r/:secret/renew', renew, {
      may: 'secret-link',
      purpose: LINK,
      limit: { hits: 20, seconds: 3600 },
      records: [],
    }),
    get('/safety', showQueue, handles),
    ...patternRoutes,
    get('/safety/:id', (r) => showCase(r), handles),
    post('/safety/:id/take', take, { ...handles, records: [safetyTaken.kind] }),
    post('/safety/:id/hand-over', pass, { ...handles, records: [safetyTaken.kind] }),
    post('/safety/:id/note', note, { ...handles, records: [safetyStepRecorded.kind] }),
    post('/safety/:id/suspend', suspend, {
      ...handles,
      records: [safetyStepRecorded.kind, 'suspension.started', 'suspension.lifted'],
    }),
    post('/safety/:id/close', close, { ...handles, records: [safetyClosed.kind] }),
    post('/safety/:id/reopen', reopen, { ...handles, records: [safetyReopened.kind] }),
  ],
  jobs: [
    { name: 'safety.not-taken', run: async (ctx, data) => void (await passOn(ctx, String(data.id))) },
    { name: 'safety.look-for-patterns', everyMinutes: 60, run: async (ctx) => void (await lookForPatterns(ctx)) },
    { name: 'safety.destroy', everyMinutes: 60, run: async (ctx) => void (await destroyWords(ctx)) },
  ],
}
