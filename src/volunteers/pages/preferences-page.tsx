import { type Locality, PlacePicker } from '../../places'
import { Button, Choice, Field, type FieldErrors, Form, fieldId, Page, Select, type View } from '../../web'
import { equipments, transports, workLanguages } from '../volunteer'

/** Everything the form holds, as typed or as kept. */
export type PreferencesTyped = {
  readonly place: string
  readonly placeTyped: string
  readonly latitude: string
  readonly longitude: string
  readonly reachKilometers: string
  readonly transport: string
  readonly equipment: readonly string[]
  readonly languages: readonly string[]
  readonly kinds: readonly string[]
  readonly weekHours: string
  readonly restHours: string
  readonly daysInRow: string
  readonly options: readonly string[]
}

export type PreferencesPageProps = {
  v: View
  typed: PreferencesTyped
  /** Ids of the kinds of activity of the country pack. */
  kinds: readonly string[]
  candidates?: readonly Locality[] | undefined
  errors?: FieldErrors
}

const limitFields = ['weekHours', 'restHours', 'daysInRow'] as const

/** How a volunteer wants to help: from where, how far, by what, with whom, how much. Each part may be left as it is. */
export const PreferencesPage = ({ v, typed, kinds, candidates, errors = {} }: PreferencesPageProps) => (
  <Page v={v} title={v.t('volunteers.preferences.title')} lead={v.t('volunteers.preferences.lead')} stage="app">
    <Form v={v} action="/me/preferences" errors={errors}>
      <section aria-labelledby="where">
        <h2 id="where">{v.t('volunteers.preferences.where')}</h2>
        <PlacePicker
          v={v}
          name="place"
          label={v.t('volunteers.preferences.home')}
          hint={v.t('volunteers.preferences.homeHint')}
          typed={typed.placeTyped}
          chosen={typed.place}
          candidates={candidates}
          error={errors.place}
        />
        <details open={errors.latitude !== undefined || errors.longitude !== undefined}>
          <summary>{v.t('volunteers.preferences.pin')}</summary>
          <Field
            v={v}
            name="latitude"
            label={v.t('volunteers.preferences.latitude')}
            hint={v.t('volunteers.preferences.pinHint')}
            value={typed.latitude}
            error={errors.latitude}
            optional
            width={16}
          />
          <Field
            v={v}
            name="longitude"
            label={v.t('volunteers.preferences.longitude')}
            value={typed.longitude}
            error={errors.longitude}
            optional
            width={16}
          />
          <fill-position hidden data-latitude={fieldId('latitude')} data-longitude={fieldId('longitude')}>
            <Button kind="secondary" type="button" icon="pin">
              {v.t('volunteers.preferences.pinHere')}
            </Button>
          </fill-position>
        </details>
        <Field
          v={v}
          name="reachKilometers"
          type="number"
          label={v.t('volunteers.preferences.reach')}
          value={typed.reachKilometers}
          error={errors.reachKilometers}
          suffix={v.t('volunteers.unit.km')}
          width={4}
        />
        <Select
          v={v}
          name="transport"
          label={v.t('volunteers.preferences.transport')}
          value={typed.transport}
          error={errors.transport}
          options={transports.map((one) => ({ value: one, label: v.t(`volunteers.transport.${one}`) }))}
        />
      </section>
      <section aria-labelledby="what">
        <h2 id="what">{v.t('volunteers.preferences.what')}</h2>
        <Choice
          v={v}
          name="languages"
          kind="checkbox"
          layout="inline"
          legend={v.t('volunteers.preferences.languages')}
          value={typed.languages}
          error={errors.languages}
          options={workLanguages.map((one) => ({ value: one, label: v.t(`volunteers.language.${one}`) }))}
        />
        <Choice
          v={v}
          name="equipment"
          kind="checkbox"
          layout="inline"
          legend={v.t('volunteers.preferences.equipment')}
          optional
          value={typed.equipment}
          options={equipments.map((one) => ({ value: one, label: v.t(`volunteers.equipment.${one}`) }))}
        />
        <details open={typed.kinds.length > 0}>
          <summary>{v.t('volunteers.preferences.kinds')}</summary>
          <Choice
            v={v}
            name="kinds"
            kind="checkbox"
            legend={v.t('volunteers.preferences.kinds')}
            hint={v.t('volunteers.preferences.kindsHint')}
            optional
            value={typed.kinds}
            options={kinds.map((one) => ({ value: one, label: v.t(`standards.kind.${one}`) }))}
          />
        </details>
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits">{v.t('volunteers.preferences.limits')}</h2>
        <p>{v.t('volunteers.preferences.limitsWords')}</p>
        <details open={limitFields.some((name) => errors[name] !== undefined)}>
          <summary>{v.t('volunteers.preferences.limitsChange')}</summary>
          <Field
            v={v}
            name="weekHours"
            type="number"
            label={v.t('volunteers.preferences.weekHours')}
            value={typed.weekHours}
            error={errors.weekHours}
            suffix={v.t('volunteers.unit.hours')}
            width={4}
          />
          <Field
            v={v}
            name="restHours"
            type="number"
            label={v.t('volunteers.preferences.restHours')}
            value={typed.restHours}
            error={errors.restHours}
            suffix={v.t('volunteers.unit.hours')}
            width={4}
          />
          <Field
            v={v}
            name="daysInRow"
            type="number"
            label={v.t('volunteers.preferences.daysInRow')}
            value={typed.daysInRow}
            error={errors.daysInRow}
            suffix={v.t('volunteers.unit.days')}
            width={4}
          />
        </details>
        <Choice
          v={v}
          name="options"
          kind="checkbox"
          legend={v.t('volunteers.preferences.options')}
          value={typed.options}
          options={(['emergencyCalls', 'interestedOnly', 'travelOverride'] as const).map((one) => ({
            value: one,
            label: v.t(`volunteers.option.${one}`),
            hint: v.t(`volunteers.option.${one}.hint`),
          }))}
        />
      </section>
      <Button size="large">{v.t('volunteers.preferences.save')}</Button>
    </Form>
    <p>
      <a href="/me/notices/settings">{v.t('people.account.howTold')}</a>
    </p>
  </Page>
)
