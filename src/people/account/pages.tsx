import { type Locality, PlacePicker } from '../../places'
import {
  Button,
  Choice,
  ConfirmBar,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  Pager,
  Table,
  type View,
  When,
} from '../../web'
import type { Look } from '../looks'
import { CodeField } from '../sign-in/code-field'
import { AgeField } from './age-field'
import { sayViewer, sayWhat } from './say'
import { noticesOf, type Subject } from './subject'

type Draft = Readonly<Record<string, string | undefined>>
type Parts = { v: View; subject: Subject; draft: Draft; errors: FieldErrors }

const back = (subject: Subject): string => `${subject.base}${subject.query}`

/** Correct name, age, place and how pages look; language and ways of being told stand with the notices. */
export const EditPage = ({
  v,
  subject,
  draft,
  errors,
  candidates,
}: Parts & { candidates: readonly Locality[] | undefined }) => (
  <Page v={v} stage="app" title={v.t('people.account.correctTitle')}>
    <Form v={v} action={`${subject.base}/edit`} errors={errors} hidden={subject.hidden}>
      <Field
        v={v}
        name="name"
        label={v.t('people.field.name')}
        value={draft.name}
        error={errors.name}
        autocomplete={subject.isHelp ? 'off' : 'name'}
        maxlength={80}
      />
      <AgeField v={v} age={draft.age} birthDate={draft.birthDate} errors={errors} />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('people.account.place')}
        error={errors.place}
        typed={draft.place_q}
        candidates={candidates}
        chosen={draft.place}
      />
      <Choice
        v={v}
        name="simple"
        kind="checkbox"
        legend={v.t('people.account.look')}
        value={draft.simple}
        options={[{ value: 'yes', label: v.t('web.simple.on'), hint: v.t('people.account.simpleHint') }]}
      />
      <Button size="large">{v.t('people.account.save')}</Button>
    </Form>
    <p>{v.t('people.account.toldElsewhere')}</p>
    <p>
      <a href={noticesOf(subject)}>{v.t('people.account.howTold')}</a>
    </p>
    <p>
      <a href={back(subject)}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** A further e-mail address or telephone. */
export const NewContactPage = ({ v, subject, draft, errors, phones }: Parts & { phones: boolean }) => (
  <Page
    v={v}
    stage="app"
    title={v.t('people.contacts.addTitle')}
    lead={subject.isHelp ? v.t('people.contacts.toldLead') : v.t('people.contacts.addLead')}
  >
    <Form v={v} action={`${subject.base}/contacts`} errors={errors} hidden={subject.hidden}>
      <Field
        v={v}
        name="contact"
        label={phones ? v.t('people.signIn.contact') : v.t('people.signIn.email')}
        hint={phones ? v.t('people.signIn.contactHint') : v.t('people.signIn.emailHint')}
        value={draft.contact}
        error={errors.contact}
        maxlength={254}
        autocomplete="off"
      />
      <Button size="large">{subject.isHelp ? v.t('people.contacts.addTold') : v.t('people.signIn.send')}</Button>
    </Form>
    <p>
      <a href={back(subject)}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** The code sent to a further contact. */
export const ContactCodePage = ({
  v,
  contact,
  errors,
  isLogged,
}: {
  v: View
  contact: string
  errors: FieldErrors
  isLogged: boolean
}) => (
  <Page v={v} stage="app" title={v.t('people.code.title')} lead={v.t('people.code.lead', { contact, minutes: 10 })}>
    {isLogged ? <p>{v.t('people.signIn.noSender.log')}</p> : null}
    <Form v={v} action="/me/account/contacts/code" errors={errors}>
      <CodeField v={v} label={v.t('people.code.label')} error={errors.code} isOwn />
      <Button size="large">{v.t('people.contacts.prove')}</Button>
    </Form>
    <p>
      <a href="/me/account">{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** Who looked at a person's data, when, at what. */
export const LooksPage = ({
  v,
  subject,
  looks,
  next,
}: {
  v: View
  subject: Subject
  looks: readonly Look[]
  next: number | undefined
}) => (
  <Page v={v} stage="app" title={v.t('people.looks.title')} lead={v.t('people.looks.lead')}>
    {looks.length === 0 ? (
      <EmptyState icon="lock" title={v.t('people.looks.none')} />
    ) : (
      <>
        <Table
          v={v}
          caption={v.t('people.looks.title')}
          captionHidden
          rows={looks}
          columns={[
            { label: v.t('people.looks.when'), cell: (look) => <When v={v} at={look.at} full /> },
            {
              label: v.t('people.looks.who'),
              head: true,
              cell: (look) =>
                look.viewerName === null
                  ? sayViewer(v, look.viewerRole)
                  : `${look.viewerName}, ${sayViewer(v, look.viewerRole)}`,
            },
            { label: v.t('people.looks.what'), cell: (look) => sayWhat(v, look.what) },
          ]}
        />
        <Pager
          v={v}
          shown={looks.length}
          nextHref={
            next === undefined
              ? undefined
              : `${subject.base}/looks?before=${next}${subject.query === '' ? '' : `&${subject.query.slice(1)}`}`
          }
        />
      </>
    )}
    <p>
      <a href={back(subject)}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** What deleting does, asked once more. */
export const DeletePage = ({ v, subject, error }: { v: View; subject: Subject; error?: string | undefined }) => (
  <Page v={v} stage="app" title={v.t('people.delete.title')}>
    {error === undefined ? null : (
      <p class="field__error" role="alert">
        {error}
      </p>
    )}
    <p>{v.t('people.delete.what')}</p>
    <p>{v.t('people.delete.stays')}</p>
    <ConfirmBar
      v={v}
      action={`${subject.base}/delete`}
      hidden={{ ...subject.hidden, sure: 'yes' }}
      question={v.t('people.delete.question')}
      consequence={v.t('people.delete.forGood')}
      confirm={v.t('people.delete.confirm')}
      backHref={back(subject)}
      danger
    />
  </Page>
)
