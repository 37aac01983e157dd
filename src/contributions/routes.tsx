import { type ActivityView, findActivity } from '../activities'
import { findCheckpoint, findSeals, type Seal } from '../journal'
import { isId } from '../kit/ids'
import { findPerson, hasSender, parseContact } from '../people'
import { type Db, download, get, may, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { type Credential, listCredentials } from '../training'
import { viewInZone } from '../web'
import { confirmHours } from './commands/confirm-hours'
import { confirmResult, reportResult } from './commands/confirm-result'
import { decideDispute, disputeHours, stateBasis } from './commands/dispute-hours'
import { handOverResultLink, RESULT_LINK, sendResultLink } from './commands/pass-result-link'
import { parseBasis } from './contribution'
import { whoGains } from './gains'
import { CheckResultPage, ClientPage, HoursPage, ResultLinkPage } from './pages/hours-page'
import { RecordPage } from './pages/record-page'
import { findResult, listHours, listLogsForClient } from './queries/list-hours'
import { type LineBefore, listRecordLines, listYearHours, listYearResults } from './queries/list-record'
import { writeRecordPdf } from './record-pdf'

const PAGE_SIZE = 50
const PDF_LINES = 300

const parseBefore = (text: string | undefined): LineBefore | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(text ?? '')
  return match?.[1] === undefined || !isId(match[2]) ? undefined : { day: match[1], id: match[2] }
}

const whole = (text: string | undefined): number => (/^\d{1,7}$/.test((text ?? '').trim()) ? Number(text) : Number.NaN)

function personIn(r: Req): string {
  const personId = personOf(r.ctx)
  if (personId === null) throw new NotHere(403)
  return personId
}

const listConfirmed = async (db: Db, personId: string): Promise<Credential[]> =>
  (await listCredentials(db, personId)).filter(({ state }) => state === 'confirmed')

/** GET /me/record */
async function showRecord(r: Req): Promise<Response> {
  const personId = personIn(r)
  const [hours, results, lines] = [
    await listYearHours(r.ctx.db, personId),
    await listYearResults(r.ctx.db, personId, 100),
    await listRecordLines(r.ctx.db, personId, PAGE_SIZE + 1, { before: parseBefore(r.query('before')) }),
  ]
  const shown = lines.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  const nextHref =
    lines.length > PAGE_SIZE && last !== undefined ? `/me/record?before=${last.on_date}_${last.id}` : undefined
  const seals = await findSeals(
    r.ctx.db,
    'contribution',
    shown.map(({ id }) => id),
  )
  return page(
    r,
    <RecordPage
      v={r.v}
      hours={hours}
      results={results}
      lines={shown}
      competences={await listConfirmed(r.ctx.db, personId)}
      seals={seals}
      nextHref={nextHref}
    />,
  )
}

/** GET /me/record.pdf: of all years, or of one. */
async function downloadRecord(r: Req): Promise<Response> {
  const personId = personIn(r)
  const { db, clock } = r.ctx
  const year = /^\d{4}$/.test(r.query('year') ?? '') ? Number(r.query('year')) : undefined
  const person = await findPerson(db, personId)
  const found = await listRecordLines(db, personId, PDF_LINES + 1, { year })
  const lines = found.slice(0, PDF_LINES)
  const ofYear = <T extends { readonly year: number }>(rows: readonly T[]): readonly T[] =>
    year === undefined ? rows : rows.filter((row) => row.year === year)
  const pdf = await writeRecordPdf(r.v, {
    name: person?.name ?? '',
    year,
    hours: ofYear(await listYearHours(db, personId)),
    results: ofYear(await listYearResults(db, personId, PDF_LINES)),
    lines,
    competences: await listConfirmed(db, personId),
    hasMore: found.length > lines.length,
    seals: await findAllSeals(
      db,
      lines.map(({ id }) => id),
    ),
    checkpoint: await findCheckpoint(db),
  })
  const day = clock.now().toZonedDateTimeISO(r.v.zone).toPlainDate()
  return download(r, pdf, `asar-${year ?? day}.pdf`, 'application/pdf')
}

const SEALS_MAX = 200

async function findAllSeals(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Seal>> {
  const found = new Map<string, Seal>()
  for (let at = 0; at < ids.length; at += SEALS_MAX)
    for (const [id, seal] of await findSeals(db, 'contribution', ids.slice(at, at + SEALS_MAX))) found.set(id, seal)
  return found
}

/** POST /contributions/:id/basis */
async function sayBasis(r: Req): Promise<Response> {
  const id = r.param('id')
  const basis = parseBasis(r.form.basis)
  if (!isId(id) || basis === undefined) throw new NotHere()
  const done = await stateBasis(r.ctx, { contributionId: id, basis })
  if (!done.ok) throw new NotHere()
  return seeOther(r, '/me/record', 'contributions.said.basis')
}

/** POST /contributions/:id/dispute */
async function dispute(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const done = await disputeHours(r.ctx, {
    contributionId: id,
    minutes: whole(r.form.minutes),
    words: r.form.words ?? '',
  })
  if (done.ok) return seeOther(r, '/me/record', 'contributions.said.disputed')
  if (done.error.kind === 'unknown' || done.error.kind === 'forbidden') throw new NotHere()
  return seeOther(r, '/me/record', `contributions.said.${done.error.kind}`)
}

async function getActivity(r: Req, id = r.param('id')): Promise<ActivityView> {
  const activity = isId(id) ? await findActivity(r.ctx.db, id) : undefined
  if (activity === undefined) throw new NotHere()
  return activity
}

async function getConfirmable(r: Req, id = r.param('id')): Promise<ActivityView> {
  const activity = await getActivity(r, id)
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  if (!may(r.ctx, 'contributions:confirm', scope)) throw new NotHere(403)
  return activity
}

async function renderHours(r: Req, activity: ActivityView, refusal?: string): Promise<Response> {
  return page(
    r,
    <HoursPage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      lines={await listHours(r.ctx, activity.id)}
      result={await findResult(r.ctx.db, activity.id)}
      viewerId={personOf(r.ctx)}
      maySend={hasSender(r.ctx, 'email') || hasSender(r.ctx, 'phone')}
      refusal={refusal}
    />,
    refusal === undefined ? 200 : 422,
  )
}

const toHours = (r: Req, id: string, key: string) => seeOther(r, `/activities/${id}/hours`, `contributions.said.${key}`)

/** POST /activities/:id/hours/confirm */
async function confirm(r: Req): Promise<Response> {
  const activity = await getConfirmable(r)
  const ids = r.all('contribution').filter(isId)
  const done = await confirmHours(r.ctx, { activityId: activity.id, contributionIds: r.form.all === '1' ? 'all' : ids })
  if (!done.ok) throw new NotHere(done.error.kind === 'forbidden' ? 403 : 404)
  return toHours(r, activity.id, done.value.confirmed === 0 && done.value.own > 0 ? 'own' : 'confirmed')
}

/** POST /disputes/:id/decide */
async function decide(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const done = await decideDispute(r.ctx, {
    disputeId: id,
    minutes: whole(r.form.minutes),
    answer: r.form.answer ?? '',
  })
  if (done.ok) return toHours(r, done.value.activityId, 'decided')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  if (done.error.kind === 'unknown' || !isId(r.form.activity)) throw new NotHere()
  return renderHours(r, await getConfirmable(r, r.form.activity), r.v.t(`contributions.said.${done.error.kind}`))
}

/** POST /activities/:id/result */
async function report(r: Req): Promise<Response> {
  const activity = await getConfirmable(r)
  const done = await reportResult(r.ctx, {
    activityId: activity.id,
    quantity: whole(r.form.quantity),
    evidence: r.form.evidence ?? '',
    words: r.form.words ?? '',
  })
  if (done.ok) return toHours(r, activity.id, 'reported')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return renderHours(r, activity, r.v.t(`contributions.said.${done.error.kind}`))
}

// Words and evidence may name people: they are for those who can say whether it is true.
async function renderCheck(r: Req, refusal?: string): Promise<Response> {
  const activity = await getActivity(r)
  if ((await whoGains(r.ctx.db, activity, [personIn(r)])).size === 0) throw new NotHere(403)
  const result = await findResult(r.ctx.db, activity.id)
  if (result === undefined) throw new NotHere()
  return page(
    r,
    <CheckResultPage v={viewInZone(r.v, activity.zone)} activity={activity} result={result} refusal={refusal} />,
    refusal === undefined ? 200 : 422,
  )
}

/** POST /activities/:id/result/confirm */
async function checkResult(r: Req): Promise<Response> {
  const activity = await getActivity(r)
  const done = await confirmResult(r.ctx, {
    activityId: activity.id,
    isTrue: r.form.say === 'yes',
    evidence: r.form.evidence,
  })
  if (done.ok) return seeOther(r, `/activities/${activity.id}`, `contributions.said.result-${done.value.state}`)
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  if (done.error.kind === 'unknown') throw new NotHere()
  return renderCheck(r, r.v.t(`contributions.said.${done.error.kind}`))
}

/** POST /activities/:id/result/link: a fresh link goes to whoever was fixed to confirm; earlier ones stop working. */
async function sendLink(r: Req): Promise<Response> {
  const activity = await getConfirmable(r)
  const contact = parseContact(r.form.contact, hasSender(r.ctx, 'phone'))
  if (!contact.ok) return renderHours(r, activity, r.v.t(`people.contact.${contact.error.kind}`))
  const done = await sendResultLink(r.ctx, { activityId: activity.id, contact: contact.value })
  if (done.ok) return toHours(r, activity.id, 'link-sent')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  if (done.error.kind === 'unknown' || done.error.kind === 'wrong-confirmer') throw new NotHere()
  return renderHours(r, activity, r.v.t(`contributions.said.${done.error.kind}`))
}

/** POST /activities/:id/result/hand-over: an operator who has no part in it reads the link out or prints it. */
async function handOver(r: Req): Promise<Response> {
  const activity = await getActivity(r)
  const done = await handOverResultLink(r.ctx, activity.id)
  if (!done.ok) throw new NotHere(done.error.kind === 'forbidden' || done.error.kind === 'own' ? 403 : 404)
  r.c.header('cache-control', 'private, no-store')
  return page(r, <ResultLinkPage v={viewInZone(r.v, activity.zone)} activity={activity} secret={done.value.secret} />)
}

async function renderClient(r: Req, refusal?: string): Promise<Response> {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  const activity = await getActivity(r, r.ctx.actor.subjectId)
  return page(
    r,
    <ClientPage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      result={await findResult(r.ctx.db, activity.id)}
      logs={await listLogsForClient(r.ctx.db, activity.id)}
      secret={r.param('secret')}
      refusal={refusal}
    />,
    refusal === undefined ? 200 : 422,
  )
}

// A link can be passed on: whoever gains from the result and is signed in is told that it is not theirs to use.
async function isOwn(r: Req, activityId: string): Promise<boolean> {
  const viewer = r.v.viewer?.personId
  return viewer !== undefined && (await whoGains(r.ctx.db, await getActivity(r, activityId), [viewer])).size > 0
}

/** POST /confirm/:secret */
async function confirmAsClient(r: Req): Promise<Response> {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  if (await isOwn(r, r.ctx.actor.subjectId)) return renderClient(r, r.v.t('contributions.said.own'))
  const done = await confirmResult(r.ctx, {
    activityId: r.ctx.actor.subjectId,
    isTrue: r.form.say === 'yes',
    words: r.form.words,
  })
  if (done.ok) return seeOther(r, `/confirm/${r.param('secret')}`)
  if (done.error.kind === 'forbidden' || done.error.kind === 'unknown') throw new NotHere()
  return renderClient(r, r.v.t(`contributions.said.${done.error.kind}`))
}

/** POST /confirm/:secret/hours */
async function confirmLogsAsClient(r: Req): Promise<Response> {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  if (await isOwn(r, r.ctx.actor.subjectId)) return renderClient(r, r.v.t('contributions.said.own'))
  const done = await confirmHours(r.ctx, { activityId: r.ctx.actor.subjectId, contributionIds: 'all' })
  if (!done.ok) throw new NotHere()
  return seeOther(r, `/confirm/${r.param('secret')}`, 'contributions.said.confirmed')
}

const client = { may: 'secret-link', purpose: RESULT_LINK } as const
const byClient = { ...client, limit: { hits: 60, seconds: 600 } } as const

/** URL table of the room. */
export const routes: readonly Route[] = [
  get('/me/record', showRecord, { may: 'signed-in' }),
  get('/me/record.pdf', downloadRecord, { may: 'signed-in', limit: { hits: 20, seconds: 60 } }),
  post('/contributions/:id/basis', sayBasis, { may: 'signed-in', records: ['hours.basis-stated'] }),
  post('/contributions/:id/dispute', dispute, { may: 'signed-in', records: ['hours.disputed'] }),
  get('/activities/:id/hours', async (r) => renderHours(r, await getConfirmable(r)), { may: 'contributions:confirm' }),
  post('/activities/:id/hours/confirm', confirm, { may: 'contributions:confirm', records: ['hours.confirmed'] }),
  post('/disputes/:id/decide', decide, { may: 'contributions:confirm', records: ['dispute.decided'] }),
  post('/activities/:id/result', report, { may: 'contributions:confirm', records: ['result.reported'] }),
  get('/activities/:id/result', (r) => renderCheck(r), { may: 'signed-in' }),
  post('/activities/:id/result/confirm', checkResult, {
    may: 'signed-in',
    records: ['result.confirmed', 'result.denied'],
  }),
  post('/activities/:id/result/link', sendLink, {
    may: 'contributions:confirm',
    records: ['result.link-passed'],
    limit: { hits: 20, seconds: 3600 },
  }),
  post('/activities/:id/result/hand-over', handOver, { may: 'people:help', records: ['result.link-passed'] }),
  get('/confirm/:secret', (r) => renderClient(r), client),
  post('/confirm/:secret', confirmAsClient, { ...byClient, records: ['result.confirmed', 'result.denied'] }),
  post('/confirm/:secret/hours', confirmLogsAsClient, { ...byClient, records: ['hours.confirmed'] }),
]
