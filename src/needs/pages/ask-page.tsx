import { type Locality, PlacePicker } from '../../places'
import {
  Button,
  ButtonRow,
  Choice,
  EmergencyLine,
  Field,
  type FieldErrors,
  Form,
  OfflineQueue,
  Page,
  Select,
  Stepper,
  type View,
} from '../../web'
import { type AskAnswers, type AskField, askFields } from '../ask-form'
import type { AskScreen } from '../ask-screens'
import { whens } from '../by-when'
import { needKinds } from '../need'
import type { OpenIncident } from '../queries/incidents'
import { ItemField } from './item-field'

/** What the question pages need beside the answers; each part only on the question that shows it. */
export type AskPageProps = {
  v: View
  /** The screen, its number from 1, and how many there are. */
  screen: AskScreen
  number: number
  count: number
  answers: AskAnswers
  errors?: FieldErrors | undefined
  /** Danger to life was heard or said. */
  danger?: boolean | undefined
  candidates?: readonly Locality[] | undefined
  districts?: readonly { region: string; districts: readonly { id: string; name: string }[] }[] | undefined
  incident?: OpenIncident | undefined
}

/** Vulnerabilities the question offers; the others are for a person at triage to ask about. */
const whoOffered = ['infant', 'child', 'pregnancy', 'older', 'disability', 'illness', 'alone'] as const

/** One of the four questions of a request for help. Earlier answers travel along in hidden fields; nothing is kept before it is sent. */
export const AskPage = (props: AskPageProps) => {
  const { v, screen, number, count, answers, errors = {}, danger } = props
  const question = { ...props, errors, alone: !v.simple, only: screen.fields }
  return (
    <Page
      v={v}
      title={v.t(`needs.ask.title.${screen.step}`)}
      headingless={!v.simple}
      hidden={number > 1}
      emergency={!danger}
    >
      {danger ? <EmergencyLine v={v} raised /> : null}
      {number === 1 ? <OfflineQueue v={v} unknown={v.t('needs.ask.offline')} keeps="/ask/offline" /> : null}
      <Form v={v} action="/ask" errors={errors} hidden={{ step: number }} offlineCarries>
        <CarriedAnswers answers={answers} shown={screen.fields} />
        <Stepper v={v} step={number} steps={count} />
        {screen.step === 1 ? <WhatQuestion {...question} /> : null}
        {screen.step === 2 ? <WhereQuestion {...question} /> : null}
        {screen.step === 3 ? <WhenQuestion {...question} /> : null}
        {screen.step === 4 ? <ReachQuestion {...question} /> : null}
        <ButtonRow>
          <Button size="large">{v.t('needs.ask.next')}</Button>
          {number === 1 ? null : (
            <Button kind="quiet" name="to" value={String(number - 1)}>
              {v.t('web.stepper.back')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </Page>
  )
}

/** Answers of the other screens, unseen. */
export const CarriedAnswers = ({ answers, shown }: { answers: AskAnswers; shown: AskScreen['fields'] }) => (
  <>
    {askFields
      .filter((name) => !shown.includes(name) && answers[name] !== '')
      .map((name) => (
        <input type="hidden" name={name} value={answers[name]} />
      ))}
    {shown.includes('who') ? null : answers.who.map((one) => <input type="hidden" name="who" value={one} />)}
  </>
)

/** A question with its fields; `alone` on a screen of its own, where it is the heading of the page. */
export type QuestionProps = Omit<AskPageProps, 'screen' | 'number' | 'count' | 'danger'> & {
  errors: FieldErrors
  alone: boolean
  /** Its parts on this screen; all of them without it. */
  only?: AskScreen['fields']
}

const shows = ({ only }: QuestionProps, name: AskField | 'who'): boolean => only?.includes(name) ?? true

const textField = ({ v, answers, errors }: QuestionProps, name: AskField) => ({
  v,
  name,
  value: answers[name],
  error: errors[name],
})

const itemField = ({ v, answers, errors }: QuestionProps, number: '1' | '2' | '3') => ({
  v,
  name: `line${number}`,
  value: answers[`line${number}`],
  chosen: answers[`line${number}_item`],
  error: errors[`line${number}`],
})

export const WhatQuestion = (props: QuestionProps) => {
  const { v, answers, errors } = props
  const rest = [answers.line2, answers.line3].some((line) => line !== '')
  return (
    <>
      {shows(props, 'kind') ? (
        <Choice
          v={v}
          name="kind"
          legend={v.t('needs.ask.title.1')}
          heading={props.alone}
          layout="cards"
          value={answers.kind}
          error={errors.kind}
          options={Object.entries(needKinds).map(([kind, icon]) => ({
            value: kind,
            label: v.t(`needs.kind.${kind}`),
            icon,
          }))}
        />
      ) : null}
      {shows(props, 'line1') ? (
        <ItemField {...itemField(props, '1')} label={v.t('needs.ask.line')} hint={v.t('needs.ask.line.hint')} />
      ) : null}
      {shows(props, 'amount1') ? (
        <Field
          {...textField(props, 'amount1')}
          label={v.t('needs.ask.amount')}
          hint={v.t('needs.ask.amount.hint')}
          optional
          width={8}
          maxlength={40}
        />
      ) : null}
      {shows(props, 'line2') ? (
        <details open={Boolean(rest)}>
          <summary>{v.t('needs.ask.more')}</summary>
          {(['2', '3'] as const).map((number) => (
            <>
              <ItemField {...itemField(props, number)} label={v.t('needs.ask.lineMore', { number })} optional />
              <Field
                {...textField(props, `amount${number}`)}
                label={v.t('needs.ask.amount')}
                optional
                width={8}
                maxlength={40}
              />
            </>
          ))}
        </details>
      ) : null}
      {shows(props, 'words') ? (
        <Field
          {...textField(props, 'words')}
          label={v.t('needs.ask.words')}
          hint={v.t('needs.ask.words.hint')}
          optional
          rows={3}
          maxlength={2000}
        />
      ) : null}
      {shows(props, 'danger') ? (
        <Choice
          v={v}
          name="danger"
          kind="checkbox"
          legend={v.t('needs.ask.danger')}
          value={answers.danger}
          options={[{ value: 'yes', label: v.t('needs.ask.danger.yes') }]}
        />
      ) : null}
    </>
  )
}

export const WhereQuestion = (props: QuestionProps) => {
  const { v, answers, errors, candidates, districts = [] } = props
  return (
    <>
      {props.alone ? <h1 class="field__heading">{v.t('needs.ask.title.2')}</h1> : null}
      {props.alone || v.simple ? null : <h2>{v.t('needs.ask.title.2')}</h2>}
      {shows(props, 'place') ? (
        <PlacePicker
          v={v}
          name="place"
          label={v.t('needs.ask.place')}
          error={errors.place_q}
          typed={answers.place_q}
          candidates={candidates}
          chosen={answers.place}
        />
      ) : null}
      {districts.length === 0 || !shows(props, 'district') ? null : (
        <Select
          v={v}
          name="district"
          label={v.t('needs.ask.district')}
          hint={v.t('needs.ask.district.hint')}
          optional
          empty={v.t('needs.ask.district.empty')}
          value={answers.district}
          options={districts.map(({ region, districts: list }) => ({
            group: region,
            options: list.map(({ id, name }) => ({ value: id, label: name })),
          }))}
        />
      )}
      {shows(props, 'home') ? (
        <Choice
          v={v}
          name="home"
          legend={v.t('needs.ask.home')}
          hint={v.t('needs.ask.home.hint')}
          value={answers.home}
          error={errors.home}
          options={[
            { value: 'yes', label: v.t('needs.ask.home.yes') },
            { value: 'no', label: v.t('needs.ask.home.no') },
          ]}
        />
      ) : null}
      {shows(props, 'address') ? (
        <Field
          {...textField(props, 'address')}
          label={v.t('needs.ask.address')}
          hint={v.t('needs.ask.address.hint')}
          optional
          maxlength={300}
        />
      ) : null}
      {shows(props, 'latitude') ? (
        <details open={answers.latitude !== '' || Boolean(errors.latitude) || Boolean(errors.longitude)}>
          <summary>{v.t('needs.ask.pin')}</summary>
          <p class="field__hint">{v.t('needs.ask.pin.hint')}</p>
          <fill-position hidden data-latitude="f-latitude" data-longitude="f-longitude">
            <Button type="button" kind="secondary" icon="pin">
              {v.t('needs.ask.pin.here')}
            </Button>
          </fill-position>
          <Field
            {...textField(props, 'latitude')}
            label={v.t('needs.ask.latitude')}
            optional
            width={16}
            maxlength={20}
          />
          <Field
            {...textField(props, 'longitude')}
            label={v.t('needs.ask.longitude')}
            optional
            width={16}
            maxlength={20}
          />
        </details>
      ) : null}
    </>
  )
}

export const WhenQuestion = (props: QuestionProps) => {
  const { v, answers, errors, incident } = props
  return (
    <>
      {shows(props, 'when') ? (
        <Choice
          v={v}
          name="when"
          legend={v.t('needs.ask.title.3')}
          heading={props.alone}
          value={answers.when}
          error={errors.when}
          options={whens.map((when) => ({
            value: when,
            label: v.t(`needs.when.${when}`),
            hint: when === 'now' ? v.t('needs.when.now.hint') : undefined,
          }))}
        />
      ) : null}
      {shows(props, 'date') ? (
        <Field {...textField(props, 'date')} type="date" label={v.t('needs.ask.date')} optional width={16} />
      ) : null}
      {shows(props, 'time') ? (
        <Field {...textField(props, 'time')} type="time" label={v.t('needs.ask.time')} optional width={8} />
      ) : null}
      {shows(props, 'who') ? (
        <Choice
          v={v}
          name="who"
          kind="checkbox"
          legend={v.t('needs.ask.who')}
          hint={v.t('needs.ask.who.hint')}
          optional
          value={answers.who}
          options={whoOffered.map((one) => ({ value: one, label: v.t(`needs.who.${one}`) }))}
        />
      ) : null}
      {incident === undefined || !shows(props, 'incident') ? null : (
        <Choice
          v={v}
          name="incident"
          kind="checkbox"
          legend={v.t('needs.ask.incident')}
          optional
          value={answers.incident}
          options={[{ value: incident.id, label: incident.name }]}
        />
      )}
    </>
  )
}

export const ReachQuestion = (props: QuestionProps) => {
  const { v, answers, errors } = props
  const yesNo = [
    { value: 'yes', label: v.t('needs.yes') },
    { value: 'no', label: v.t('needs.no') },
  ]
  return (
    <>
      {shows(props, 'reach') ? (
        <Choice
          v={v}
          name="reach"
          legend={v.t('needs.ask.title.4')}
          heading={props.alone}
          value={answers.reach}
          error={errors.reach}
          options={[
            { value: 'phone', label: v.t('needs.reach.phone'), icon: 'phone' },
            { value: 'email', label: v.t('needs.reach.email'), icon: 'mail' },
            { value: 'none', label: v.t('needs.reach.none'), hint: v.t('needs.reach.none.hint'), icon: 'document' },
          ]}
        />
      ) : null}
      {shows(props, 'phone') ? (
        <Field
          {...textField(props, 'phone')}
          type="tel"
          label={v.t('needs.ask.phone')}
          autocomplete="tel"
          optional
          width={16}
        />
      ) : null}
      {shows(props, 'callSafe') ? (
        <Choice
          v={v}
          name="callSafe"
          legend={v.t('needs.ask.callSafe')}
          hint={v.t('needs.ask.safe.hint')}
          layout="inline"
          value={answers.callSafe}
          error={errors.callSafe}
          options={yesNo}
        />
      ) : null}
      {shows(props, 'textSafe') ? (
        <Choice
          v={v}
          name="textSafe"
          legend={v.t('needs.ask.textSafe')}
          layout="inline"
          value={answers.textSafe}
          error={errors.textSafe}
          options={yesNo}
        />
      ) : null}
      {shows(props, 'email') ? (
        <Field
          {...textField(props, 'email')}
          type="email"
          label={v.t('needs.ask.email')}
          autocomplete="email"
          optional
        />
      ) : null}
      {shows(props, 'name') ? (
        <Field
          {...textField(props, 'name')}
          label={v.t('needs.ask.name')}
          hint={v.t('needs.ask.name.hint')}
          autocomplete="name"
          optional
          maxlength={100}
        />
      ) : null}
    </>
  )
}
