import { type Seal, SealedNote } from '../../journal'
import {
  Button,
  ButtonRow,
  Card,
  type Child,
  DefinitionList,
  Notice,
  Page,
  Status,
  Timeline,
  type TimelineStep,
  type View,
  When,
} from '../../web'
import { isStale } from '../need'
import { sayQuantity } from '../quantity'
import type { FollowView, VisitView } from '../queries/follow'
import { decideAction, decideTimeline, type RequestStep } from '../timeline'
import { lineNameWithoutHealth } from './line-words'

/** The page behind the secret link: where the request stands, who comes, and the one thing to do. No address, contact, health or words. */
export const FollowPage = ({
  v,
  follow,
  path,
  parts,
  seal,
}: {
  v: View
  follow: FollowView
  path: string
  /** What other rooms add. */
  parts: Child[]
  seal: Seal | undefined
}) => {
  const { need } = follow
  return (
    <Page v={v} title={v.t('needs.follow.title', { reference: need.reference })} secret emergency refreshSeconds={60}>
      <p>
        <RequestStatus v={v} follow={follow} />
      </p>
      <Told v={v} follow={follow} />
      <div hx-get={`${path}/part`} hx-trigger="every 30s" hx-swap="innerMorph">
        <FollowPart v={v} follow={follow} />
      </div>
      <NextStep v={v} follow={follow} path={path} />
      {parts}
      <section class="section">
        <h2>{v.t('needs.follow.asked')}</h2>
        <DefinitionList
          v={v}
          items={[
            ...follow.lines.map((line) => ({
              term: lineNameWithoutHealth(v, line),
              value:
                line.requested - line.withdrawn === 0
                  ? v.t('needs.follow.withdrawn')
                  : sayQuantity(v, line.requested - line.withdrawn, line.unit),
            })),
            { term: v.t('needs.summary.by'), value: <When v={v} at={need.needed_by} full zone={need.zone} /> },
          ]}
        />
      </section>
      <section class="section">
        <h2>{v.t('needs.follow.other')}</h2>
        <ul>
          {need.closed_at === null && need.state !== 'helped' ? (
            <li>
              <a href={`${path}/change`}>{v.t('needs.follow.change')}</a>
            </li>
          ) : null}
          <li>
            <a href={`${path}/link`}>{v.t('needs.follow.newLink')}</a>
          </li>
          <li>
            <a href={`/safety/report?about=${encodeURIComponent(`/needs/${need.id}`)}`}>{v.t('needs.follow.wrong')}</a>
          </li>
        </ul>
      </section>
      <SealedNote v={v} seal={seal} />
    </Page>
  )
}

/** The part that changes while one waits: steps and who comes. */
export const FollowPart = ({ v, follow }: { v: View; follow: FollowView }) => (
  <>
    <Timeline v={v} steps={decideTimeline(follow.need, follow.visits).map((step) => stepInWords(v, follow, step))} />
    {follow.visits.map((visit) => (
      <Visit v={v} visit={visit} follow={follow} />
    ))}
  </>
)

const RequestStatus = ({ v, follow: { need } }: { v: View; follow: FollowView }) => {
  const tone =
    need.receipt === 'yes' || need.receipt === 'partly'
      ? 'confirmed'
      : need.state === 'helped'
        ? 'needs-you'
        : need.closed_at === null
          ? 'progress'
          : 'neutral'
  return <Status tone={tone}>{v.t(`needs.state.${need.state}`)}</Status>
}

const Told = ({ v, follow: { need, refusal, referredTo } }: { v: View; follow: FollowView }) => (
  <>
    {need.state === 'refused' ? (
      <Notice title={v.t('needs.follow.refused')}>
        <p>{v.t(`needs.refusal.${refusal ?? 'not-found'}`)}</p>
      </Notice>
    ) : null}
    {referredTo !== undefined && need.closed_at === null ? (
      <Notice title={v.t('needs.follow.referred', { receiver: referredTo.receiver })} />
    ) : null}
    {need.told_unmet_at !== null && need.closed_at === null && need.state !== 'helped' ? (
      <Notice tone="needs-you" title={v.t('needs.follow.unmet')}>
        <p>{v.t('needs.follow.unmet.text')}</p>
      </Notice>
    ) : null}
    {isStale(need, v.now) && need.verified_at !== null ? <Notice title={v.t('needs.follow.stale')} /> : null}
  </>
)

function stepInWords(v: View, { need }: FollowView, step: RequestStep): TimelineStep {
  const { id, state, at } = step
  const ended = need.closed_at !== null && state === 'problem'
  return {
    state,
    title: v.t(ended ? `needs.state.${need.state}` : `needs.step.${id}.${state}`),
    at:
      at === undefined ? undefined : state === 'current' ? (
        v.t('needs.step.by', { time: v.say.dateTime(at, need.zone) })
      ) : (
        <When v={v} at={at} full zone={need.zone} />
      ),
  }
}

const Visit = ({ v, visit, follow: { need } }: { v: View; visit: VisitView; follow: FollowView }) => {
  if (visit.state === 'cancelled')
    return <Notice title={v.t('needs.visit.cancelled', { organization: visit.organization })} />
  if (visit.state === 'done') return null
  const late = Math.round((visit.arrivesAt.epochMilliseconds - visit.promisedAt.epochMilliseconds) / 60_000)
  return (
    <Card
      title={v.t(visit.state === 'on-the-way' ? 'needs.visit.onTheWay' : 'needs.visit.coming')}
      tone="needs-you"
      level={2}
      meta={v.t('needs.visit.at', { time: v.say.dateTime(visit.arrivesAt, need.zone) })}
    >
      <DefinitionList
        v={v}
        items={[
          { term: v.t('needs.visit.who'), value: visit.names.length === 0 ? undefined : v.say.list(visit.names) },
          { term: v.t('needs.visit.organization'), value: visit.organization },
          {
            term: v.t('needs.visit.codeWord'),
            value: need.code_word === null ? undefined : <strong>{v.t(`needs.codeWord.${need.code_word}`)}</strong>,
          },
        ]}
      />
      <p>{v.t('needs.visit.codeWord.hint')}</p>
      {visit.delays > 0 && late > 0 ? (
        <Notice tone="needs-you" title={v.t('needs.visit.late', { minutes: v.say.duration(late) })} />
      ) : null}
    </Card>
  )
}

const NextStep = ({ v, follow, path }: { v: View; follow: FollowView; path: string }) => {
  const action = decideAction(follow.need, follow.visits)
  switch (action) {
    case 'confirm':
      return (
        <ButtonRow>
          <Button size="large" href={`${path}/receipt`}>
            {v.t('needs.follow.confirm')}
          </Button>
        </ButtonRow>
      )
    case 'change':
      return (
        <ButtonRow>
          <Button size="large" href={`${path}/change`}>
            {v.t(follow.need.told_unmet_at === null ? 'needs.follow.change' : 'needs.follow.moveTime')}
          </Button>
        </ButtonRow>
      )
    case 'cause':
      return (
        <ButtonRow>
          <Button size="large" href={`${path}/cause`}>
            {v.t('needs.follow.cause')}
          </Button>
        </ButtonRow>
      )
    case 'ask-again':
      return (
        <ButtonRow>
          <Button size="large" href="/ask">
            {v.t('needs.follow.askAgain')}
          </Button>
        </ButtonRow>
      )
    case 'none':
      return null
  }
}
