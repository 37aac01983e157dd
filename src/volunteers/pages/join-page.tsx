import { type Locality, PlacePicker } from '../../places'
import { Button, Choice, Field, type FieldErrors, Form, Notice, Page, type View } from '../../web'
import type { JoinDraft } from '../join-draft'
import { firstWhens } from '../volunteer'

export type JoinPageProps = {
  v: View
  typed: JoinDraft
  candidates?: readonly Locality[] | undefined
  errors?: FieldErrors
  /** Whose answers these are: an unknown visitor's, those of someone who proved a contact just now, or an account's. */
  standing: 'unknown' | 'proved' | 'person'
  asksAge: boolean
  /** Organization that invited, shown by name. */
  inviter?: { readonly id: string; readonly name: string; readonly batch: string } | undefined
}

const ageChoices = ['under-14', '14-15', '16-17', '18-64', '65-plus'] as const

/** The first visit of someone who wants to help: five small questions on one page. */
export const JoinPage = ({ v, typed, candidates, errors = {}, standing, asksAge, inviter }: JoinPageProps) => (
  <Page v={v} title={v.t('volunteers.join.title')} lead={v.t('volunteers.join.lead')}>
    {inviter ? (
      <Notice title={v.t('volunteers.join.invited', { name: inviter.name })}>
        <p>{v.t('volunteers.join.invitedWords')}</p>
      </Notice>
    ) : null}
    {standing === 'proved' ? <Notice tone="success" title={v.t('volunteers.join.proved')} /> : null}
    <Form
      v={v}
      action="/join"
      errors={errors}
      hidden={inviter ? { by: inviter.id, ...(inviter.batch === '' ? {} : { batch: inviter.batch }) } : {}}
    >
      {standing !== 'person' ? (
        <Field
          v={v}
          name="name"
          label={v.t('volunteers.join.name')}
          hint={v.t('volunteers.join.nameHint')}
          value={typed.name}
          error={errors.name}
          autocomplete="given-name"
          maxlength={80}
        />
      ) : null}
      {asksAge ? (
        <Choice
          v={v}
          name="age"
          legend={v.t('volunteers.join.age')}
          hint={v.t('volunteers.join.ageHint')}
          layout="inline"
          value={typed.age}
          error={errors.age}
          options={ageChoices.map((band) => ({ value: band, label: v.t(`standards.age.${band}`) }))}
        />
      ) : null}
      <PlacePicker
        v={v}
        name="place"
        label={v.t('volunteers.join.place')}
        typed={typed.placeTyped}
        chosen={typed.place}
        candidates={candidates}
        error={errors.place}
      />
      <Choice
        v={v}
        name="when"
        legend={v.t('volunteers.join.when')}
        layout="cards"
        value={typed.when}
        error={errors.when}
        options={firstWhens.map((when) => ({
          value: when,
          label: v.t(`volunteers.when.${when}`),
          hint: v.t(`volunteers.when.${when}.hint`),
          icon: when === 'today' ? 'sun' : when === 'weekends' ? 'calendar' : when === 'evenings' ? 'moon' : 'phone',
        }))}
      />
      <p class="field__hint">
        {v.t('volunteers.join.keeps')} <a href="/about/data">{v.t('volunteers.join.rights')}</a>
      </p>
      <Button size="large">{v.t(standing === 'unknown' ? 'volunteers.join.next' : 'volunteers.join.done')}</Button>
    </Form>
    {standing === 'unknown' ? (
      <p>
        <a href="/sign-in?next=%2Fjoin">{v.t('volunteers.join.haveAccount')}</a>
      </p>
    ) : null}
  </Page>
)
