import { type Locality, PlacePicker } from '../../places'
import { Button, Card, Choice, EmptyState, Field, type FieldErrors, Form, Page, type View } from '../../web'
import { typedClock } from '../parse-times'
import { type Vehicle, vehicleSizes } from '../vehicles/vehicle'

/** What a person's own page of vehicles shows. */
export type VehiclesPageProps = {
  readonly v: View
  readonly vehicles: readonly Vehicle[]
  readonly typed: Readonly<Record<string, string>>
  readonly weekdays: readonly string[]
  readonly extras: readonly string[]
  readonly candidates?: readonly Locality[] | undefined
  readonly errors: FieldErrors
}

/** Vehicles a volunteer offers for delivery rounds: each with what it carries and when, and a form for one more. */
export const VehiclesPage = ({ v, vehicles, typed, weekdays, extras, candidates, errors }: VehiclesPageProps) => (
  <Page v={v} title={v.t('rounds.vehicles.title')} lead={v.t('rounds.vehicles.lead')} stage="app">
    {vehicles.length === 0 ? (
      <EmptyState icon="car" title={v.t('rounds.vehicles.none')}>
        {v.t('rounds.vehicles.noneWords')}
      </EmptyState>
    ) : (
      vehicles.map((vehicle) => <OneVehicle v={v} vehicle={vehicle} />)
    )}
    <h2>{v.t('rounds.vehicles.offer')}</h2>
    <Form v={v} action="/me/vehicles" errors={errors}>
      <Field
        v={v}
        name="name"
        label={v.t('rounds.vehicle.name')}
        hint={v.t('rounds.vehicle.nameHint')}
        value={typed.name ?? ''}
        error={errors.name}
        maxlength={80}
      />
      <Choice
        v={v}
        name="size"
        legend={v.t('rounds.vehicle.size')}
        value={typed.size ?? 'car'}
        error={errors.size}
        options={Object.entries(vehicleSizes).map(([size, { kilograms, litres }]) => ({
          value: size,
          label: v.t(`rounds.vehicle.size.${size}`),
          hint: v.t('rounds.vehicle.carries', { kilograms, litres }),
        }))}
      />
      <details open={errors.kilograms !== undefined || errors.litres !== undefined}>
        <summary>{v.t('rounds.vehicle.exact')}</summary>
        <Field
          v={v}
          name="kilograms"
          type="number"
          width={8}
          label={v.t('rounds.vehicle.kilograms')}
          value={typed.kilograms ?? ''}
          error={errors.kilograms}
          optional
        />
        <Field
          v={v}
          name="litres"
          type="number"
          width={8}
          label={v.t('rounds.vehicle.litres')}
          value={typed.litres ?? ''}
          error={errors.litres}
          optional
        />
      </details>
      <Choice
        v={v}
        name="extras"
        kind="checkbox"
        legend={v.t('rounds.vehicle.extras')}
        value={extras}
        options={['coldBox', 'lifts'].map((value) => ({ value, label: v.t(`rounds.vehicle.${value}`) }))}
        optional
      />
      <Choice
        v={v}
        name="weekdays"
        kind="checkbox"
        layout="inline"
        legend={v.t('rounds.vehicle.weekdays')}
        value={weekdays}
        error={errors.weekdays}
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
          value: String(day),
          label: v.say.weekday(Temporal.PlainDate.from('2024-01-01').add({ days: day - 1 })),
        }))}
      />
      <Field
        v={v}
        name="from"
        type="time"
        width={8}
        label={v.t('rounds.vehicle.from')}
        value={typed.from ?? '09:00'}
        error={errors.from}
      />
      <Field
        v={v}
        name="until"
        type="time"
        width={8}
        label={v.t('rounds.vehicle.until')}
        value={typed.until ?? '19:00'}
      />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('rounds.vehicle.start')}
        hint={v.t('rounds.vehicle.startHint')}
        typed={typed.place_q}
        chosen={typed.place}
        candidates={candidates}
        error={errors.place}
      />
      <Button icon="car">{v.t('rounds.vehicle.save')}</Button>
    </Form>
  </Page>
)

const OneVehicle = ({ v, vehicle }: { v: View; vehicle: Vehicle }) => (
  <Card
    level={2}
    title={vehicle.name}
    meta={[
      v.t('rounds.vehicle.carries', {
        kilograms: Math.round(vehicle.gramsMax / 1000),
        litres: Math.round(vehicle.millilitresMax / 1000),
      }),
      ...(vehicle.coldBox ? [v.t('rounds.vehicle.coldBox')] : []),
      ...(vehicle.lifts ? [v.t('rounds.vehicle.lifts')] : []),
    ].join(' · ')}
    actions={
      <Form v={v} action="/me/vehicles/withdraw" hidden={{ id: vehicle.id }} inline>
        <Button kind="quiet" label={v.t('rounds.vehicle.withdrawNamed', { name: vehicle.name })}>
          {v.t('rounds.vehicle.withdraw')}
        </Button>
      </Form>
    }
  >
    <p>
      {vehicle.weekdays
        .map((day) => v.say.weekday(Temporal.PlainDate.from('2024-01-01').add({ days: day - 1 })))
        .join(', ')}
      , {typedClock(vehicle.fromMinute)}–{typedClock(vehicle.untilMinute)}
    </p>
  </Card>
)
