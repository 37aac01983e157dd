import {
  Button,
  ButtonRow,
  type Child,
  ConfirmBar,
  DefinitionList,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Status,
  type View,
} from '../../web'
import { isVerified, type Organization } from '../organization'
import type { OrganizationMark } from '../queries'

export type OrganizationPageProps = {
  v: View
  organization: Organization
  place: string
  region: string
  marks: readonly OrganizationMark[]
  suspended: boolean
  /** The viewer runs it. */
  mine: boolean
  /** The viewer may suspend it. */
  maySuspend: boolean
  /** The viewer was invited and has not answered. */
  invited: boolean
  parts: readonly Child[]
}

/** An organization as anyone may see it: what it is, what was checked about it and by whom, what it does. */
export const OrganizationPage = ({
  v,
  organization,
  place,
  region,
  marks,
  suspended,
  mine,
  maySuspend,
  invited,
  parts,
}: OrganizationPageProps) => (
  <Page
    v={v}
    title={organization.name}
    lead={v.t(`organizations.kind.${organization.kind}`)}
    hidden={organization.state !== 'active'}
  >
    {invited ? <InvitedNotice v={v} organization={organization} /> : null}
    <StateWords v={v} organization={organization} suspended={suspended} mine={mine} />
    {organization.about === '' ? null : <p>{organization.about}</p>}
    <DefinitionList
      v={v}
      items={[
        { term: v.t('organizations.field.place'), value: place },
        { term: v.t('organizations.field.form'), value: v.t(`standards.form.${organization.legalForm}`) },
        ...(organization.bin === null ? [] : [{ term: v.t('organizations.field.bin'), value: organization.bin }]),
        { term: v.t('organizations.field.since'), value: v.say.date(organization.createdAt) },
      ]}
    />
    <section aria-labelledby="checked">
      <h2 id="checked">{v.t('organizations.marks.title')}</h2>
      {marks.length === 0 ? <p>{v.t('organizations.marks.none')}</p> : null}
      <ul class="plain-list">
        {marks.map((mark) => (
          <li>
            <Status tone="confirmed">{v.t(`organizations.mark.${mark.what}`)}</Status>{' '}
            {v.t('organizations.marks.by', { region, date: v.say.date(mark.checkedAt) })}
          </li>
        ))}
      </ul>
      {isVerified(organization) ? null : <p class="muted">{v.t('organizations.marks.unverifiedWords')}</p>}
    </section>
    {[...parts]}
    {maySuspend && !suspended ? (
      <p>
        <a href={`/suspensions/new?organization=${organization.id}`}>{v.t('people.suspension.suspend')}</a>
      </p>
    ) : null}
    {mine ? (
      <section aria-labelledby="manage">
        <h2 id="manage">{v.t('organizations.manage.title')}</h2>
        <ButtonRow>
          <Button kind="secondary" href={`/organizations/${organization.id}/members`}>
            {v.t('organizations.members.title')}
          </Button>
          <Button kind="secondary" href="/credentials">
            {v.t('organizations.manage.credentials')}
          </Button>
          {organization.state === 'closed' ? null : (
            <>
              <Button kind="secondary" href={`/organizations/${organization.id}/edit`}>
                {v.t('organizations.edit.title')}
              </Button>
              <Button kind="quiet" href={`/organizations/${organization.id}/close`}>
                {v.t('organizations.close.title')}
              </Button>
            </>
          )}
        </ButtonRow>
      </section>
    ) : null}
  </Page>
)

const InvitedNotice = ({ v, organization }: { v: View; organization: Organization }) => (
  <Notice tone="needs-you" title={v.t('organizations.invited.title', { name: organization.name })}>
    <p>{v.t('organizations.invited.words')}</p>
    <AnswerButtons v={v} organizationId={organization.id} />
  </Notice>
)

/** The two answers to an invitation, of the same size. */
export const AnswerButtons = ({ v, organizationId }: { v: View; organizationId: string }) => (
  <Form v={v} action={`/organizations/${organizationId}/answer`}>
    <ButtonRow equal>
      <Button name="answer" value="yes">
        {v.t('organizations.invited.yes')}
      </Button>
      <Button kind="secondary" name="answer" value="no">
        {v.t('organizations.invited.no')}
      </Button>
    </ButtonRow>
  </Form>
)

const StateWords = ({
  v,
  organization,
  suspended,
  mine,
}: {
  v: View
  organization: Organization
  suspended: boolean
  mine: boolean
}) => {
  if (suspended)
    return (
      <Notice tone="error" title={v.t('organizations.state.suspended')}>
        <p>{v.t('organizations.state.suspendedWords')}</p>
      </Notice>
    )
  switch (organization.state) {
    case 'waiting':
      return (
        <Notice title={v.t('organizations.state.waiting')}>
          <p>{v.t('organizations.state.waitingWords')}</p>
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="error" title={v.t('organizations.state.refused')}>
          {mine ? <p>{organization.refusal}</p> : null}
          {mine ? (
            <p>
              <a href={`/organizations/${organization.id}/edit`}>{v.t('organizations.state.correct')}</a>
            </p>
          ) : null}
        </Notice>
      )
    case 'closed':
      return <Notice title={v.t('organizations.state.closed')} />
    case 'active':
      return (
        <p>
          {isVerified(organization) ? (
            <Status tone="confirmed">{v.t('organizations.state.verified')}</Status>
          ) : (
            <Status>{v.t('organizations.state.unverified')}</Status>
          )}
        </p>
      )
  }
}

export type EditPageProps = {
  v: View
  organization: Organization
  typed: { readonly name: string; readonly about: string; readonly bin: string }
  errors?: FieldErrors
}

/** What an organization says about itself, to be changed. */
export const EditPage = ({ v, organization, typed, errors = {} }: EditPageProps) => (
  <Page v={v} title={v.t('organizations.edit.title')} lead={organization.name} stage="app">
    {organization.refusal === null ? null : (
      <Notice tone="error" title={v.t('organizations.state.refused')}>
        <p>{organization.refusal}</p>
      </Notice>
    )}
    <Form v={v} action={`/organizations/${organization.id}/edit`} errors={errors}>
      <Field
        v={v}
        name="name"
        label={v.t('organizations.field.name')}
        hint={organization.verifiedAt === null ? undefined : v.t('organizations.edit.nameRegistered')}
        value={typed.name}
        error={errors.name}
        maxlength={160}
      />
      <Field
        v={v}
        name="about"
        label={v.t('organizations.field.about')}
        rows={5}
        value={typed.about}
        error={errors.about}
        optional
        maxlength={2000}
      />
      {organization.kind === 'group' || organization.verifiedAt !== null ? null : (
        <Field
          v={v}
          name="bin"
          type="code"
          label={v.t('organizations.field.bin')}
          value={typed.bin}
          error={errors.bin}
          width={16}
          maxlength={20}
        />
      )}
      <Button>{v.t(organization.state === 'refused' ? 'organizations.edit.again' : 'organizations.edit.save')}</Button>
    </Form>
  </Page>
)

/** The last look before closing. */
export const ClosePage = ({
  v,
  organization,
  problem,
}: {
  v: View
  organization: Organization
  problem?: string | undefined
}) => (
  <Page v={v} title={v.t('organizations.close.title')} lead={organization.name} stage="app">
    {problem === undefined ? null : <Notice tone="error" title={problem} />}
    <ConfirmBar
      v={v}
      action={`/organizations/${organization.id}/close`}
      question={v.t('organizations.close.question')}
      consequence={v.t('organizations.close.consequence')}
      confirm={v.t('organizations.close.confirm')}
      backHref={`/organizations/${organization.id}`}
      danger
    />
  </Page>
)
