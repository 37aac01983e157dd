import type { Locality } from '../../places'
import { PlacePicker } from '../../places'
import { legalFlags, riskContexts } from '../../standards'
import { competences } from '../../training'
import { Button, ButtonRow, Choice, Field, type FieldErrors, Form, Page, Select, type View } from '../../web'
import { confirmers, units, works } from '../work'

export type ActivityFormProps = {
  v: View
  organizations: readonly { id: string; name: string }[]
  typed: Readonly<Record<string, string>>
  chosen: { flags: readonly string[]; contexts: readonly string[]; competences: readonly string[] }
  errors: FieldErrors
  candidates?: readonly Locality[] | undefined
  /** The need line this activity is for, in words. */
  claimed?: string | undefined
  key?: string | undefined
}

/** A new activity: three things are asked (what, where and when, how many); the rest is prefilled and may be opened. */
export const NewActivityPage = (props: ActivityFormProps) => {
  const { v, typed, errors } = props
  return (
    <Page v={v} title={v.t('activities.new.title')} lead={v.t('activities.new.lead')} stage="app">
      {props.claimed === undefined ? null : <p>{v.t('activities.new.claimed', { line: props.claimed })}</p>}
      <Form
        v={v}
        action="/activities/new"
        errors={errors}
        {...(props.key === undefined ? {} : { idempotencyKey: props.key })}
        hidden={typed.claim === undefined ? {} : { claim: typed.claim }}
      >
        {props.organizations.length === 1 ? (
          <input type="hidden" name="organization" value={props.organizations[0]?.id} />
        ) : (
          <Select
            v={v}
            name="organization"
            label={v.t('activities.field.organization')}
            value={typed.organization}
            options={props.organizations.map(({ id, name }) => ({ value: id, label: name }))}
            error={errors.organization}
          />
        )}
        <fieldset class="section">
          <legend class="form__part">{v.t('activities.new.what')}</legend>
          <Select
            v={v}
            name="work"
            label={v.t('activities.field.work')}
            value={typed.work}
            options={works.map(({ id }) => ({ value: id, label: v.t(`activities.work.${id}.name`) }))}
            error={errors.work}
          />
          <Field
            v={v}
            name="title"
            label={v.t('activities.field.title')}
            hint={v.t('activities.field.titleHint')}
            optional
            value={typed.title}
            maxlength={120}
            error={errors.title}
          />
        </fieldset>
        <fieldset class="section">
          <legend class="form__part">{v.t('activities.new.whereWhen')}</legend>
          <PlacePicker
            v={v}
            name="place"
            label={v.t('activities.field.place')}
            typed={typed.place_q}
            candidates={props.candidates}
            chosen={typed.place}
            error={errors.place}
          />
          <Field
            v={v}
            name="placeWords"
            label={v.t('activities.field.placeWords')}
            hint={v.t('activities.field.placeWordsHint')}
            optional
            value={typed.placeWords}
            maxlength={200}
          />
          <TimeFields v={v} typed={typed} errors={errors} />
        </fieldset>
        <fieldset class="section">
          <legend class="form__part">{v.t('activities.new.howMany')}</legend>
          <Field
            v={v}
            name="seats"
            type="number"
            width={4}
            label={v.t('activities.field.seats')}
            value={typed.seats ?? '5'}
            error={errors.seats}
            suffix={v.t('activities.field.people')}
          />
        </fieldset>
        <details class="section" open={hasDetailErrors(errors) || typed.more === '1'}>
          <summary>{v.t('activities.new.more')}</summary>
          <p class="muted">{v.t('activities.new.moreHint')}</p>
          <DetailFields {...props} />
        </details>
        <ButtonRow>
          <Button name="do" value="publish">
            {v.t('activities.new.publish')}
          </Button>
          <Button kind="secondary" name="do" value="draft">
            {v.t('activities.new.draft')}
          </Button>
        </ButtonRow>
      </Form>
    </Page>
  )
}

const detailNames = ['aim', 'briefing', 'bring', 'emergencyContact', 'seatsMin', 'resultQuantity', 'minutes']
const hasDetailErrors = (errors: FieldErrors): boolean => detailNames.some((name) => errors[name] !== undefined)

/** Day and hours in wall time of the place. */
export const TimeFields = ({
  v,
  typed,
  errors,
}: {
  v: View
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
}) => (
  <>
    <Field
      v={v}
      name="date"
      type="date"
      width={8}
      label={v.t('activities.field.date')}
      value={typed.date}
      error={errors.date}
    />
    <div class="field-row">
      <Field
        v={v}
        name="from"
        type="time"
        width={8}
        label={v.t('activities.field.from')}
        value={typed.from ?? '10:00'}
        error={errors.from}
      />
      <Field
        v={v}
        name="until"
        type="time"
        width={8}
        label={v.t('activities.field.until')}
        value={typed.until ?? '13:00'}
        error={errors.until}
      />
    </div>
    <p class="field__hint">{v.t('activities.field.untilHint')}</p>
  </>
)

/** Everything that is prefilled from the kind of work. */
const DetailFields = ({ v, typed, errors, chosen }: ActivityFormProps) => (
  <>
    <Field
      v={v}
      name="aim"
      rows={2}
      label={v.t('activities.field.aim')}
      hint={v.t('activities.field.prefilled')}
      optional
      value={typed.aim}
      maxlength={1000}
      error={errors.aim}
    />
    <Field
      v={v}
      name="briefing"
      rows={5}
      label={v.t('activities.field.briefing')}
      hint={v.t('activities.field.prefilled')}
      optional
      value={typed.briefing}
      maxlength={8000}
      error={errors.briefing}
    />
    <Field
      v={v}
      name="bring"
      rows={2}
      label={v.t('activities.field.bring')}
      hint={v.t('activities.field.prefilled')}
      optional
      value={typed.bring}
      maxlength={1000}
    />
    <Field
      v={v}
      name="emergencyContact"
      label={v.t('activities.field.emergencyContact')}
      hint={v.t('activities.field.emergencyContactHint')}
      optional
      value={typed.emergencyContact}
      maxlength={200}
      error={errors.emergencyContact}
    />
    <Field
      v={v}
      name="seatsMin"
      type="number"
      width={4}
      label={v.t('activities.field.seatsMin')}
      optional
      value={typed.seatsMin}
      error={errors.seatsMin}
    />
    <Field
      v={v}
      name="resultQuantity"
      type="number"
      width={4}
      label={v.t('activities.field.resultQuantity')}
      optional
      value={typed.resultQuantity}
      error={errors.resultQuantity}
    />
    <Select
      v={v}
      name="resultUnit"
      label={v.t('activities.field.resultUnit')}
      empty={v.t('activities.field.byWork')}
      value={typed.resultUnit}
      options={units.map((unit) => ({ value: unit, label: v.t(`activities.unitName.${unit}`) }))}
    />
    <Select
      v={v}
      name="resultConfirmer"
      label={v.t('activities.field.resultConfirmer')}
      empty={v.t('activities.field.byWork')}
      value={typed.resultConfirmer}
      options={confirmers.map((who) => ({ value: who, label: v.t(`activities.confirmer.${who}`) }))}
    />
    <Select
      v={v}
      name="competence"
      label={v.t('activities.field.competence')}
      empty={v.t('activities.field.noCompetence')}
      optional
      value={chosen.competences[0]}
      options={[...competences]
        .map(({ id, names }) => ({ value: id, label: names[v.lang] }))
        .sort((a, b) => v.say.compare(a.label, b.label))}
    />
    <Choice
      v={v}
      kind="checkbox"
      name="flags"
      legend={v.t('activities.field.flags')}
      hint={v.t('activities.field.flagsHint')}
      optional
      value={chosen.flags}
      options={legalFlags.map((flag) => ({ value: flag, label: v.t(`standards.flag.${flag}`) }))}
    />
    <Choice
      v={v}
      kind="checkbox"
      name="contexts"
      legend={v.t('activities.field.contexts')}
      optional
      value={chosen.contexts}
      options={riskContexts.map((context) => ({ value: context, label: v.t(`standards.risk.${context}`) }))}
    />
    <Choice
      v={v}
      kind="checkbox"
      name="remote"
      legend={v.t('activities.field.form')}
      optional
      value={typed.remote === undefined ? [] : [typed.remote]}
      options={[{ value: '1', label: v.t('activities.field.remote'), hint: v.t('activities.field.remoteHint') }]}
    />
    <Field
      v={v}
      name="minutes"
      type="number"
      width={4}
      label={v.t('activities.field.minutes')}
      optional
      value={typed.minutes}
      error={errors.minutes}
    />
  </>
)
