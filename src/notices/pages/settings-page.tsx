import {
  Button,
  ButtonRow,
  Choice,
  Field,
  type FieldErrors,
  Form,
  languageNames,
  languages,
  Notice,
  Page,
  type View,
} from '../../web'
import { PushPart, type PushState } from '../channels/push/push-part'
import type { NoticeSettings } from '../settings'
import { DoorsPart, type ShownDoor } from './doors-part'
import { NoticeTabs } from './notices-page'
import { TelegramPart, type TelegramState } from './telegram-part'

/** How a person wants to be told, and the address of their calendar. */
export const SettingsPage = ({
  v,
  settings,
  doors,
  hours,
  errors,
  calendar,
  telegram,
  push,
}: {
  v: View
  settings: NoticeSettings
  doors: readonly ShownDoor[]
  /** Quiet hours and language, as they stand with the account or were typed just now. */
  hours: { readonly quietFrom: string; readonly quietUntil: string; readonly lang: string }
  errors: FieldErrors
  /** Address made just now, shown this once. */
  calendar?: string
  /** Absent where this house has no bot. */
  telegram?: TelegramState | undefined
  push: PushState
}) => (
  <Page v={v} title={v.t('notices.settings.title')} stage="app" nav={<NoticeTabs v={v} current="settings" />}>
    <DoorsPart v={v} doors={doors} />
    <h2>{v.t('notices.settings.when')}</h2>
    <Form v={v} action="/me/notices/settings" errors={errors}>
      <Field
        v={v}
        name="quietFrom"
        type="time"
        width={8}
        label={v.t('people.account.quietFrom')}
        hint={v.t('people.account.quietHint')}
        value={hours.quietFrom}
        error={errors.quietFrom}
      />
      <Field
        v={v}
        name="quietUntil"
        type="time"
        width={8}
        label={v.t('people.account.quietUntil')}
        value={hours.quietUntil}
        error={errors.quietUntil}
      />
      <Choice
        v={v}
        name="lang"
        legend={v.t('notices.settings.lang')}
        value={hours.lang}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
      <Choice
        v={v}
        name="digest"
        legend={v.t('notices.settings.digest')}
        value={settings.digest ? 'yes' : 'no'}
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
        value={settings.digestAt}
        error={errors.digestAt}
      />
      <Choice
        v={v}
        name="emergencies"
        legend={v.t('notices.settings.emergencies')}
        hint={v.t('notices.settings.emergenciesHint')}
        value={settings.emergencies === null ? 'unsaid' : settings.emergencies ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: v.t('notices.settings.emergenciesYes') },
          { value: 'no', label: v.t('notices.settings.emergenciesNo') },
          { value: 'unsaid', label: v.t('notices.settings.emergenciesUnsaid') },
        ]}
      />
      <p>
        <a href="/me/account">{v.t('notices.settings.account')}</a>
      </p>
      <ButtonRow>
        <Button>{v.t('notices.settings.save')}</Button>
      </ButtonRow>
    </Form>
    <PushPart v={v} state={push} />
    {telegram === undefined ? null : <TelegramPart v={v} state={telegram} />}
    <h2>{v.t('notices.calendar.title')}</h2>
    <p>{v.t('notices.calendar.about')}</p>
    {calendar === undefined ? null : (
      <Notice tone="success" title={v.t('notices.calendar.made')}>
        <p class="breaks-anywhere">
          <a href={calendar}>{calendar}</a>
        </p>
      </Notice>
    )}
    <Form v={v} action="/me/notices/calendar">
      <ButtonRow>
        <Button kind="secondary">{v.t('notices.calendar.make')}</Button>
      </ButtonRow>
    </Form>
  </Page>
)
