import { isId } from '../kit/ids'
import { listMemberships, listOrganizations } from '../organizations'
import { findPerson } from '../people'
import { get, NotHere, page, personOf, post, type Req, type Room, seeOther } from '../platform'
import type { FieldErrors } from '../web'
import { claimCredential, confirmCredential, refuseCredential, revokeCredential } from './commands/credentials'
import { watchValidity } from './commands/watch-validity'
import { parseLevel } from './holds'
import { matchCompetences } from './match-competences'
import { type ClaimTyped, CompetencesPage } from './pages/competences-page'
import { QueuePage } from './pages/queue-page'
import { type Credential, listCredentials, listWaitingCredentials } from './queries'

const own = (r: Req): string => personOf(r.ctx) ?? ''

// Organizations they belong to first, then the verified ones of their region: whoever may look at a licence nearby.
async function askable(r: Req): Promise<{ id: string; name: string }[]> {
  const person = await findPerson(r.ctx.db, own(r))
  const [memberships, near] = await Promise.all([
    listMemberships(r.ctx.db, own(r)),
    listOrganizations(r.ctx.db, { regionId: person?.regionId, limit: 100 }),
  ])
  const mine = memberships
    .filter((one) => one.state === 'member' && one.organizationState === 'active')
    .map((one) => ({ id: one.organizationId, name: one.name }))
  const others = near.rows.filter((one) => one.verified && !mine.some(({ id }) => id === one.id))
  return [...mine, ...others.map(({ id, name }) => ({ id, name }))]
}

async function show(
  r: Req,
  typed: ClaimTyped,
  credentials: readonly Credential[],
  errors?: FieldErrors,
): Promise<Response> {
  const words = (r.query('q') ?? '').slice(0, 120)
  const matches = words.trim() === '' ? undefined : matchCompetences(words).map((match) => match.competence)
  return page(
    r,
    <CompetencesPage
      v={r.v}
      credentials={credentials}
      organizations={await askable(r)}
      typed={typed.competence === '' ? { ...typed, competence: matches?.[0] ?? '' } : typed}
      words={words}
      matches={matches}
      errors={errors ?? {}}
    />,
    errors === undefined ? 200 : 422,
  )
}

async function showMine(r: Req): Promise<Response> {
  const credentials = await listCredentials(r.ctx.db, own(r))
  const again = credentials.find((one) => one.id === r.query('renew'))
  const typed = {
    competence: again?.competence ?? '',
    level: again === undefined ? '' : String(again.level),
    evidence: '',
    organization: '',
  }
  return show(r, typed, credentials)
}

async function claim(r: Req): Promise<Response> {
  const typed: ClaimTyped = {
    competence: r.form.competence ?? '',
    level: r.form.level ?? '',
    evidence: r.form.evidence ?? '',
    organization: r.form.organization ?? '',
  }
  const level = parseLevel(typed.level)
  const again = async (errors: FieldErrors) => show(r, typed, await listCredentials(r.ctx.db, own(r)), errors)
  const errors: Record<string, string> = {}
  if (typed.competence === '') errors.competence = r.v.t('training.wrong.unknown-competence')
  if (level === undefined) errors.level = r.v.t('training.wrong.level')
  if (level === undefined || Object.keys(errors).length > 0) return again(errors)
  const claimed = await claimCredential(r.ctx, {
    competence: typed.competence,
    level,
    evidence: typed.evidence,
    organizationId: typed.organization === '' ? undefined : typed.organization,
  })
  if (claimed.ok) return seeOther(r, '/me/competences', 'training.done.claimed')
  const { kind } = claimed.error
  const field =
    kind === 'evidence-missing' ? 'evidence' : kind === 'unknown-organization' ? 'organization' : 'competence'
  return again({ [field]: r.v.t(`training.wrong.${kind}`) })
}

async function withdraw(r: Req): Promise<Response> {
  const mine = (await listCredentials(r.ctx.db, own(r))).find((one) => one.id === r.form.id)
  if (mine === undefined) throw new NotHere(404)
  await revokeCredential(r.ctx, { credentialId: mine.id })
  return seeOther(r, '/me/competences', 'training.done.withdrawn')
}

async function showQueue(r: Req): Promise<Response> {
  return page(r, <QueuePage v={r.v} waiting={await listWaitingCredentials(r.ctx)} />)
}

// A proof that names its last day holds through that day, by the clock of whoever reads it.
function parseUntil(text: string, zone: string): Temporal.Instant | null | undefined {
  if (text === '') return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  } catch {
    return undefined
  }
}

async function confirm(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere(404)
  const until = (r.form.until ?? '').trim()
  const validUntil = parseUntil(until, r.v.zone)
  const confirmed =
    validUntil === undefined ? undefined : await confirmCredential(r.ctx, { credentialId: id, validUntil })
  if (confirmed?.ok === true) return seeOther(r, '/credentials', 'training.done.confirmed')
  const kind = confirmed === undefined ? 'wrong-date' : confirmed.error.kind
  return decided(r, id, kind, until)
}

async function refuse(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere(404)
  const refused = await refuseCredential(r.ctx, { credentialId: id })
  return refused.ok ? seeOther(r, '/credentials', 'training.done.refused') : decided(r, id, refused.error.kind, '')
}

async function revoke(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere(404)
  const revoked = await revokeCredential(r.ctx, { credentialId: id })
  return revoked.ok ? seeOther(r, '/credentials', 'training.done.revoked') : decided(r, id, revoked.error.kind, '')
}

async function decided(r: Req, id: string, kind: string, until: string): Promise<Response> {
  if (kind === 'unknown') throw new NotHere(404)
  if (kind === 'forbidden' || kind === 'own') throw new NotHere(403)
  const waiting = await listWaitingCredentials(r.ctx)
  const words = r.v.t(`training.wrong.${kind}`)
  return page(r, <QueuePage v={r.v} waiting={waiting} wrong={{ id, words, until }} />, 422)
}

/** What people can do, and who vouches for it. */
export const trainingRoom: Room = {
  name: 'training',
  routes: [
    get('/me/competences', showMine, { may: 'signed-in' }),
    post('/me/competences', claim, {
      may: 'signed-in',
      records: ['credential.claimed'],
      limit: { hits: 100, seconds: 3600 },
    }),
    post('/me/competences/withdraw', withdraw, { may: 'signed-in', records: ['credential.revoked'] }),
    get('/credentials', showQueue, { may: 'credentials:confirm' }),
    post('/credentials/:id/confirm', confirm, { may: 'credentials:confirm', records: ['credential.confirmed'] }),
    post('/credentials/:id/refuse', refuse, { may: 'credentials:confirm', records: ['credential.refused'] }),
    post('/credentials/:id/revoke', revoke, { may: 'credentials:confirm', records: ['credential.revoked'] }),
  ],
  jobs: [{ name: 'training.watch-validity', everyMinutes: 60, run: watchValidity }],
}
