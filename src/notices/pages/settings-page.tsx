import { noticesOf, type Subject } from '../../people'
import {
  Button,
  ButtonRow,
  Choice,
  Field,
  type FieldErrors,
  Form,
  languageNames,
  languages,
  Page,
  type View,
} from '../../web'
import { PushPart, type PushState } from '../channels/push/push-part'
import { CalendarPart } from './calendar-part'
import { DoorsPart, type ShownDoor } from './doors-part'
import { NoticeTabs } from './notices-page'
import { TelegramPart, type TelegramState } from './telegram-part'

/** Fields of the form, as they stand or were typed just now. */
export type TypedSettings = Readonly<
  Record<'quietFrom' | 'quietUntil' | 'lang' | 'digest' | 'digestAt' | 'emergencies', string>
>

/** What only the person themselves can turn on: their chat, this device, their calendar. */
export type OwnThings = {
  readonly push: PushState
  /** Absent where this house has no bot. */
  readonly telegram: TelegramState | undefined
  /** Address made just now, shown this once. */
  readonly calendar: string | undefined
}

/** How a person wants to be told; the same page for an operator who arranges it for them. */
export const SettingsPage = ({
  v,
  subject,
  typed,
  errors,
  doors,
  isRung,
  own,
}: {
  v: View
  subject: Subject
  typed: TypedSettings
  errors: FieldErrors
  doors: readonly ShownDoor[]
  /** Whether they want to be rung by an operator. */
  isRung: boolean
  /** Absent where an operator helps. */
  own: OwnThings | undefined
}) => (
  <Page
    v={v}
    title={v.t('notices.settings.title')}
    {...(own === undefined ? { lead: v.t('people.help.title', { name: subject.person.name ?? '' }) } : {})}
    stage="app"
    nav={own === undefined ? undefined : <NoticeTabs v={v} current="settings" />}
  >
    <DoorsPart v={v} subject={subject} doors={doors} isRung={isRung} />
    <h2>{v.t('notices.settings.when')}</h2>
    <Form v={v} action={noticesOf(subject).replace(/\?.*/, '')} errors={errors} hidden={subject.hidden}>
      <Field
        v={v}
        name="quietFrom"
        type="time"
        width={8}
        label={v.t('people.account.quietFrom')}
        hint={v.t('people.account.quietHint')}
        value={typed.quietFrom}
        error={errors.quietFrom}
      />
      <Field
        v={v}
        name="quietUntil"
        type="time"
        width={8}
        label={v.t('people.account.quietUntil')}
        value={typed.quietUntil}
        error={errors.quietUntil}
      />
      <Choice
        v={v}
        name="lang"
        legend={v.t('notices.settings.lang')}
        value={typed.lang}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
      <Choice
        v={v}
        name="digest"
        legend={v.t('notices.settings.digest')}
        value={typed.digest}
        options={[
          { value: 'no', label: v.t('notices.settings.digestNo') },
          { value: 'yes', label: v.t('notices.settings.digestYes'), hint: v.t('notices.settings.digestHint') },
        ]}
      />
      <Field
        v={v}
        name="digestAt"
        type="time"
        width={8}
        label={v.t('notices.settings.digestAt')}
        value={typed.digestAt}
        error={errors.digestAt}
      />
      <Choice
        v={v}
        name="emergencies"
        legend={v.t('notices.settings.emergencies')}
        hint={v.t('notices.settings.emergenciesHint')}
        value={typed.emergencies}
        options={[
          { value: 'yes', label: v.t('notices.settings.emergenciesYes') },
          { value: 'no', label: v.t('notices.settings.emergenciesNo') },
          { value: 'unsaid', label: v.t('notices.settings.emergenciesUnsaid') },
        ]}
      />
      <ButtonRow>
        <Button>{v.t('notices.settings.save')}</Button>
      </ButtonRow>
    </Form>
    {own === undefined ? null : (
      <>
        <PushPart v={v} state={own.push} />
        {own.telegram === undefined ? null : <TelegramPart v={v} state={own.telegram} />}
        <CalendarPart v={v} calendar={own.calendar} />
      </>
    )}
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('notices.settings.account')}</a>
    </p>
  </Page>
)
