import { Button, ButtonRow, Choice, Field, type FieldErrors, Form, Page, Status, type View } from '../../web'
import { type GuardianCase, relations } from '../commands/guardians'
import { GuardianRules } from './pages'

type Props = {
  v: View
  secret: string
  held: GuardianCase
  /** Which question: whether, who they are, their name. */
  step: 'whether' | 'who' | 'name'
  draft: Readonly<Record<string, string | undefined>>
  errors: FieldErrors
}

/** A guardian's consent as one question a page: yes or no first, and only after a yes who says it. Nothing is written before the last press. */
export const SimpleConsentPage = (props: Props) => {
  if (props.step === 'who') return <Who {...props} />
  return props.step === 'name' ? <Name {...props} /> : <Whether {...props} />
}

const Whether = ({ v, secret, held }: Props) => (
  <Page v={v} secret title={v.t('people.guardian.pageTitle', { name: held.minorName })}>
    {held.state === 'asked' ? null : <Status>{v.t('people.guardian.youRefused')}</Status>}
    <p>{v.t('people.guardian.what', { name: held.minorName })}</p>
    <GuardianRules v={v} />
    <ButtonRow equal>
      <Button href={`/guardian/${secret}?step=who`} kind="secondary" size="large" icon="check">
        {v.t('people.guardian.consent')}
      </Button>
      {held.state === 'asked' ? (
        <Form v={v} action={`/guardian/${secret}/refuse`}>
          <Button kind="secondary" size="large" icon="close">
            {v.t('people.guardian.refuse')}
          </Button>
        </Form>
      ) : null}
    </ButtonRow>
    <p class="muted">{v.t('people.guardian.data')}</p>
  </Page>
)

const Who = ({ v, secret, draft, errors }: Props) => (
  <Page v={v} secret title={v.t('people.guardian.relation')}>
    <Form v={v} action={`/guardian/${secret}`} method="get" hidden={{ step: 'name' }} errors={errors}>
      <Choice
        v={v}
        name="relation"
        legend={v.t('people.guardian.relation')}
        value={draft.relation}
        error={errors.relation}
        options={relations.map((relation) => ({ value: relation, label: v.t(`people.relation.${relation}`) }))}
      />
      <Button size="large">{v.t('people.guardian.next')}</Button>
    </Form>
    <p>
      <a href={`/guardian/${secret}`}>{v.t('people.guardian.back')}</a>
    </p>
  </Page>
)

const Name = ({ v, secret, held, draft, errors }: Props) => (
  <Page v={v} secret title={v.t('people.guardian.yourName')}>
    <Form
      v={v}
      action={`/guardian/${secret}/consent`}
      hidden={{ relation: draft.relation ?? '', sure: 'yes' }}
      errors={errors}
    >
      <Field
        v={v}
        name="name"
        label={v.t('people.guardian.yourName')}
        value={draft.name ?? held.guardianName}
        error={errors.name}
        maxlength={80}
        autocomplete="name"
      />
      <p>{v.t('people.guardian.sure', { name: held.minorName })}</p>
      <Button size="large" icon="check">
        {v.t('people.guardian.consent')}
      </Button>
    </Form>
    <p>
      <a href={`/guardian/${secret}?step=who`}>{v.t('people.guardian.back')}</a>
    </p>
  </Page>
)
