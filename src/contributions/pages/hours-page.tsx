import type { ActivityView } from '../../activities'
import { Button, Card, Field, Form, Notice, Page, Qr, Status, Table, type View } from '../../web'
import { isConfirmedByLink, LONG_MINUTES } from '../contribution'
import type { HoursLine, ResultView } from '../queries/list-hours'

export type HoursPageProps = {
  v: View
  activity: ActivityView
  lines: readonly HoursLine[]
  result: ResultView | undefined
  viewerId: string | null
  /** Whether anything can be sent from here: by e-mail or text message. */
  maySend: boolean
  refusal?: string | undefined
}

/** Where hours of an activity are confirmed and its result is reported. */
export const HoursPage = (props: HoursPageProps) => {
  const { v, activity, lines, refusal } = props
  const open = lines.filter((line) => line.state === 'recorded' && line.volunteerId !== props.viewerId)
  return (
    <Page
      v={v}
      title={v.t('contributions.hours.title')}
      lead={activity.title}
      stage="app"
      nav={
        <p>
          <a href={`/activities/${activity.id}/manage`}>{v.t('activities.tools.back')}</a>
        </p>
      }
    >
      {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
      <ResultSection {...props} />
      <section class="section">
        <h2>{v.t('contributions.hours.people')}</h2>
        <p class="muted">{v.t('contributions.hours.own')}</p>
        {lines.length === 0 ? null : (
          <p>
            <a href={`/activities/${activity.id}/letter`}>{v.t('badges.letter.write')}</a>
          </p>
        )}
        {open.length === 0 ? null : (
          <Form v={v} action={`/activities/${activity.id}/hours/confirm`} hidden={{ all: 1 }}>
            <Button icon="check">{v.t('contributions.hours.confirmAll', { count: open.length })}</Button>
          </Form>
        )}
        <Table
          v={v}
          caption={v.t('contributions.hours.people')}
          captionHidden
          rows={lines}
          empty={v.t('contributions.hours.none')}
          columns={[
            {
              label: v.t('activities.manage.name'),
              head: true,
              cell: (line) => line.name ?? v.t('activities.manage.erased'),
            },
            { label: v.t('contributions.hours.time'), numeric: true, cell: (line) => v.say.duration(line.minutes) },
            { label: v.t('contributions.hours.look'), cell: (line) => sayFlags(v, line) },
            {
              label: v.t('contributions.record.state'),
              cell: (line) => (
                <Status
                  tone={line.state === 'confirmed' ? 'confirmed' : line.state === 'disputed' ? 'needs-you' : 'neutral'}
                >
                  {v.t(`contributions.state.${line.state}`)}
                </Status>
              ),
            },
            { label: v.t('activities.manage.do'), cell: (line) => <LineTools {...props} line={line} /> },
          ]}
        />
      </section>
    </Page>
  )
}

const sayFlags = (v: View, line: HoursLine): string => {
  const flags = [...line.flags, ...(line.minutes > LONG_MINUTES ? ['long'] : [])]
  const words = flags.map((flag) => v.t(`contributions.flag.${flag}`))
  return [...words, line.words ?? ''].filter(Boolean).join(' · ')
}

const LineTools = ({ v, activity, line, viewerId }: HoursPageProps & { line: HoursLine }) => {
  if (line.volunteerId === viewerId) return <span class="muted">{v.t('contributions.hours.yours')}</span>
  if (line.state === 'disputed' && line.disputeId !== null) {
    if (line.raisedBy === viewerId) return <span class="muted">{v.t('contributions.dispute.otherDecides')}</span>
    return (
      <Form v={v} action={`/disputes/${line.disputeId}/decide`} hidden={{ activity: activity.id }}>
        <p>
          {v.t('contributions.dispute.says', { claimed: v.say.duration(line.claimed ?? 0) })} {line.disputeWords}
        </p>
        <label class="field__label" for={`f-right-${line.id}`}>
          {v.t('contributions.dispute.right')}
        </label>
        <input
          class="input input--4"
          id={`f-right-${line.id}`}
          name="minutes"
          inputmode="numeric"
          value={String(line.claimed ?? line.minutes)}
        />
        <label class="field__label" for={`f-answer-${line.id}`}>
          {v.t('contributions.dispute.answer')}
        </label>
        <textarea class="input" id={`f-answer-${line.id}`} name="answer" rows={2} maxlength={2000} />
        <Button kind="secondary">{v.t('contributions.dispute.decide')}</Button>
      </Form>
    )
  }
  if (line.state !== 'recorded') return null
  return (
    <Form v={v} action={`/activities/${activity.id}/hours/confirm`} hidden={{ contribution: line.id }}>
      <Button kind="secondary" label={v.t('contributions.hours.confirmOf', { name: line.name ?? '' })}>
        {v.t('contributions.hours.confirm')}
      </Button>
    </Form>
  )
}

const ResultSection = ({ v, activity, result, viewerId, maySend }: HoursPageProps) => (
  <section class="section">
    <h2>{v.t('contributions.result.title')}</h2>
    <p>
      {v.t('contributions.result.expected')}:{' '}
      {v.t(`activities.unit.${activity.result_unit}`, { count: activity.result_quantity })}.{' '}
      {v.t(`activities.confirmer.${activity.result_confirmer}`)}
    </p>
    {result === undefined ? null : (
      <Card
        title={v.t(`activities.unit.${result.unit}`, { count: result.quantity })}
        tone={result.state === 'confirmed' ? 'confirmed' : result.state === 'denied' ? 'danger' : 'plain'}
        status={
          <Status tone={result.state === 'confirmed' ? 'confirmed' : result.state === 'denied' ? 'danger' : 'neutral'}>
            {result.state === 'confirmed'
              ? v.t(`contributions.by.${result.confirmed_by_kind ?? 'second-person'}`)
              : v.t(`contributions.state.${result.state}`)}
          </Status>
        }
      >
        {result.words === '' ? null : <p>{result.words}</p>}
        {result.evidence === '' ? null : (
          <p>
            {v.t('contributions.result.evidence')}: {result.evidence}
          </p>
        )}
      </Card>
    )}
    {result?.state === 'unconfirmed' ? (
      <ConfirmTools v={v} activity={activity} result={result} viewerId={viewerId} maySend={maySend} />
    ) : null}
    {result?.state === 'confirmed' ? null : (
      <details open={result === undefined}>
        <summary>{v.t(result === undefined ? 'contributions.result.report' : 'contributions.result.again')}</summary>
        <Form v={v} action={`/activities/${activity.id}/result`}>
          <Field
            v={v}
            name="quantity"
            type="number"
            width={8}
            label={v.t('contributions.result.quantity', { unit: v.t(`activities.unitName.${activity.result_unit}`) })}
            value={result?.quantity}
          />
          <Field
            v={v}
            name="evidence"
            label={v.t('contributions.result.evidence')}
            hint={v.t('contributions.result.evidenceHint')}
            optional
            maxlength={2000}
          />
          <Field v={v} name="words" rows={2} label={v.t('contributions.result.words')} optional maxlength={2000} />
          <Button>{v.t('contributions.result.send')}</Button>
        </Form>
      </details>
    )}
  </section>
)

const ConfirmTools = ({
  v,
  activity,
  result,
  viewerId,
  maySend,
}: Omit<HoursPageProps, 'lines' | 'result'> & { result: ResultView }) => {
  if (activity.result_confirmer === 'person-helped' && activity.need_id !== null) {
    return <p class="muted">{v.t('contributions.result.byReceipt')}</p>
  }
  if (isConfirmedByLink(activity)) {
    if (!maySend) return <p class="muted">{v.t('contributions.result.noSender')}</p>
    return (
      <Form v={v} action={`/activities/${activity.id}/result/link`}>
        <Field
          v={v}
          name="contact"
          label={v.t(`contributions.result.sendTo.${activity.result_confirmer}`)}
          hint={v.t('contributions.result.sendHint')}
          maxlength={200}
        />
        <Button kind="secondary" icon="mail">
          {v.t('contributions.result.sendLink')}
        </Button>
      </Form>
    )
  }
  if ([activity.coordinator_id, result.reported_by].includes(viewerId ?? ''))
    return <p class="muted">{v.t('contributions.result.secondNeeded')}</p>
  return (
    <p>
      <Button href={`/activities/${activity.id}/result`} kind="secondary">
        {v.t('contributions.result.check')}
      </Button>
    </p>
  )
}

/** The second named person looks at the evidence and says whether the result is true. */
export const CheckResultPage = ({
  v,
  activity,
  result,
  refusal,
}: {
  v: View
  activity: ActivityView
  result: ResultView
  refusal?: string | undefined
}) => (
  <Page v={v} title={v.t('contributions.result.check')} lead={activity.title} stage="app">
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    <p>
      {v.t('contributions.result.says', { result: v.t(`activities.unit.${result.unit}`, { count: result.quantity }) })}
    </p>
    {result.words === '' ? null : <p>{result.words}</p>}
    {result.evidence === '' ? null : (
      <p>
        {v.t('contributions.result.evidence')}: {result.evidence}
      </p>
    )}
    {result.state === 'unconfirmed' ? (
      <Form v={v} action={`/activities/${activity.id}/result/confirm`}>
        <Field
          v={v}
          name="evidence"
          label={v.t('contributions.result.myEvidence')}
          hint={v.t('contributions.result.evidenceHint')}
          maxlength={2000}
        />
        <YesNo v={v} />
      </Form>
    ) : (
      <Notice title={v.t(`contributions.state.${result.state}`)} />
    )}
  </Page>
)

const YesNo = ({ v }: { v: View }) => (
  <div class="button-row button-row--equal">
    <Button name="say" value="yes">
      {v.t('contributions.result.yes')}
    </Button>
    <Button kind="secondary" name="say" value="no">
      {v.t('contributions.result.no')}
    </Button>
  </div>
)

/** The link for the person helped or the site's owner, for an operator to read out or print; shown once. */
export const ResultLinkPage = ({ v, activity, secret }: { v: View; activity: ActivityView; secret: string }) => (
  <Page v={v} title={v.t('contributions.result.link')} lead={activity.title} stage="app" secret>
    <p>{v.t(`contributions.result.linkHint.${activity.result_confirmer}`)}</p>
    <p>
      <code class="code">{`${v.url}/confirm/${secret}`}</code>
    </p>
    <Qr text={`${v.url}/confirm/${secret}`} label={v.t('contributions.result.link')} />
    <p>
      <a href={`/activities/${activity.id}`}>{activity.title}</a>
    </p>
  </Page>
)

/** What the person helped or the client sees: what was reported, and two equal buttons. No names beyond first ones. */
export const ClientPage = ({
  v,
  activity,
  result,
  logs,
  secret,
  refusal,
}: {
  v: View
  activity: ActivityView
  result: ResultView | undefined
  logs: readonly { name: string | null; minutes: number; words: string | null; state: string }[]
  secret: string
  refusal?: string | undefined
}) => (
  <Page v={v} title={activity.title} lead={activity.organization} stage="app" secret>
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    {result === undefined ? (
      <Notice title={v.t('contributions.client.notYet')} />
    ) : result.state === 'unconfirmed' ? (
      <Card
        level={2}
        title={v.t('contributions.result.says', {
          result: v.t(`activities.unit.${result.unit}`, { count: result.quantity }),
        })}
        tone="needs-you"
      >
        {result.words === '' ? null : <p>{result.words}</p>}
        <Form v={v} action={`/confirm/${secret}`}>
          <Field v={v} name="words" rows={2} label={v.t('contributions.client.words')} optional maxlength={2000} />
          <YesNo v={v} />
        </Form>
      </Card>
    ) : (
      <Notice tone="success" title={v.t('contributions.client.thanks')}>
        <p>{v.t(`contributions.state.${result.state}`)}</p>
      </Notice>
    )}
    {activity.form === 'remote' && logs.length > 0 ? (
      <section class="section">
        <h2>{v.t('contributions.client.logs')}</h2>
        <ul>
          {logs.map((log) => (
            <li>
              {log.name ?? ''}: {v.say.duration(log.minutes)}. {log.words ?? ''}{' '}
              <span class="muted">{v.t(`contributions.state.${log.state}`)}</span>
            </li>
          ))}
        </ul>
        {logs.some((log) => log.state === 'recorded') ? (
          <Form v={v} action={`/confirm/${secret}/hours`}>
            <Button>{v.t('contributions.client.confirmLogs')}</Button>
          </Form>
        ) : null}
      </section>
    ) : null}
  </Page>
)
