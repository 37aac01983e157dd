import { Button, ButtonRow, Choice, EmptyState, Form, Notice, Page, Qr, type View } from '../../web'
import type { ShiftView } from '../queries/find-shift'
import type { UndoableAnswer } from '../queries/find-undoable'
import type { ExchangeView } from '../queries/list-exchanges'
import { AcceptFields, TravelField } from './activity-page'
import { sayTime } from './say-place'

/** An offer of a seat, by a link that can be passed on. */
export const ExchangePage = ({
  v,
  exchange,
  accept,
  briefingVersion,
  refusal,
  mayTravel,
  ticked,
}: {
  v: View
  exchange: ExchangeView
  accept: { ethicsVersion: number | null; briefing: boolean }
  briefingVersion: number
  refusal?: string | undefined
  /** Only the way stands against it. */
  mayTravel: boolean
  /** What was ticked at the last try. */
  ticked: readonly string[]
}) => (
  <Page v={v} title={exchange.title} lead={sayTime(v, exchange)} stage="app">
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    {exchange.taken ? (
      <>
        <Notice title={v.t('activities.exchange.asked')}>
          <p>{v.t('activities.exchange.askedHint')}</p>
        </Notice>
        <Form v={v} action={`/swaps/${exchange.id}/withdraw`}>
          <Button kind="secondary">{v.t('activities.swap.withdraw')}</Button>
        </Form>
      </>
    ) : exchange.mine ? (
      <>
        <p>{v.t('activities.swap.share')}</p>
        <p>
          <a href={`${v.url}/swaps/${exchange.id}`}>{`${v.url}/swaps/${exchange.id}`}</a>
        </p>
        <Qr text={`${v.url}/swaps/${exchange.id}`} label={v.t('activities.swap.shareLabel')} />
        <Form v={v} action={`/swaps/${exchange.id}/withdraw`}>
          <Button kind="secondary">{v.t('activities.swap.withdraw')}</Button>
        </Form>
      </>
    ) : (
      <>
        <p>{v.t(`activities.swap.${exchange.kind}.theirs`, { name: exchange.otherName ?? '' })}</p>
        <Form v={v} action={`/swaps/${exchange.id}/decide`} hidden={{ briefing: briefingVersion }}>
          <AcceptFields v={v} accept={accept} postId={exchange.id} ticked={ticked} />
          {mayTravel ? <TravelField v={v} /> : null}
          <ButtonRow equal>
            <Button name="say" value="yes">
              {v.t('activities.answer.yes')}
            </Button>
            <Button kind="secondary" name="say" value="no">
              {v.t('activities.answer.no')}
            </Button>
          </ButtonRow>
        </Form>
      </>
    )}
    <p>
      <a href={`/activities/${exchange.activityId}`}>{v.t('activities.shift.toActivity')}</a>
    </p>
  </Page>
)

/** Which post somebody would rather have. Nobody's name is shown: whoever sits there is asked. */
export const SwapPage = ({
  v,
  shift,
  targets,
  chosen,
  tooFar,
}: {
  v: View
  shift: ShiftView
  /** What was chosen at the last try, and why the way there does not fit. */
  chosen?: string | undefined
  tooFar?: string | undefined
  targets: readonly {
    postId: string
    title: string
    postTitle: string
    starts_at: Temporal.Instant
    ends_at: Temporal.Instant
    zone: string
  }[]
}) => (
  <Page v={v} title={v.t('activities.swap.find')} lead={`${shift.title} · ${sayTime(v, shift)}`} stage="app">
    {tooFar === undefined ? null : <Notice tone="error" title={tooFar} />}
    {targets.length === 0 ? (
      <EmptyState
        title={v.t('activities.swap.none')}
        action={
          <Button href={`/me/assignments/${shift.id}`} kind="secondary">
            {v.t('activities.answer.openShift')}
          </Button>
        }
      />
    ) : (
      <Form v={v} action={`/me/assignments/${shift.id}/swap`}>
        <Choice
          v={v}
          name="post"
          legend={v.t('activities.swap.which')}
          hint={v.t('activities.swap.whichHint')}
          value={chosen}
          options={targets.map((target) => ({
            value: target.postId,
            label: [target.title, target.postTitle].filter(Boolean).join(', '),
            hint: v.say.between(target.starts_at, target.ends_at, target.zone),
          }))}
        />
        {tooFar === undefined ? null : <TravelField v={v} />}
        <Button>{v.t('activities.swap.ask')}</Button>
      </Form>
    )}
  </Page>
)

/** What somebody said for this person, and one button that takes it back. */
export const UndoPage = ({
  v,
  answer,
  secret,
  done,
}: {
  v: View
  answer: UndoableAnswer
  secret: string
  done: boolean
}) => (
  <Page v={v} title={answer.title} lead={sayTime(v, answer)} stage="app" secret>
    {done || answer.undone_at !== null ? (
      <Notice tone="success" title={v.t('activities.said.undone')} />
    ) : (
      <>
        <p>{v.t('activities.undo.text')}</p>
        <Form v={v} action={`/undo/${secret}`}>
          <Button icon="undo">{v.t('activities.undo.button')}</Button>
        </Form>
      </>
    )}
  </Page>
)
