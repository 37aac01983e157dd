import { Button, ButtonRow, Card, Field, type FieldErrors, Form, Notice, Page, Status, type View } from '../../web'
import { organizationRoles } from '../commands/organization-roles'
import type { Organization } from '../organization'
import type { Member, Membership } from '../queries'
import { AnswerButtons } from './organization-page'

export type MembersPageProps = {
  v: View
  organization: Organization
  members: readonly Member[]
  phones: boolean
  typed?: { readonly name: string; readonly contact: string }
  errors?: FieldErrors
}

/** Who belongs to an organization and what they may do in it; for those who run it. */
export const MembersPage = ({ v, organization, members, phones, typed, errors = {} }: MembersPageProps) => {
  const here = `/organizations/${organization.id}/members`
  return (
    <Page v={v} title={v.t('organizations.members.title')} lead={organization.name} stage="app">
      {errors.form ? <Notice tone="error" title={errors.form} /> : null}
      {members.map((member) => (
        <Card
          title={member.name ?? v.t('organizations.members.nameless')}
          status={
            member.state === 'invited' ? (
              <Status tone="progress">{v.t('organizations.members.invited')}</Status>
            ) : member.roles.length === 0 ? (
              <Status>{v.t('organizations.members.member')}</Status>
            ) : (
              <Status tone="confirmed">
                {v.say.list(member.roles.map(({ role }) => v.t(`organizations.role.${role}`)))}
              </Status>
            )
          }
          meta={v.t('organizations.members.since', { date: v.say.date(member.since) })}
        >
          {organization.state === 'closed' ? null : <MemberActions v={v} here={here} member={member} />}
        </Card>
      ))}
      {organization.state === 'active' ? (
        <section aria-labelledby="invite">
          <h2 id="invite">{v.t('organizations.invite.title')}</h2>
          <p>{v.t('organizations.invite.words')}</p>
          <Form v={v} action={`${here}/invite`} errors={errors.form ? {} : errors}>
            <Field
              v={v}
              name="name"
              label={v.t('organizations.invite.name')}
              value={typed?.name}
              error={errors.name}
              maxlength={80}
            />
            <Field
              v={v}
              name="contact"
              label={v.t(phones ? 'organizations.invite.contact' : 'organizations.invite.contactEmail')}
              value={typed?.contact}
              error={errors.contact}
              maxlength={200}
            />
            <Button>{v.t('organizations.invite.send')}</Button>
          </Form>
        </section>
      ) : null}
    </Page>
  )
}

const MemberActions = ({ v, here, member }: { v: View; here: string; member: Member }) => {
  const missing = organizationRoles.filter((role) => !member.roles.some((held) => held.role === role))
  const name = member.name ?? ''
  return (
    <ButtonRow>
      {member.state === 'member'
        ? missing.map((role) => (
            <Form v={v} action={`${here}/role`} hidden={{ person: member.personId, role }} inline>
              <Button kind="secondary" label={`${v.t(`organizations.members.make.${role}`)}: ${name}`}>
                {v.t(`organizations.members.make.${role}`)}
              </Button>
            </Form>
          ))
        : null}
      {member.roles.map(({ grantId, role }) => (
        <Form v={v} action={`${here}/role/end`} hidden={{ grant: grantId }} inline>
          <Button kind="quiet" label={`${v.t(`organizations.members.end.${role}`)}: ${name}`}>
            {v.t(`organizations.members.end.${role}`)}
          </Button>
        </Form>
      ))}
      <Form v={v} action={`${here}/remove`} hidden={{ person: member.personId }} inline>
        <Button kind="quiet" label={`${v.t('organizations.members.remove')}: ${name}`}>
          {v.t('organizations.members.remove')}
        </Button>
      </Form>
    </ButtonRow>
  )
}

/** Where the viewer belongs and who invites them. */
export const MinePage = ({ v, memberships }: { v: View; memberships: readonly Membership[] }) => (
  <Page v={v} title={v.t('organizations.mine.title')} stage="app">
    {memberships.length === 0 ? <p>{v.t('organizations.mine.none')}</p> : null}
    {memberships.map((one) => (
      <Card
        level={2}
        title={one.name}
        href={`/organizations/${one.organizationId}`}
        tone={one.state === 'invited' ? 'needs-you' : 'plain'}
        meta={v.t(`organizations.kind.${one.kind}`)}
      >
        {one.state === 'invited' ? (
          <AnswerButtons v={v} organizationId={one.organizationId} />
        ) : (
          <Form v={v} action={`/organizations/${one.organizationId}/leave`} inline>
            <Button kind="quiet" label={`${v.t('organizations.mine.leave')}: ${one.name}`}>
              {v.t('organizations.mine.leave')}
            </Button>
          </Form>
        )}
      </Card>
    ))}
    <ButtonRow>
      <Button href="/organizations/new" icon="plus">
        {v.t('organizations.list.new')}
      </Button>
      <Button href="/organizations" kind="secondary">
        {v.t('organizations.list.title')}
      </Button>
    </ButtonRow>
  </Page>
)
