import { Button, ButtonRow, Choice, Field, type FieldErrors, Form, Notice, Page, type View } from '../../web'
import { type Contact, sayPhone } from '../contact'
import type { Person } from '../person'
import { CodeField } from './code-field'
import type { CodeWay } from './codes'

const sayContact = (contact: Contact): string => (contact.kind === 'phone' ? sayPhone(contact.value) : contact.value)

/** Says plainly where a code will be found when no sender is set up. */
const SenderNote = ({ v, way }: { v: View; way: CodeWay }) =>
  way === 'sender' ? null : (
    <Notice tone="needs-you" title={v.t('people.signIn.noSender.title')}>
      <p>{way === 'log' ? v.t('people.signIn.noSender.log') : v.t('people.signIn.noSender.none')}</p>
    </Notice>
  )

/** First step: which contact the code goes to. */
export const SignInPage = ({
  v,
  next,
  phones,
  way,
  passkeys,
  contact,
  errors = {},
}: {
  v: View
  /** Query that keeps where to go afterwards. */
  next: string
  phones: boolean
  way: CodeWay
  /** Whether passkeys work under this address. */
  passkeys: boolean
  contact?: string | undefined
  errors?: FieldErrors
}) => (
  <Page v={v} title={v.t('people.signIn.title')} lead={v.t('people.signIn.lead')} hidden>
    <SenderNote v={v} way={way} />
    <Form v={v} action={`/sign-in${next}`} errors={errors}>
      <Field
        v={v}
        name="contact"
        type={phones ? 'text' : 'email'}
        label={phones ? v.t('people.signIn.contact') : v.t('people.signIn.email')}
        hint={phones ? v.t('people.signIn.contactHint') : v.t('people.signIn.emailHint')}
        value={contact}
        error={errors.contact}
        autocomplete={phones ? 'username' : 'email'}
        maxlength={254}
      />
      <Button size="large">{v.t('people.signIn.send')}</Button>
    </Form>
    {passkeys ? (
      <passkey-sign-in data-next={next} data-failed={v.t('people.passkey.failed')} hidden>
        <p>{v.t('people.passkey.or')}</p>
        <Button kind="secondary" type="button" icon="lock">
          {v.t('people.passkey.signIn')}
        </Button>
        <p class="field__error" role="status" />
      </passkey-sign-in>
    ) : null}
    <p class="muted">{v.t('people.signIn.help')}</p>
  </Page>
)

/** Second step: the six digits. */
export const CodePage = ({
  v,
  next,
  contact,
  way,
  errors = {},
}: {
  v: View
  next: string
  contact: Contact
  way: CodeWay
  errors?: FieldErrors
}) => (
  <Page
    v={v}
    title={v.t('people.code.title')}
    lead={v.t('people.code.lead', { contact: sayContact(contact), minutes: 10 })}
    hidden
  >
    <SenderNote v={v} way={way} />
    <Form v={v} action={`/sign-in/code${next}`} errors={errors}>
      <CodeField v={v} label={v.t('people.code.label')} error={errors.code} isOwn />
      <ButtonRow>
        <Button size="large">{v.t('people.code.enter')}</Button>
        <Button kind="quiet" name="other" value="1">
          {v.t('people.code.otherPerson')}
        </Button>
      </ButtonRow>
    </Form>
    <Form v={v} action={`/sign-in${next}`} hidden={{ contact: contact.value }}>
      <Button kind="quiet">{v.t('people.code.again')}</Button>
    </Form>
    <p>
      <a href={`/sign-in${next}`}>{v.t('people.code.other')}</a>
    </p>
  </Page>
)

/** One contact serves several people: which of them is here. */
export const WhoPage = ({
  v,
  next,
  people,
  errors = {},
}: {
  v: View
  next: string
  people: readonly Person[]
  errors?: FieldErrors
}) => (
  <Page v={v} title={v.t('people.who.title')} lead={v.t('people.who.lead')} hidden>
    <Form v={v} action={`/sign-in/who${next}`} errors={errors}>
      <Choice
        v={v}
        name="person"
        legend={v.t('people.who.legend')}
        error={errors.person}
        options={[
          ...people.map((person) => ({
            value: person.id,
            label: person.name ?? '',
            hint: person.state === 'invited' ? v.t('people.who.invited', { inviter: person.inviter ?? '' }) : undefined,
          })),
          { value: 'new', label: v.t('people.who.new'), hint: v.t('people.who.newHint') },
        ]}
      />
      <Button size="large">{v.t('people.who.enter')}</Button>
    </Form>
  </Page>
)

/** The contact is proved and belongs to nobody yet: join as a volunteer, or only have an account. */
export const NewHerePage = ({ v, next, contact }: { v: View; next: string; contact: Contact }) => (
  <Page v={v} title={v.t('people.new.title')} lead={v.t('people.new.lead', { contact: sayContact(contact) })} hidden>
    <ButtonRow>
      <Button href="/join" icon="hand" size="large">
        {v.t('people.new.join')}
      </Button>
      <Button href={`/sign-in/account${next}`} kind="secondary" size="large">
        {v.t('people.new.account')}
      </Button>
      <Button href="/ask" kind="secondary" size="large">
        {v.t('people.new.ask')}
      </Button>
    </ButtonRow>
    <p class="muted">{v.t('people.new.askHint')}</p>
  </Page>
)

/** What the browser has is not enough to go on: ask for a new code. */
export const CodeEndedPage = ({ v, next }: { v: View; next: string }) => (
  <Page v={v} title={v.t('people.code.endedTitle')} lead={v.t('people.code.ended')} hidden>
    <Button href={`/sign-in${next}`}>{v.t('people.code.askNew')}</Button>
  </Page>
)

/** A contact added through an operator that does not open the account yet. */
export const ContactWaitsPage = ({ v, until }: { v: View; until: Temporal.Instant }) => (
  <Page v={v} title={v.t('people.contactWaits.title')} hidden>
    <p>{v.t('people.contactWaits.why', { date: v.say.dateTime(until) })}</p>
    <Button href="/sign-in">{v.t('people.contactWaits.other')}</Button>
  </Page>
)
