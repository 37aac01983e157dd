import { type Locality, PlacePicker } from '../../places'
import { Button, Field, type FieldErrors, Form, languageNames, languages, Page, Select, type View } from '../../web'
import { AgeField } from '../account/age-field'

/** What was typed into the form of a plain account. */
export type AccountDraft = {
  readonly name?: string | undefined
  readonly age?: string | undefined
  readonly birthDate?: string | undefined
  readonly lang?: string | undefined
  readonly place?: string | undefined
  readonly placeTyped?: string | undefined
}

/** A plain account: name, age, place, language. */
export const AccountPage = ({
  v,
  next,
  draft,
  candidates,
  errors = {},
}: {
  v: View
  next: string
  draft: AccountDraft
  candidates?: readonly Locality[] | undefined
  errors?: FieldErrors
}) => (
  <Page v={v} title={v.t('people.account.newTitle')} lead={v.t('people.account.newLead')} hidden>
    <Form v={v} action={`/sign-in/account${next}`} errors={errors}>
      <Field
        v={v}
        name="name"
        label={v.t('people.field.name')}
        hint={v.t('people.field.nameHint')}
        value={draft.name}
        error={errors.name}
        autocomplete="name"
        maxlength={80}
      />
      <AgeField v={v} age={draft.age} birthDate={draft.birthDate} errors={errors} />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('people.field.place')}
        error={errors.place}
        typed={draft.placeTyped}
        candidates={candidates}
        chosen={draft.place}
      />
      <Select
        v={v}
        name="lang"
        label={v.t('people.field.lang')}
        value={draft.lang ?? v.lang}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
      <p class="muted">{v.t('people.account.consent')}</p>
      <Button size="large">{v.t('people.account.create')}</Button>
    </Form>
  </Page>
)
