import { get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import type { SubjectHandler } from '../account/handlers'
import type { Subject } from '../account/subject'
import {
  consentAsGuardian,
  findGuardianCase,
  GUARDIAN_LINK,
  type GuardianCase,
  nameGuardian,
  refuseAsGuardian,
  relations,
  renewGuardianLink,
} from '../commands/guardians'
import { parseContact } from '../contact'
import { parseName } from '../person'
import { GuardianLinkPage, GuardianPage, NameGuardianPage } from './pages'
import { SimpleConsentPage } from './simple-consent-page'

/** The form in which a guardian is named. */
export const showNameGuardian: SubjectHandler = async (r, subject) =>
  page(r, <NameGuardianPage v={r.v} subject={subject} draft={{}} errors={{}} />)

/** Names a guardian and sends them their link; an operator sees the link to hand it over. */
export const doNameGuardian: SubjectHandler = async (r, subject) => {
  const name = parseName(r.form.name)
  const contact = parseContact(r.form.contact, subject.isHelp || r.ctx.ports.sms !== undefined)
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = r.v.t('people.error.name')
  if (!contact.ok) errors.contact = r.v.t(`people.contact.${contact.error.kind}`)
  const again = () => page(r, <NameGuardianPage v={r.v} subject={subject} draft={r.form} errors={errors} />, 422)
  if (name === undefined || !contact.ok) return again()
  const named = await nameGuardian(subject.ctx, { personId: subject.person.id, name, contact: contact.value })
  if (!named.ok) {
    errors.contact = r.v.t(`people.guardian.error.${named.error.kind}`)
    return again()
  }
  return linkGiven(r, subject, named.value.secret)
}

/** A new link for a guardian, in the place of a lost one. */
export const doRenewGuardianLink: SubjectHandler = async (r, subject) => {
  const renewed = await renewGuardianLink(subject.ctx, {
    personId: subject.person.id,
    guardianId: r.form.guardian ?? '',
  })
  const back = `${subject.base}${subject.query}`
  if (!renewed.ok) return seeOther(r, back, `people.guardian.error.${renewed.error.kind}`)
  return linkGiven(r, subject, renewed.value.secret)
}

// The person's own hand sends the link; an operator may also have to read it out.
function linkGiven(r: Req, subject: Subject, secret: string): Response | Promise<Response> {
  if (!subject.isHelp) return seeOther(r, '/me/account', 'people.said.guardianAsked')
  r.c.header('cache-control', 'private, no-store')
  return page(r, <GuardianLinkPage v={r.v} subject={subject} link={`${r.ctx.config.url}/guardian/${secret}`} />)
}

async function openCase(r: Req): Promise<GuardianCase> {
  const held = r.ctx.actor.kind === 'link' ? await findGuardianCase(r.ctx.db, r.ctx.actor.subjectId) : undefined
  if (held === undefined) throw new NotHere(410)
  return held
}

async function show(r: Req, errors: FieldErrors = {}, status: 200 | 422 = 200): Promise<Response> {
  const held = await openCase(r)
  const common = { v: r.v, secret: r.param('secret'), held }
  if (!r.v.simple || held.state === 'consented')
    return page(r, <GuardianPage {...common} draft={r.form} errors={errors} />, status)
  const relation = relations.find((one) => one === (r.form.relation ?? r.query('relation')))
  const asked = r.query('step')
  const isNamed = asked === 'name' || r.form.sure === 'yes'
  const step = !isNamed ? (asked === 'who' ? 'who' : 'whether') : relation === undefined ? 'who' : 'name'
  const missing = isNamed && relation === undefined ? { relation: r.v.t('people.guardian.error.relation') } : errors
  return page(
    r,
    <SimpleConsentPage {...common} step={step} draft={{ ...r.form, relation }} errors={missing} />,
    step === 'who' && isNamed ? 422 : status,
  )
}

async function consent(r: Req): Promise<Response> {
  const held = await openCase(r)
  const name = parseName(r.form.name)
  const relation = relations.find((one) => one === r.form.relation)
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = r.v.t('people.error.name')
  if (relation === undefined) errors.relation = r.v.t('people.guardian.error.relation')
  if (r.form.sure !== 'yes') errors.sure = r.v.t('people.guardian.error.sure')
  if (name === undefined || relation === undefined || r.form.sure !== 'yes') return show(r, errors, 422)
  const consented = await consentAsGuardian(r.ctx, { guardianId: held.guardianId, name, relation })
  if (!consented.ok) throw new NotHere(410)
  return seeOther(r, `/guardian/${r.param('secret')}`, 'people.said.guardianConsented')
}

async function refuse(r: Req): Promise<Response> {
  const held = await openCase(r)
  const refused = await refuseAsGuardian(r.ctx, { guardianId: held.guardianId })
  if (!refused.ok) throw new NotHere(410)
  return seeOther(r, `/guardian/${r.param('secret')}`, 'people.said.guardianRefused')
}

const link = { may: 'secret-link', purpose: GUARDIAN_LINK } as const
const limit = { hits: 30, seconds: 600 }

/** The pages of a parent or legal representative. */
export const guardianRoutes: readonly Route[] = [
  get('/guardian/:secret', (r) => show(r), link),
  post('/guardian/:secret/consent', consent, { ...link, records: ['consent.given', 'guardian.consented'], limit }),
  post('/guardian/:secret/refuse', refuse, {
    ...link,
    records: ['consent.withdrawn', 'guardian.withdrew', 'guardian.refused'],
    limit,
  }),
]
