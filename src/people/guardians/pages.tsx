import { Button, Choice, Field, type FieldErrors, Form, Notice, Page, Status, type View } from '../../web'
import type { Subject } from '../account/subject'
import { type GuardianCase, relations } from '../commands/guardians'

type Draft = Readonly<Record<string, string | undefined>>

/** A minor, or an operator for them, names a parent or legal representative. */
export const NameGuardianPage = ({
  v,
  subject,
  draft,
  errors,
}: {
  v: View
  subject: Subject
  draft: Draft
  errors: FieldErrors
}) => (
  <Page v={v} stage="app" title={v.t('people.guardian.addTitle')} lead={v.t('people.guardian.addLead')}>
    <Form v={v} action={`${subject.base}/guardian`} errors={errors} hidden={subject.hidden}>
      <Field
        v={v}
        name="name"
        label={v.t('people.guardian.name')}
        value={draft.name}
        error={errors.name}
        maxlength={80}
        autocomplete="off"
      />
      <Field
        v={v}
        name="contact"
        label={v.t('people.guardian.contact')}
        hint={v.t('people.guardian.contactHint')}
        value={draft.contact}
        error={errors.contact}
        maxlength={254}
        autocomplete="off"
      />
      <Button size="large">{v.t('people.guardian.send')}</Button>
    </Form>
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** The link an operator hands over, shown once. */
export const GuardianLinkPage = ({ v, subject, link }: { v: View; subject: Subject; link: string }) => (
  <Page v={v} stage="app" secret title={v.t('people.guardian.linkTitle')} lead={v.t('people.guardian.linkLead')}>
    <p>
      <code>{link}</code>
    </p>
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** What a guardian consents to, what no consent opens, and how it is taken back: on this page or by a call. */
export const GuardianRules = ({ v, end = 'end' }: { v: View; end?: 'end' | 'endByCall' }) => (
  <ul>
    {(['never', 'study', 'day', end] as const).map((rule) => (
      <li>{v.t(`people.guardian.rule.${rule}`)}</li>
    ))}
  </ul>
)

/** Where a parent or legal representative consents, refuses, or withdraws. */
export const GuardianPage = ({
  v,
  secret,
  held,
  draft,
  errors,
}: {
  v: View
  secret: string
  held: GuardianCase
  draft: Draft
  errors: FieldErrors
}) => (
  <Page v={v} secret title={v.t('people.guardian.pageTitle', { name: held.minorName })}>
    {held.state === 'consented' ? (
      <Status tone="confirmed">{v.t('people.guardian.youConsented')}</Status>
    ) : held.state === 'asked' ? null : (
      <Status>{v.t('people.guardian.youRefused')}</Status>
    )}
    <p>{v.t('people.guardian.what', { name: held.minorName })}</p>
    <GuardianRules v={v} />
    {held.state === 'consented' ? null : (
      <Form v={v} action={`/guardian/${secret}/consent`} errors={errors}>
        <Field
          v={v}
          name="name"
          label={v.t('people.guardian.yourName')}
          value={draft.name ?? held.guardianName}
          error={errors.name}
          maxlength={80}
          autocomplete="name"
        />
        <Choice
          v={v}
          name="relation"
          legend={v.t('people.guardian.relation')}
          value={draft.relation}
          error={errors.relation}
          options={relations.map((relation) => ({ value: relation, label: v.t(`people.relation.${relation}`) }))}
        />
        <Choice
          v={v}
          name="sure"
          kind="checkbox"
          legend={v.t('people.guardian.sureLegend')}
          value={draft.sure}
          error={errors.sure}
          options={[{ value: 'yes', label: v.t('people.guardian.sure', { name: held.minorName }) }]}
        />
        <Button size="large">{v.t('people.guardian.consent')}</Button>
      </Form>
    )}
    {held.state === 'refused' || held.state === 'withdrawn' ? (
      <Notice title={v.t('people.guardian.canStill')} />
    ) : (
      <Form v={v} action={`/guardian/${secret}/refuse`}>
        <Button kind="secondary" size="large">
          {held.state === 'consented' ? v.t('people.guardian.withdraw') : v.t('people.guardian.refuse')}
        </Button>
      </Form>
    )}
    <p class="muted">{v.t('people.guardian.data')}</p>
  </Page>
)
