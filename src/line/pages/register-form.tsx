import { AgeField } from '../../people'
import { type Locality, PlacePicker } from '../../places'
import { firstWhens } from '../../volunteers'
import {
  Button,
  Choice,
  Field,
  type FieldErrors,
  Form,
  type Lang,
  languageNames,
  languages,
  translator,
  type View,
} from '../../web'

/** What they hear before they agree. */
const consented = ['line.script.consent', 'line.script.told'] as const

/** The form in which an operator registers whoever wants to help and has no telephone or page of their own. */
export const RegisterForm = ({
  v,
  action,
  lang,
  typed,
  candidates,
  errors,
}: {
  v: View
  action: string
  /** What the caller speaks, as far as it is known. */
  lang: Lang
  typed: Readonly<Record<string, string>>
  candidates: readonly Locality[] | undefined
  errors: FieldErrors
}) => (
  <>
    <p>{v.t('line.register.lead')}</p>
    <blockquote lang={lang}>
      {consented.map((part) => (
        <p>{translator(lang)(part)}</p>
      ))}
    </blockquote>
    <Form v={v} action={action} errors={errors}>
      <Field
        v={v}
        name="name"
        label={v.t('people.field.name')}
        value={typed.name}
        error={errors.name}
        maxlength={80}
        autocomplete="off"
      />
      <Choice
        v={v}
        name="lang"
        layout="inline"
        legend={v.t('line.register.lang')}
        value={typed.lang ?? lang}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
      <AgeField v={v} age={typed.age} birthDate={typed.birthDate} errors={errors} />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('volunteers.join.place')}
        typed={typed.place_q}
        chosen={typed.place}
        candidates={candidates}
        error={errors.place}
      />
      <Choice
        v={v}
        name="when"
        legend={v.t('volunteers.join.when')}
        value={typed.when}
        error={errors.when}
        options={firstWhens.map((when) => ({ value: when, label: v.t(`volunteers.when.${when}`) }))}
      />
      <Field
        v={v}
        name="phone"
        type="tel"
        optional
        label={v.t('line.register.phone')}
        hint={v.t('line.register.phoneHint')}
        value={typed.phone}
        error={errors.phone}
        maxlength={40}
        autocomplete="off"
      />
      <Choice
        v={v}
        name="agreed"
        kind="checkbox"
        legend={v.t('line.register.agreed')}
        value={typed.agreed}
        error={errors.agreed}
        options={[{ value: 'yes', label: v.t('line.register.agreed.yes') }]}
      />
      <Button size="large">{v.t('line.register.keep')}</Button>
    </Form>
  </>
)
