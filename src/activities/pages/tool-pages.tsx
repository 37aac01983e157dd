import { type Locality, PlacePicker } from '../../places'
import { Button, Choice, Field, type FieldErrors, Form, Notice, Page, Select, type View } from '../../web'
import type { ActivityView } from '../queries/find-activity'
import type { PersonInActivity } from '../queries/list-people-of'
import { confirmers, units } from '../work'
import { sayPlace, sayTime } from './say-place'

type Props = { v: View; activity: ActivityView }

const backTo = ({ v, activity }: Props) => (
  <p>
    <a href={`/activities/${activity.id}/manage`}>{v.t('activities.tools.back')}</a>
  </p>
)

const leadOf = ({ v, activity }: Props): string =>
  `${activity.title} · ${sayTime(v, activity)} · ${sayPlace(v, activity)}`

/** Calling an activity off, with what it means for those who signed up. */
export const CancelPage = (props: Props) => {
  const { v, activity } = props
  return (
    <Page v={v} title={v.t('activities.manage.cancel')} lead={leadOf(props)} nav={backTo(props)} stage="app">
      <p>{v.t('activities.cancel.text')}</p>
      <Form v={v} action={`/activities/${activity.id}/cancel`}>
        <Field v={v} name="words" rows={2} label={v.t('activities.cancel.words')} optional maxlength={2000} />
        <Button kind="danger">{v.t('activities.manage.cancel')}</Button>
      </Form>
    </Page>
  )
}

/** One copy on another day, or a series by a rule. */
export const CopyPage = (props: Props & { errors: FieldErrors }) => {
  const { v, activity, errors } = props
  const from = activity.starts_at.toZonedDateTimeISO(activity.zone)
  return (
    <Page v={v} title={v.t('activities.manage.copy')} lead={leadOf(props)} nav={backTo(props)} stage="app">
      <section class="section">
        <h2>{v.t('activities.copy.once')}</h2>
        <Form v={v} action={`/activities/${activity.id}/copy`} errors={errors}>
          <Field v={v} name="date" type="date" width={8} label={v.t('activities.field.date')} error={errors.date} />
          <Field
            v={v}
            name="from"
            type="time"
            width={8}
            label={v.t('activities.field.from')}
            value={from.toPlainTime().toString({ smallestUnit: 'minute' })}
          />
          <Button>{v.t('activities.copy.make')}</Button>
        </Form>
      </section>
      <section class="section">
        <h2>{v.t('activities.copy.often')}</h2>
        <p>{v.t('activities.copy.oftenHint')}</p>
        <Form v={v} action={`/activities/${activity.id}/repeat`}>
          <Select
            v={v}
            name="every"
            label={v.t('activities.copy.every')}
            value="week"
            options={(['day', 'week', 'fortnight', 'month'] as const).map((every) => ({
              value: every,
              label: v.t(`activities.copy.every.${every}`),
            }))}
          />
          <Choice
            v={v}
            kind="checkbox"
            name="days"
            layout="inline"
            legend={v.t('activities.copy.days')}
            optional
            options={['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].map((day, n) => ({
              value: day,
              label: v.say.weekday(Temporal.PlainDate.from('2026-11-23').add({ days: n })),
            }))}
          />
          <Field
            v={v}
            name="times"
            type="number"
            width={4}
            label={v.t('activities.copy.times')}
            value="4"
            error={errors.times}
          />
          <Button>{v.t('activities.copy.makeAll')}</Button>
        </Form>
      </section>
    </Page>
  )
}

/** Texts and expected result; place apart, since changing it asks everyone anew. */
export const EditPage = (
  props: Props & {
    typed: Readonly<Record<string, string>>
    errors: FieldErrors
    candidates?: readonly Locality[] | undefined
  },
) => {
  const { v, activity, typed, errors } = props
  return (
    <Page v={v} title={v.t('activities.manage.edit')} lead={leadOf(props)} nav={backTo(props)} stage="app">
      <Form v={v} action={`/activities/${activity.id}/edit`} errors={errors}>
        <Field
          v={v}
          name="title"
          label={v.t('activities.field.title')}
          value={typed.title ?? activity.title}
          maxlength={120}
        />
        <Field
          v={v}
          name="aim"
          rows={2}
          label={v.t('activities.field.aim')}
          value={typed.aim ?? activity.aim}
          maxlength={1000}
        />
        <Field
          v={v}
          name="briefing"
          rows={6}
          label={v.t('activities.field.briefing')}
          value={typed.briefing ?? activity.briefing}
          maxlength={8000}
        />
        <Field
          v={v}
          name="bring"
          rows={2}
          label={v.t('activities.field.bring')}
          value={typed.bring ?? activity.bring}
          maxlength={1000}
        />
        <Field
          v={v}
          name="emergencyContact"
          label={v.t('activities.field.emergencyContact')}
          hint={v.t('activities.field.emergencyContactHint')}
          value={typed.emergencyContact ?? activity.emergency_contact}
          maxlength={200}
        />
        <Field
          v={v}
          name="resultQuantity"
          type="number"
          width={4}
          label={v.t('activities.field.resultQuantity')}
          value={typed.resultQuantity ?? activity.result_quantity}
          error={errors.resultQuantity}
        />
        <Select
          v={v}
          name="resultUnit"
          label={v.t('activities.field.resultUnit')}
          value={typed.resultUnit ?? activity.result_unit}
          options={units.map((unit) => ({ value: unit, label: v.t(`activities.unitName.${unit}`) }))}
        />
        <Select
          v={v}
          name="resultConfirmer"
          label={v.t('activities.field.resultConfirmer')}
          value={typed.resultConfirmer ?? activity.result_confirmer}
          options={confirmers.map((who) => ({ value: who, label: v.t(`activities.confirmer.${who}`) }))}
        />
        <Button>{v.t('activities.tools.save')}</Button>
      </Form>
      <section class="section">
        <h2>{v.t('activities.tools.place')}</h2>
        <p>{v.t('activities.tools.placeHint')}</p>
        <Form v={v} action={`/activities/${activity.id}/place`}>
          <PlacePicker
            v={v}
            name="place"
            label={v.t('activities.field.place')}
            typed={typed.place_q}
            candidates={props.candidates}
            chosen={typed.place ?? activity.locality_id ?? undefined}
            error={errors.place}
          />
          <Field
            v={v}
            name="placeWords"
            label={v.t('activities.field.placeWords')}
            hint={v.t('activities.field.placeWordsHint')}
            optional
            value={typed.placeWords ?? activity.place_words}
            maxlength={200}
          />
          <Button kind="secondary">{v.t('activities.tools.changePlace')}</Button>
        </Form>
      </section>
    </Page>
  )
}

/** Saying that somebody did not come takes a witness. */
export const NoShowPage = (props: Props & { person: PersonInActivity; witnesses: readonly PersonInActivity[] }) => {
  const { v, activity, person, witnesses } = props
  return (
    <Page
      v={v}
      title={v.t('activities.noShow.title', { name: person.name ?? v.t('activities.manage.erased') })}
      lead={leadOf(props)}
      nav={backTo(props)}
      stage="app"
    >
      <p>{v.t('activities.noShow.text')}</p>
      {witnesses.length === 0 ? (
        <Notice title={v.t('activities.noShow.nobody')} />
      ) : (
        <Form v={v} action={`/activities/${activity.id}/no-show/${person.assignmentId ?? ''}`}>
          <Select
            v={v}
            name="witness"
            label={v.t('activities.noShow.witness')}
            options={witnesses.map((one) => ({
              value: one.volunteerId,
              label: one.name ?? v.t('activities.manage.erased'),
            }))}
          />
          <Button kind="danger">{v.t('activities.manage.noShow')}</Button>
        </Form>
      )}
    </Page>
  )
}
