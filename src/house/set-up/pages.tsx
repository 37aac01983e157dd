import { formsOfKind, organizationKinds } from '../../organizations'
import { type Locality, PlacePicker } from '../../places'
import { Button, Choice, Field, type FieldErrors, Form, Page, Select, Stepper, type View } from '../../web'

/** What everyone sees while the house is not set up: where the link is found. */
export const ClosedPage = ({ v }: { v: View }) => (
  <Page v={v} title={v.t('house.setUp.closedTitle')} lead={v.t('house.setUp.closedLead')} hidden>
    <p>{v.t('house.setUp.closedWhere')}</p>
    <p>{v.t('house.setUp.closedAgain')}</p>
  </Page>
)

type StepProps = { v: View; secret: string; draft: Readonly<Record<string, string>>; errors: FieldErrors }

/** Step 1: the country whose regions, settlements and law are loaded. */
export const CountryPage = ({ v, secret, draft, errors }: StepProps) => (
  <Page v={v} title={v.t('house.setUp.country.title')} lead={v.t('house.setUp.country.lead')} hidden secret>
    <Stepper v={v} step={1} steps={3} />
    <Form v={v} action={`/set-up/${secret}/country`} errors={errors}>
      <Choice
        v={v}
        name="country"
        legend={v.t('house.setUp.country.legend')}
        value={draft.country ?? 'KZ'}
        error={errors.country}
        options={[
          { value: 'KZ', label: v.t('house.setUp.country.kz'), hint: v.t('house.setUp.country.kzHint') },
          { value: 'other', label: v.t('house.setUp.country.other'), hint: v.t('house.setUp.country.otherHint') },
        ]}
      />
      <Field
        v={v}
        name="code"
        label={v.t('house.setUp.country.code')}
        hint={v.t('house.setUp.country.codeHint')}
        value={draft.code}
        error={errors.code}
        width={4}
        maxlength={2}
        optional
      />
      <Button size="large">{v.t('house.setUp.country.load')}</Button>
      <p class="muted">{v.t('house.setUp.country.patience')}</p>
    </Form>
  </Page>
)

/** Step 2: the first administrator. */
export const AdministratorPage = ({
  v,
  secret,
  draft,
  errors,
  candidates,
}: StepProps & { candidates: readonly Locality[] | undefined }) => (
  <Page v={v} title={v.t('house.setUp.administrator.title')} lead={v.t('house.setUp.administrator.lead')} hidden secret>
    <Stepper v={v} step={2} steps={3} />
    <Form v={v} action={`/set-up/${secret}/administrator`} errors={errors}>
      <Field
        v={v}
        name="name"
        label={v.t('people.field.name')}
        value={draft.name}
        error={errors.name}
        autocomplete="name"
        maxlength={80}
      />
      <Field
        v={v}
        name="email"
        type="email"
        label={v.t('people.signIn.email')}
        hint={v.t('house.setUp.administrator.emailHint')}
        value={draft.email}
        error={errors.email}
        autocomplete="email"
        maxlength={254}
      />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('house.setUp.administrator.place')}
        error={errors.place}
        typed={draft.place_q}
        candidates={candidates}
        chosen={draft.place}
      />
      <Button size="large">{v.t('house.setUp.next')}</Button>
    </Form>
  </Page>
)

/** Step 3: the first organization. */
export const OrganizationPage = ({ v, secret, draft, errors }: StepProps) => (
  <Page v={v} title={v.t('house.setUp.organization.title')} lead={v.t('house.setUp.organization.lead')} hidden secret>
    <Stepper v={v} step={3} steps={3} />
    <Form v={v} action={`/set-up/${secret}/organization`} errors={errors}>
      <Field
        v={v}
        name="name"
        label={v.t('house.setUp.organization.name')}
        value={draft.name}
        error={errors.name}
        autocomplete="organization"
        maxlength={160}
      />
      <Choice
        v={v}
        name="kind"
        legend={v.t('house.setUp.organization.kind')}
        hint={v.t('house.setUp.organization.kindHint')}
        value={draft.kind}
        error={errors.kind}
        options={organizationKinds.map((kind) => ({
          value: kind,
          label: v.t(`organizations.kind.${kind}`),
          hint: v.t(`organizations.kind.${kind}.hint`),
        }))}
      />
      <Select
        v={v}
        name="legalForm"
        label={v.t('organizations.new.form')}
        hint={v.t('organizations.new.formHint')}
        value={draft.legalForm}
        error={errors.legalForm}
        empty={v.t('organizations.new.formEmpty')}
        options={formsOfKind.ngo.map((form) => ({ value: form, label: v.t(`standards.form.${form}`) }))}
        optional
      />
      <Field
        v={v}
        name="bin"
        type="code"
        width={16}
        label={v.t('organizations.field.bin')}
        hint={v.t('organizations.new.binHint')}
        value={draft.bin}
        error={errors.bin}
        maxlength={20}
        optional
      />
      <Button size="large">{v.t('house.setUp.finish')}</Button>
    </Form>
  </Page>
)
