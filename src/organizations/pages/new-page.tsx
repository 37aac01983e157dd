import { type Locality, PlacePicker } from '../../places'
import { Button, Choice, Field, type FieldErrors, Form, Notice, Page, Select, type View } from '../../web'
import { formsOfKind, organizationKinds } from '../organization'

export type NewTyped = {
  readonly kind: string
  readonly legalForm: string
  readonly name: string
  readonly about: string
  readonly bin: string
  readonly place: string
  readonly placeTyped: string
}

export type NewPageProps = {
  v: View
  typed: NewTyped
  candidates?: readonly Locality[] | undefined
  errors?: FieldErrors
  /** The law's own words where it refused. */
  refusal?: { readonly words: string; readonly source: string } | undefined
}

/** Beginning a group or registering an organization. */
export const NewPage = ({ v, typed, candidates, errors = {}, refusal }: NewPageProps) => (
  <Page v={v} title={v.t('organizations.new.title')} lead={v.t('organizations.new.lead')}>
    {refusal === undefined ? null : (
      <Notice tone="error" title={refusal.words}>
        <p>{refusal.source}</p>
      </Notice>
    )}
    <Form v={v} action="/organizations/new" errors={errors}>
      <Choice
        v={v}
        name="kind"
        legend={v.t('organizations.new.kind')}
        layout="cards"
        value={typed.kind}
        error={errors.kind}
        options={organizationKinds.map((kind) => ({
          value: kind,
          label: v.t(`organizations.kind.${kind}`),
          hint: v.t(`organizations.kind.${kind}.hint`),
          icon: kind === 'group' ? 'people' : kind === 'company' ? 'tools' : kind === 'ngo' ? 'heart' : 'building',
        }))}
      />
      <Select
        v={v}
        name="legalForm"
        label={v.t('organizations.new.form')}
        hint={v.t('organizations.new.formHint')}
        value={typed.legalForm}
        error={errors.legalForm}
        empty={v.t('organizations.new.formEmpty')}
        options={formsOfKind.ngo.map((form) => ({ value: form, label: v.t(`standards.form.${form}`) }))}
      />
      <Field
        v={v}
        name="name"
        label={v.t('organizations.field.name')}
        value={typed.name}
        error={errors.name}
        maxlength={160}
      />
      <Field
        v={v}
        name="bin"
        type="code"
        label={v.t('organizations.field.bin')}
        hint={v.t('organizations.new.binHint')}
        value={typed.bin}
        error={errors.bin}
        optional
        width={16}
        maxlength={20}
      />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('organizations.new.place')}
        typed={typed.placeTyped}
        chosen={typed.place}
        candidates={candidates}
        error={errors.place}
      />
      <Field
        v={v}
        name="about"
        label={v.t('organizations.field.about')}
        hint={v.t('organizations.new.aboutHint')}
        rows={4}
        value={typed.about}
        optional
        maxlength={2000}
      />
      <Button size="large">{v.t('organizations.new.send')}</Button>
    </Form>
  </Page>
)
