import { typedQuantity } from '../../needs'
import { sayPhone } from '../../people'
import {
  Button,
  ButtonRow,
  Card,
  EmergencyLine,
  Field,
  Form,
  Notice,
  OfflineQueue,
  Page,
  Select,
  type View,
} from '../../web'
import type { Doors } from '../commands/look-at-round'
import type { GoodsView, RoundView, StopView } from '../queries/find-round'
import { isAhead, refusalReasons } from '../round'
import { RoundMap } from './round-map'
import { RoundStatus, StopStatus, sayLeft, sayRound } from './round-parts'
import { goodsOf, nameOf, sayGoods, sayStop } from './say-goods'

/** What whoever drives has before them. */
export type DrivePageProps = {
  readonly v: View
  readonly round: RoundView
  readonly stops: readonly StopView[]
  readonly goods: readonly GoodsView[]
  readonly doors: Doors
  readonly error?: string | undefined
}

/**
 * A round on a telephone, with or without a network: the stops in order, where each is and whom to find there, and what happened. What is
 * reported with no network waits on the device, to be sent later.
 */
export const DrivePage = ({ v, round, stops, goods, doors, error }: DrivePageProps) => (
  <Page
    v={v}
    title={v.t('rounds.round.title', { reference: round.reference })}
    lead={sayRound(v, round)}
    stage="app"
    secret
  >
    <RoundStatus v={v} state={round.state} />
    {error === undefined ? null : <Notice tone="error">{error}</Notice>}
    <OfflineQueue v={v} />
    {doors.from === null ? null : (
      <Notice>{v.t('rounds.drive.addressesFrom', { time: v.say.dateTime(doors.from) })}</Notice>
    )}
    <ol class="round-stops">
      {stops.map((stop, i) => (
        <li>
          <StopCard v={v} round={round} stop={stop} number={i + 1} goods={goodsOf(stop, goods)} doors={doors} />
        </li>
      ))}
    </ol>
    <RoundMap v={v} stops={mapOf(v, stops, doors)} />
    <EmergencyLine v={v} />
    <ButtonRow>
      <Button kind="secondary" icon="print" href={`/me/rounds/${round.id}/sheet`}>
        {v.t('rounds.sheet.print')}
      </Button>
    </ButtonRow>
  </Page>
)

type StopProps = {
  readonly v: View
  readonly round: RoundView
  readonly stop: StopView
  readonly number: number
  readonly goods: readonly GoodsView[]
  readonly doors: Doors
}

const StopCard = ({ v, round, stop, number, goods, doors }: StopProps) => {
  const action = `/me/rounds/${round.id}/stops/${stop.id}`
  const title = `${number}. ${v.t(`rounds.kind.${stop.kind}`)}: ${sayStop(v, stop)}`
  return (
    <Card
      level={2}
      id={`stop-${stop.id}`}
      title={title}
      tone={stop.state === 'arrived' ? 'needs-you' : 'plain'}
      status={<StopStatus v={v} stop={stop} />}
      meta={isAhead(stop.state) ? v.t('rounds.stop.at', { time: v.say.time(stop.arrives_at) }) : undefined}
    >
      <Where v={v} stop={stop} doors={doors} />
      {isAhead(stop.state) ? (
        <>
          <ul>
            {goods.map((one) => (
              <li>
                {nameOf(v, one)}, {sayLeft(v, one)}
              </li>
            ))}
          </ul>
          {stop.state === 'planned' ? (
            <Form
              v={v}
              action={action}
              hidden={{ what: 'arrived' }}
              offlineAs={v.t('rounds.queue.arrived', { stop: title })}
            >
              <Button kind="secondary" icon="pin" label={v.t('rounds.report.arrivedAt', { stop: title })}>
                {v.t('rounds.report.arrived')}
              </Button>
            </Form>
          ) : null}
          <DoneForm v={v} action={action} stop={stop} title={title} goods={goods} />
          {stop.kind === 'hand' || stop.kind === 'fetch' ? (
            <NotDone v={v} action={action} stop={stop} title={title} />
          ) : null}
        </>
      ) : null}
    </Card>
  )
}

const Where = ({ v, stop, doors }: { v: View; stop: StopView; doors: Doors }) => {
  const need = doors.needs.get(stop.id)
  const donor = doors.donors.get(stop.id)
  const point = need ?? donor?.point
  const address = stop.site_address ?? need?.address ?? donor?.address ?? null
  const name = need?.name ?? donor?.name ?? null
  const phone =
    need === undefined ? donor?.contact : need.contact_kind === 'phone' && need.call_safe ? need.contact : null
  const words = need?.words ?? donor?.words ?? ''
  return (
    <>
      {name === null ? null : <p>{name}</p>}
      {address === null || address === '' ? null : <p>{address}</p>}
      {point?.latitude == null || point.longitude === null ? null : (
        <p>
          <a href={`geo:${point.latitude},${point.longitude}`}>{v.t('rounds.drive.navigate')}</a>
        </p>
      )}
      {phone == null ? null : (
        <p>
          <a href={`tel:${phone}`}>{sayPhone(phone)}</a>
        </p>
      )}
      {need === undefined ? null : <p>{v.t('rounds.drive.speaks', { language: v.t(`needs.lang.${need.lang}`) })}</p>}
      {words === '' ? null : <p>{words}</p>}
      {stop.kind === 'hand' && stop.code_word !== null && isAhead(stop.state) ? (
        <p>{v.t('rounds.drive.word', { word: v.t(`needs.codeWord.${stop.code_word}`) })}</p>
      ) : null}
    </>
  )
}

const DoneForm = ({
  v,
  action,
  stop,
  title,
  goods,
}: {
  v: View
  action: string
  stop: StopView
  title: string
  goods: readonly GoodsView[]
}) => (
  <Form
    v={v}
    action={action}
    hidden={{ what: 'done' }}
    label={title}
    offlineAs={v.t(`rounds.queue.done.${stop.kind}`, { stop: title })}
  >
    {stop.kind === 'load'
      ? goods.map((one) => (
          <label class="choice__option">
            <input class="choice__input" type="checkbox" name="taken" value={one.id} checked />
            <span>{sayGoods(v, one, one.quantity)}</span>
          </label>
        ))
      : goods.map((one) => (
          <Field
            v={v}
            name={`many-${one.id}`}
            label={v.t(`rounds.report.many.${stop.kind}`, { name: nameOf(v, one) })}
            hint={v.t('rounds.report.of', { quantity: sayLeft(v, one) })}
            value={typedQuantity(
              one.state === 'aboard' ? one.left : one.quantity,
              one.kit === null ? one.unit : 'piece',
            )}
            width={8}
          />
        ))}
    {stop.kind === 'hand' ? (
      <Field
        v={v}
        name={`code-${stop.id}`}
        type="code"
        width={4}
        label={v.t('rounds.report.code')}
        hint={v.t('rounds.report.codeHint')}
        maxlength={8}
        optional
      />
    ) : null}
    <Button icon="check" label={v.t(`rounds.report.doneAt.${stop.kind}`, { stop: title })}>
      {v.t(`rounds.report.done.${stop.kind}`)}
    </Button>
  </Form>
)

const NotDone = ({ v, action, stop, title }: { v: View; action: string; stop: StopView; title: string }) => (
  <details>
    <summary>{v.t('rounds.report.notDone')}</summary>
    <Form v={v} action={action} hidden={{ what: 'absent' }} offlineAs={v.t('rounds.queue.absent', { stop: title })}>
      <Button kind="secondary" label={v.t('rounds.report.absentAt', { stop: title })}>
        {v.t('rounds.report.absent')}
      </Button>
    </Form>
    <Form v={v} action={action} hidden={{ what: 'refused' }} offlineAs={v.t('rounds.queue.refused', { stop: title })}>
      <Select
        v={v}
        name={`reason-${stop.id}`}
        label={v.t('rounds.report.reason')}
        options={refusalReasons.map((reason) => ({ value: reason, label: v.t(`rounds.reason.${reason}`) }))}
      />
      <Button kind="secondary" label={v.t('rounds.report.refusedAt', { stop: title })}>
        {v.t('rounds.report.refused')}
      </Button>
    </Form>
  </details>
)

function mapOf(v: View, stops: readonly StopView[], doors: Doors) {
  return stops.flatMap((stop, i) => {
    const exact = doors.needs.get(stop.id) ?? doors.donors.get(stop.id)?.point
    const latitude = stop.site_latitude ?? exact?.latitude ?? stop.latitude
    const longitude = stop.site_longitude ?? exact?.longitude ?? stop.longitude
    if (latitude == null || longitude == null || stop.state === 'cancelled') return []
    const isOver = !isAhead(stop.state)
    return [{ number: i + 1, point: { latitude, longitude }, title: sayStop(v, stop), isOver }]
  })
}
