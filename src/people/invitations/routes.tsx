import { get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { Button, ButtonRow, Form, Page, type View } from '../../web'
import { acceptInvitation, INVITATION_DAYS, INVITATION_LINK, refuseInvitation } from '../commands/invitations'
import type { Person } from '../person'
import { findPerson } from '../queries'
import { sayBasis } from '../say-basis'
import { enter } from '../sign-in/browser'

const InvitationPage = ({ v, secret, person }: { v: View; secret: string; person: Person }) => (
  <Page
    v={v}
    secret
    title={v.t('people.invitation.title', { name: person.name ?? '' })}
    lead={v.t('people.invitation.lead', { inviter: person.inviter ?? '' })}
  >
    {person.lawfulBasis === null ? null : (
      <p>{v.t('people.invitation.basis', { basis: sayBasis(v.t, person.lawfulBasis) })}</p>
    )}
    <p>{v.t('people.invitation.what')}</p>
    <p>{v.t('people.invitation.until', { days: INVITATION_DAYS })}</p>
    <ButtonRow equal>
      <Form v={v} action={`/invitation/${secret}/accept`}>
        <Button size="large">{v.t('people.invitation.accept')}</Button>
      </Form>
      <Form v={v} action={`/invitation/${secret}/refuse`}>
        <Button size="large" kind="secondary">
          {v.t('people.invitation.refuse')}
        </Button>
      </Form>
    </ButtonRow>
    <p class="muted">{v.t('people.account.consent')}</p>
  </Page>
)

async function invited(r: Req): Promise<Person> {
  const person = r.ctx.actor.kind === 'link' ? await findPerson(r.ctx.db, r.ctx.actor.subjectId) : undefined
  if (person?.state !== 'invited') throw new NotHere(410)
  return person
}

const show = async (r: Req): Promise<Response> =>
  page(r, <InvitationPage v={r.v} secret={r.param('secret')} person={await invited(r)} />)

async function accept(r: Req): Promise<Response> {
  const accepted = await acceptInvitation(r.ctx, (await invited(r)).id)
  if (!accepted.ok) throw new NotHere(410)
  await enter(r, accepted.value.personId)
  return seeOther(r, '/join', 'people.said.accepted')
}

async function refuse(r: Req): Promise<Response> {
  const refused = await refuseInvitation(r.ctx, (await invited(r)).id)
  if (!refused.ok) throw new NotHere(410)
  return seeOther(r, '/', 'people.said.refused')
}

// The press of a mail program, which has no page to go to, and may not be sent to one (RFC 8058, 3.2).
async function unsubscribe(r: Req): Promise<Response> {
  if (r.form['List-Unsubscribe'] !== 'One-Click') throw new NotHere()
  const refused = await refuseInvitation(r.ctx, (await invited(r)).id)
  if (!refused.ok) throw new NotHere(410)
  return page(r, <Page v={r.v} secret title={r.v.t('people.said.refused')} />)
}

const link = { may: 'secret-link', purpose: INVITATION_LINK } as const
const limit = { hits: 30, seconds: 600 }

/** Where an invited person says yes or no. */
export const invitationRoutes: readonly Route[] = [
  get('/invitation/:secret', show, link),
  post('/invitation/:secret', unsubscribe, { ...link, records: ['person.erased', 'need.destroyed'], limit }),
  post('/invitation/:secret/accept', accept, { ...link, records: ['consent.given', 'person.accepted'], limit }),
  post('/invitation/:secret/refuse', refuse, { ...link, records: ['person.erased', 'need.destroyed'], limit }),
]
