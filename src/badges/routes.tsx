import { type ActivityView, findActivity } from '../activities'
import { isId } from '../kit/ids'
import { download, get, may, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { awardsOf } from './award-rules'
import { badgeKinds, parsePick } from './badge'
import { badgeFile, badgeForms } from './badge-file'
import { type Badge, findBadge, findShare, holderOf, listSharedBadges, listShares, nameIn } from './badge-rows'
import { type Checked, checkBadge } from './check-badge'
import { decideLetter, withdrawLetter, writeLetter } from './commands/letters'
import { takeBackBadge } from './commands/revoke-badges'
import { SHARE_LINK, shareRecord, withdrawShare } from './commands/share-record'
import { readBaked } from './credential/bake'
import type { Document } from './credential/data-integrity'
import { parseDocument } from './credential/verify-credential'
import { findAwardFigures, listFacts } from './find-facts'
import { didDocument, didOf, listIssuerKeys, openIssuer } from './issuer'
import { listLettersOf, listWorkers, listWritten } from './letter-rows'
import { AwardsPage } from './pages/awards-page'
import { CheckPage, type Stated } from './pages/check-page'
import { LettersPage, WriteLetterPage } from './pages/letter-pages'
import { PaperPage } from './pages/paper-page'
import { ChoosePage, SeenPage, SharedPage, SharesPage, type ShareTyped } from './pages/share-pages'
import { findByPaper } from './paper-address'
import { readStatusList } from './status-list-file'

const own = (r: Req): string => personOf(r.ctx) ?? ''

async function renderChoice(r: Req, typed: ShareTyped, refusal?: string): Promise<Response> {
  const facts = await listFacts(r.ctx.db, own(r))
  return page(
    r,
    <ChoosePage v={r.v} facts={facts} typed={typed} refusal={refusal} />,
    refusal === undefined ? 200 : 422,
  )
}

/** POST /me/record/share */
async function share(r: Req): Promise<Response> {
  const typed = {
    picks: badgeKinds.flatMap((kind) => r.all(`pick-${kind}`)),
    withName: r.form.name === 'yes',
    days: r.form.days ?? '',
  }
  const picks = typed.picks.map(parsePick).filter((pick) => pick !== undefined)
  const input = { volunteerId: own(r), picks, withName: typed.withName, days: Number(typed.days) }
  const done = await shareRecord(r.ctx, input)
  if (!done.ok) return renderChoice(r, typed, r.v.t(`badges.refused.${done.error.kind}`))
  const made = await findShare(r.ctx.db, done.value.shareId)
  if (made === undefined) throw new NotHere()
  r.c.header('cache-control', 'private, no-store')
  return page(r, <SharedPage v={r.v} secret={done.value.secret} until={made.expires_at} />)
}

/** POST /shares/:id/withdraw */
async function withdraw(r: Req): Promise<Response> {
  const id = r.param('id')
  const done = isId(id) ? await withdrawShare(r.ctx, { shareId: id }) : undefined
  if (done === undefined || (!done.ok && done.error.kind === 'unknown')) throw new NotHere()
  return seeOther(r, '/me/shares', 'badges.said.withdrawn')
}

async function sendFile(r: Req, badge: Badge): Promise<Response> {
  const form = badgeForms.find((one) => one === r.param('form'))
  if (form === undefined) throw new NotHere()
  const { body, name, type } = await badgeFile(r.v, badge, form)
  return download(r, body, name, type)
}

/** GET /badges/:id/:form */
async function downloadOwn(r: Req): Promise<Response> {
  const id = r.param('id')
  const badge = isId(id) ? await findBadge(r.ctx.db, id) : undefined
  if (badge === undefined || badge.volunteerId !== own(r)) throw new NotHere()
  return sendFile(r, badge)
}

/** POST /badges/:id/take-back */
async function takeBack(r: Req): Promise<Response> {
  const id = r.param('id')
  const done = isId(id) ? await takeBackBadge(r.ctx, { badgeId: id }) : undefined
  if (done === undefined || (!done.ok && done.error.kind === 'unknown')) throw new NotHere()
  return seeOther(r, '/me/shares', 'badges.said.takenBack')
}

async function getShared(r: Req) {
  const { actor, db } = r.ctx
  const share = actor.kind === 'link' ? await findShare(db, actor.subjectId) : undefined
  if (share === undefined) throw new NotHere()
  return { share, badges: await listSharedBadges(db, share.id) }
}

/** GET /shared/:secret */
async function seeShared(r: Req): Promise<Response> {
  const { share, badges } = await getShared(r)
  const name = badges.map(holderOf).find((one) => one !== undefined)
  const secret = r.param('secret')
  return page(r, <SeenPage v={r.v} badges={badges} name={name} until={share.expires_at} secret={secret} />)
}

/** GET /shared/:secret/:badge/:form */
async function downloadShared(r: Req): Promise<Response> {
  const badge = (await getShared(r)).badges.find((one) => one.id === r.param('badge'))
  if (badge === undefined) throw new NotHere()
  return sendFile(r, badge)
}

type Subject = {
  readonly achievement?: { readonly name?: unknown; readonly description?: unknown }
}
const subjectOf = (document: Document): Subject => (document.credentialSubject ?? {}) as Subject

// Only of what is ours and not changed: anything else could put words into our mouth.
function statedBy(document: Document, { verdict }: Checked): Stated | undefined {
  if (!['valid', 'revoked', 'expired'].includes(verdict)) return undefined
  const { achievement } = subjectOf(document)
  return {
    name: String(achievement?.name ?? ''),
    text: String(achievement?.description ?? ''),
    holder: nameIn(document),
  }
}

/** POST /credentials/check: changes nothing and keeps nothing. */
async function check(r: Req): Promise<Response> {
  const file = r.file('file')
  const typed = r.form.text ?? ''
  const text =
    file !== undefined && file.size > 0 ? readBaked(await file.bytes()) : readBaked(new TextEncoder().encode(typed))
  const document = text === undefined ? undefined : parseDocument(text)
  const checked: Checked =
    document === undefined ? { verdict: 'unreadable', differs: [] } : await checkBadge(r.ctx, document)
  const stated = document === undefined ? undefined : statedBy(document, checked)
  return page(
    r,
    <CheckPage v={r.v} typed={typed} checked={checked} stated={stated} />,
    checked.verdict === 'unreadable' ? 422 : 200,
  )
}

/** GET /credentials/paper/:secret: where the code of a printed certificate leads. */
async function checkPaper(r: Req): Promise<Response> {
  const badge = await findByPaper(r.ctx.db, r.param('secret'))
  if (badge === undefined) return page(r, <PaperPage v={r.v} verdict="unreadable" />, 404)
  const { verdict } = await checkBadge(r.ctx, JSON.parse(badge.document))
  return page(r, <PaperPage v={r.v} badge={badge} verdict={verdict} />)
}

/** GET /.well-known/did.json */
async function did(r: Req): Promise<Response> {
  let keys = await listIssuerKeys(r.ctx.db)
  if (keys.length === 0) keys = [(await openIssuer(r.ctx)).key.publicKey]
  return r.c.body(JSON.stringify(didDocument(didOf(r.ctx.config.url), keys)), 200, {
    'content-type': 'application/did+json',
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  })
}

/** GET /credentials/status/:list */
async function statusList(r: Req): Promise<Response> {
  const list = /^[1-9]\d{0,5}$/.test(r.param('list')) ? Number(r.param('list')) : undefined
  const text = list === undefined ? undefined : await readStatusList(r.ctx, list)
  if (text === undefined) throw new NotHere()
  return r.c.body(text, 200, {
    'content-type': 'application/vc',
    'cache-control': 'public, max-age=60',
    'access-control-allow-origin': '*',
  })
}

/** GET /awards */
async function awards(r: Req): Promise<Response> {
  const person = personOf(r.ctx)
  const figures = person === null ? undefined : await findAwardFigures(r.ctx.db, person)
  return page(r, <AwardsPage v={r.v} own={figures === undefined ? undefined : awardsOf(figures)} />)
}

async function getActivity(r: Req): Promise<ActivityView> {
  const id = r.param('id')
  const activity = isId(id) ? await findActivity(r.ctx.db, id) : undefined
  if (activity === undefined) throw new NotHere()
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  if (!may(r.ctx, 'contributions:confirm', scope)) throw new NotHere(403)
  return activity
}

async function renderLetter(r: Req, refusal?: string): Promise<Response> {
  const activity = await getActivity(r)
  const workers = (await listWorkers(r.ctx.db, activity.id)).filter((worker) => worker.id !== own(r))
  const typed = { volunteer: r.form.volunteer ?? r.query('to') ?? '', words: r.form.words ?? '' }
  return page(
    r,
    <WriteLetterPage
      v={r.v}
      activity={activity}
      workers={workers}
      written={await listWritten(r.ctx.db, own(r), activity.id)}
      typed={typed}
      refusal={refusal}
    />,
    refusal === undefined ? 200 : 422,
  )
}

/** POST /activities/:id/letter */
async function sendLetter(r: Req): Promise<Response> {
  const activity = await getActivity(r)
  const volunteerId = r.form.volunteer ?? ''
  if (!isId(volunteerId)) return renderLetter(r, r.v.t('badges.letter.wrong.not-there'))
  const done = await writeLetter(r.ctx, { activityId: activity.id, volunteerId, words: r.form.words ?? '' })
  if (done.ok) return seeOther(r, `/activities/${activity.id}/hours`, 'badges.said.letter')
  if (done.error.kind === 'unknown' || done.error.kind === 'forbidden') throw new NotHere(403)
  return renderLetter(r, r.v.t(`badges.letter.wrong.${done.error.kind}`))
}

/** POST /letters/:id/withdraw */
async function takeLetterBack(r: Req): Promise<Response> {
  const id = r.param('id')
  const done = isId(id) ? await withdrawLetter(r.ctx, { letterId: id }) : undefined
  if (done === undefined || !done.ok) throw new NotHere()
  return seeOther(r, `/activities/${done.value.activityId}/letter`, 'badges.said.letterWithdrawn')
}

const decide = (keep: boolean) => async (r: Req) => {
  const id = r.param('id')
  const done = isId(id) ? await decideLetter(r.ctx, { letterId: id, keep }) : undefined
  if (done === undefined || (!done.ok && done.error.kind === 'unknown')) throw new NotHere()
  return seeOther(r, '/me/letters', keep ? 'badges.said.kept' : 'badges.said.discarded')
}

const untouched: ShareTyped = { picks: [], withName: false, days: '30' }
const seen = { may: 'secret-link', purpose: SHARE_LINK, limit: { hits: 300, seconds: 600 } } as const
const files = { hits: 600, seconds: 60 }

/** URL table of the room. */
export const routes: readonly Route[] = [
  get('/me/record/share', (r) => renderChoice(r, untouched), { may: 'signed-in' }),
  post('/me/record/share', share, {
    may: 'signed-in',
    records: ['badge.issued', 'record.shared'],
    limit: { hits: 30, seconds: 3600 },
  }),
  get('/me/shares', async (r) => page(r, <SharesPage v={r.v} shares={await listShares(r.ctx.db, own(r))} />), {
    may: 'signed-in',
  }),
  post('/shares/:id/withdraw', withdraw, { may: 'signed-in', records: ['record.share-withdrawn'] }),
  get('/badges/:id/:form', downloadOwn, { may: 'signed-in' }),
  post('/badges/:id/take-back', takeBack, { may: 'signed-in', records: ['badge.revoked'] }),
  get('/shared/:secret', seeShared, seen),
  get('/shared/:secret/:badge/:form', downloadShared, seen),
  get('/credentials/check', (r) => page(r, <CheckPage v={r.v} typed="" />), { may: 'anyone' }),
  post('/credentials/check', check, { may: 'anyone', records: [], limit: { hits: 60, seconds: 60 } }),
  get('/credentials/paper/:secret', checkPaper, { may: 'anyone', limit: { hits: 60, seconds: 60 } }),
  get('/credentials/status/:list', statusList, { may: 'anyone', limit: files }),
  get('/.well-known/did.json', did, { may: 'anyone', limit: files }),
  get('/awards', awards, { may: 'anyone' }),
  get('/activities/:id/letter', (r) => renderLetter(r), { may: 'contributions:confirm' }),
  post('/activities/:id/letter', sendLetter, { may: 'contributions:confirm', records: ['letter.offered'] }),
  get('/me/letters', async (r) => page(r, <LettersPage v={r.v} letters={await listLettersOf(r.ctx.db, own(r))} />), {
    may: 'signed-in',
  }),
  post('/letters/:id/withdraw', takeLetterBack, { may: 'contributions:confirm', records: ['letter.withdrawn'] }),
  post('/letters/:id/keep', decide(true), { may: 'signed-in', records: ['letter.kept'] }),
  post('/letters/:id/discard', decide(false), { may: 'signed-in', records: ['letter.discarded'] }),
]
