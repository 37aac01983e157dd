import { referenceOf } from '../../kit/reference'
import { type NearLocality, PlaceMap } from '../../places'
import {
  Button,
  ButtonRow,
  Card,
  DefinitionList,
  Folded,
  Form,
  Notice,
  OfflineQueue,
  Page,
  Qr,
  Reference,
  Status,
  UndoBar,
  type View,
} from '../../web'
import { pointOf } from '../activity'
import type { ShiftView } from '../queries/find-shift'
import type { ExchangeView } from '../queries/list-exchanges'
import { Paragraphs } from './activity-page'
import { ConflictNotice, type SaidOtherwise } from './conflict-notice'
import { lineOf } from './line-block'
import { sayPlace, sayTime } from './say-place'

export type ShiftPageProps = {
  v: View
  shift: ShiftView
  refusal?: string | undefined
  /** What was said with no network, where something else is recorded. */
  conflict?: SaidOtherwise | undefined
  /** Settlements around the place, for its map. */
  around?: readonly NearLocality[]
  /** Offers of exchange that concern this seat. */
  swaps: readonly ExchangeView[]
}

/** One's own shift: check-in, what to know, and every way out of it. */
export const ShiftPage = (props: ShiftPageProps) => {
  const { v, shift, refusal } = props
  const base = `/me/assignments/${shift.id}`
  const isLive = shift.state === 'live'
  const conveyed = shift.author_id !== shift.volunteer_id
  return (
    <Page
      v={v}
      title={shift.title}
      lead={`${sayTime(v, shift)} · ${shift.form === 'remote' ? v.t('activities.place.remote') : sayPlace(v, shift)}`}
      stage="app"
    >
      {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
      {props.conflict === undefined ? null : (
        <ConflictNotice
          v={v}
          conflict={props.conflict}
          action={`/me/assignments/${shift.id}/check-in`}
          back={`/me/assignments/${shift.id}`}
          hidden={{}}
        />
      )}
      <OfflineQueue v={v} unknown={v.t('activities.offline.unknown')} />
      {isLive ? null : (
        <Notice title={v.t(`activities.standing.${shift.state}`)}>
          <p>
            <a href={`/activities/${shift.activity_id}`}>{v.t('activities.shift.toActivity')}</a>
          </p>
        </Notice>
      )}
      {isLive && shift.at_risk !== null ? (
        <Notice tone="needs-you" title={v.t('activities.standing.at-risk')}>
          <p>{v.t('activities.shift.atRisk')}</p>
        </Notice>
      ) : null}
      {isLive && conveyed && shift.checked_in_at === null ? (
        <UndoBar v={v} action={`${base}/undo`}>
          {v.t('activities.shift.conveyed')}
        </UndoBar>
      ) : null}
      {isLive || shift.checked_in_at !== null ? <AttendCard v={v} shift={shift} /> : null}
      {v.simple ? null : <ShiftFacts {...props} />}
      <Folded v={v} title={v.t('activities.page.briefing')}>
        <Paragraphs text={shift.briefing} />
      </Folded>
      {v.simple ? (
        <Folded v={v} title={v.t('activities.shift.about')}>
          <ShiftFacts {...props} />
        </Folded>
      ) : null}
      {isLive ? <WaysOut {...props} /> : null}
    </Page>
  )
}

const ShiftFacts = (props: ShiftPageProps) => {
  const { v, shift } = props
  return (
    <section class="section">
      <DefinitionList
        v={v}
        items={[
          { term: v.t('activities.page.when'), value: sayTime(v, shift) },
          {
            term: v.t('activities.page.where'),
            value:
              shift.form === 'remote'
                ? v.t('activities.place.remote')
                : [shift.place_words, sayPlace(v, shift)].filter(Boolean).join(', '),
          },
          { term: v.t('activities.page.leader'), value: shift.coordinator ?? undefined },
          { term: v.t('activities.page.organizer'), value: shift.organization },
          { term: v.t('activities.page.bring'), value: shift.bring === '' ? undefined : shift.bring },
          {
            term: v.t('activities.field.emergencyContact'),
            value: shift.emergency_contact === '' ? undefined : shift.emergency_contact,
          },
        ]}
      />
      <p>
        <a href={`/activities/${shift.activity_id}`}>{v.t('activities.shift.toActivity')}</a>
      </p>
      <ShiftMap {...props} />
    </section>
  )
}

const ShiftMap = ({ v, shift, around = [] }: ShiftPageProps) => {
  const point = pointOf(shift)
  if (point === undefined || shift.form === 'remote' || shift.home_address) return null
  return <PlaceMap v={v} point={point} around={around} />
}

const AttendCard = ({ v, shift }: { v: View; shift: ShiftView }) => {
  const base = `/me/assignments/${shift.id}`
  if (shift.form === 'remote') {
    return (
      <Card level={2} title={v.t('activities.log.title')} tone="needs-you">
        <p>{v.t('activities.log.text')}</p>
        <Form v={v} action={`${base}/log`}>
          <label class="field__label" for="f-minutes">
            {v.t('activities.log.minutes')}
          </label>
          <input
            class="input input--4"
            id="f-minutes"
            name="minutes"
            inputmode="numeric"
            value={String(shift.estimated_minutes ?? 60)}
          />
          <label class="field__label" for="f-words">
            {v.t('activities.log.words')}
          </label>
          <textarea class="input" id="f-words" name="words" rows={3} maxlength={2000} />
          <Button>{v.t('activities.log.send')}</Button>
        </Form>
      </Card>
    )
  }
  if (shift.checked_in_at !== null && shift.checked_out_at === null) {
    return (
      <Card
        level={2}
        title={v.t('activities.attend.here', { time: v.say.time(shift.checked_in_at, shift.zone) })}
        tone={(shift.overdue_step ?? 0) > 0 ? 'danger' : 'needs-you'}
      >
        {(shift.overdue_step ?? 0) > 0 ? <p>{v.t('activities.attend.overdue')}</p> : null}
        <Form v={v} action={`${base}/check-out`} offlineAs={v.t('activities.offline.left', { name: shift.title })}>
          <Button size="large">{v.t('activities.attend.out')}</Button>
        </Form>
      </Card>
    )
  }
  if (shift.checked_out_at !== null && shift.checked_in_at !== null) {
    return (
      <Card level={2} title={v.t('activities.attend.done')} tone="confirmed">
        <p>
          {v.t('activities.presence.out', {
            from: v.say.time(shift.checked_in_at, shift.zone),
            until: v.say.time(shift.checked_out_at, shift.zone),
          })}{' '}
          <a href="/me/record">{v.t('activities.attend.record')}</a>
        </p>
      </Card>
    )
  }
  const address = `${v.url}/attend/${shift.id}`
  return (
    <Card
      level={2}
      title={v.t('activities.attend.title')}
      tone="needs-you"
      status={<Status>{v.t('activities.standing.live')}</Status>}
    >
      <Form v={v} action={`${base}/check-in`} offlineAs={v.t('activities.offline.arrived', { name: shift.title })}>
        <input type="hidden" name="latitude" id="f-latitude" value="" />
        <input type="hidden" name="longitude" id="f-longitude" value="" />
        <ButtonRow>
          <Button size="large" icon="pin">
            {v.t('activities.attend.in')}
          </Button>
          <fill-position hidden data-latitude="f-latitude" data-longitude="f-longitude">
            <Button type="button" kind="quiet">
              {v.t('activities.attend.position')}
            </Button>
          </fill-position>
        </ButtonRow>
      </Form>
      <div hidden data-offline-after={`${base}/check-in`}>
        <Form v={v} action={`${base}/check-out`} offlineAs={v.t('activities.offline.left', { name: shift.title })}>
          <Button size="large">{v.t('activities.attend.out')}</Button>
        </Form>
      </div>
      <p class="muted">{v.t('activities.attend.positionHint')}</p>
      <details>
        <summary>{v.t('activities.attend.qr')}</summary>
        <Qr text={address} label={v.t('activities.attend.qrLabel')} />
        <Reference label={v.t('activities.site.code')}>
          {referenceOf(lineOf({ postId: shift.post_id, volunteerId: shift.volunteer_id }))}
        </Reference>
      </details>
    </Card>
  )
}

const WaysOut = ({ v, shift, swaps }: ShiftPageProps) => {
  const base = `/me/assignments/${shift.id}`
  if (shift.checked_in_at !== null) return null
  return (
    <Folded v={v} title={v.t('activities.shift.cannot')}>
      {swaps.map((swap) => (
        <Card
          title={
            swap.taken
              ? v.t('activities.exchange.asked')
              : v.t(`activities.swap.${swap.kind}.${swap.mine ? 'mine' : 'theirs'}`, { name: swap.otherName ?? '' })
          }
        >
          <p>
            {swap.title} · {sayTime(v, swap)}
          </p>
          {swap.mine && !swap.taken ? (
            <p>
              <a href={`/swaps/${swap.id}`}>{v.t('activities.swap.link')}</a>
            </p>
          ) : null}
          <Form v={v} action={`/swaps/${swap.id}/${swap.mine || swap.takenByMe ? 'withdraw' : 'decide'}`}>
            {swap.mine || swap.takenByMe ? (
              <Button kind="secondary">{v.t('activities.swap.withdraw')}</Button>
            ) : (
              <ButtonRow equal>
                <Button name="say" value="yes">
                  {v.t('activities.answer.yes')}
                </Button>
                <Button kind="secondary" name="say" value="no">
                  {v.t('activities.answer.no')}
                </Button>
              </ButtonRow>
            )}
          </Form>
        </Card>
      ))}
      <p>{v.t('activities.shift.cannotHint')}</p>
      <ButtonRow>
        <Form v={v} action={`${base}/stand-in`}>
          <Button kind="secondary" icon="people">
            {v.t('activities.swap.findStandIn')}
          </Button>
        </Form>
        <Button kind="secondary" href={`${base}/swap`} icon="undo">
          {v.t('activities.swap.find')}
        </Button>
        <Form v={v} action={`${base}/give-back`}>
          <Button kind="secondary">{v.t('activities.shift.giveBack')}</Button>
        </Form>
      </ButtonRow>
    </Folded>
  )
}
