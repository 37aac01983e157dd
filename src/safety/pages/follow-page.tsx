import {
  Button,
  ButtonRow,
  DefinitionList,
  EmergencyLine,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Timeline,
  type View,
} from '../../web'
import type { FollowedReport } from '../commands/follow-report'
import type { Step } from '../commands/read-case'
import { WORDS_MAX } from '../report'

/** A report as its reporter follows it by a secret link. */
export const FollowPage = (props: {
  v: View
  secret: string
  report: FollowedReport
  isNew: boolean
  /** The link was just made anew. */
  isRenewed: boolean
  /** Words of danger to life were found: the number of 112 stands on top in large type. */
  danger: boolean
  draft: Readonly<Record<string, string>>
  errors: FieldErrors
}) => {
  const { v, report } = props
  const address = `${v.url}/safety/r/${props.secret}`
  return (
    <Page v={v} title={v.t('safety.follow.title', { reference: report.reference })} emergency={!props.danger} secret>
      {props.danger ? <EmergencyLine v={v} raised /> : null}
      {props.isNew || props.isRenewed ? (
        <Notice
          tone="success"
          title={props.isNew ? v.t('safety.follow.new', { reference: report.reference }) : v.t('safety.follow.renewed')}
        >
          <p>{v.t('safety.follow.keepLink')}</p>
          <p class="breaks-anywhere">
            <a href={`/safety/r/${props.secret}`}>{address}</a>
          </p>
        </Notice>
      ) : null}
      <DefinitionList
        v={v}
        items={[
          { term: v.t('safety.follow.state'), value: v.t(`safety.state.${report.state}`) },
          { term: v.t('safety.follow.officer'), value: report.officer ?? v.t('safety.follow.nobodyYet') },
          ...(report.outcome === null
            ? []
            : [{ term: v.t('safety.follow.outcome'), value: v.t(`safety.outcome.${report.outcome}`) }]),
        ]}
      />
      <h2>{v.t('safety.follow.steps')}</h2>
      <Steps v={v} steps={report.steps} zone={report.zone} reporterSide />
      <h2>{v.t('safety.follow.add')}</h2>
      <Form
        v={v}
        action={`/safety/r/${props.secret}/add`}
        errors={props.errors}
        {...(props.draft._key ? { idempotencyKey: props.draft._key } : {})}
      >
        <Field
          v={v}
          name="words"
          label={v.t('safety.follow.addWords')}
          hint={v.t(report.state === 'closed' ? 'safety.follow.addReopens' : 'safety.follow.addHint')}
          rows={5}
          maxlength={WORDS_MAX}
          value={props.draft.words}
          error={props.errors.words}
        />
        <ButtonRow>
          <Button kind="secondary">{v.t('safety.follow.send')}</Button>
        </ButtonRow>
      </Form>
      <h2>{v.t('safety.follow.link')}</h2>
      <p>{v.t('safety.follow.renewHint')}</p>
      <Form v={v} action={`/safety/r/${props.secret}/renew`}>
        <Button kind="quiet">{v.t('safety.follow.renew')}</Button>
      </Form>
    </Page>
  )
}

/** The steps of a report; the reporter's side names officers alone. */
export const Steps = ({
  v,
  steps,
  zone,
  reporterSide,
}: {
  v: View
  steps: readonly Step[]
  zone: string
  reporterSide?: boolean
}) => (
  <Timeline
    v={v}
    steps={steps.map((step, place) => ({
      state: place === steps.length - 1 && step.kind !== 'closed' ? ('current' as const) : ('done' as const),
      title:
        step.by === null
          ? v.t(`safety.step.${step.kind}`)
          : v.t('safety.step.by', { step: v.t(`safety.step.${step.kind}`), name: step.by }),
      at: v.say.dateTime(step.at, zone),
      text: (
        <>
          {step.words === '' ? null : <span class="words-kept breaks-anywhere">{step.words}</span>}
          {!reporterSide && step.forReporter && step.words !== '' ? (
            <span class="muted"> {v.t('safety.step.seenByReporter')}</span>
          ) : null}
        </>
      ),
    }))}
  />
)
