import { typedQuantity } from '../../needs'
import { Button, Card, Choice, EmptyState, Field, Form, Notice, Page, Select, SheetPhoto, type View } from '../../web'
import type { GoodsView, RoundView, StopView } from '../queries/find-round'
import { isAhead, refusalReasons } from '../round'
import { StopStatus, sayLeft, sayRound } from './round-parts'
import { goodsOf, nameOf, sayGoods, sayStop } from './say-goods'
import { endsOf, lineOfStop, sayEnd, stopBlock } from './stop-block'

/** What came of a line that was entered: recorded, known before, or why not. */
export type StopOutcome = 'recorded' | 'known' | { readonly refusal: string }

type Props = {
  readonly v: View
  readonly round: RoundView
  readonly stops: readonly StopView[]
  readonly goods: readonly GoodsView[]
  /** What was typed, by the name of its field, where not all of it could be recorded. */
  readonly typed?: Readonly<Record<string, string>>
  readonly outcomes?: ReadonlyMap<string, StopOutcome>
  /** Code of the line that was scanned: where typing begins. */
  readonly line?: string | undefined
}

/** A filled delivery sheet is entered stop by stop, on one screen. No door of anybody stands here. */
export const LinesPage = ({ v, round, stops, goods, typed = {}, outcomes = new Map(), line }: Props) => {
  const count = (what: 'recorded' | 'known') => [...outcomes.values()].filter((one) => one === what).length
  const refused = [...outcomes.values()].filter((one) => typeof one === 'object').length
  const ahead = stops.filter(({ state }) => isAhead(state))
  return (
    <Page
      v={v}
      title={v.t('rounds.lines.title', { reference: round.reference })}
      lead={sayRound(v, round)}
      stage="app"
      nav={
        <p>
          <a href={`/rounds/${round.id}`}>{v.t('rounds.lines.back')}</a>
        </p>
      }
    >
      {outcomes.size === 0 ? null : (
        <Notice
          tone={refused > 0 ? 'error' : 'success'}
          title={v.t('rounds.lines.said', { counted: count('recorded'), known: count('known'), refused })}
        />
      )}
      {stops.length === 0 ? (
        <EmptyState title={v.t('rounds.lines.none')} />
      ) : (
        <Form v={v} action={`/rounds/${round.id}/lines`}>
          <p>{v.t('rounds.lines.how')}</p>
          <SheetPhoto v={v} blocks={ahead.map((stop) => stopBlock(round, stop))} />
          {stops.map((stop, i) => (
            <StopLine
              v={v}
              stop={stop}
              title={`${i + 1}. ${v.t(`rounds.kind.${stop.kind}`)}: ${sayStop(v, stop)}`}
              goods={goodsOf(stop, goods)}
              typed={typed}
              outcome={outcomes.get(lineOfStop(stop))}
              isFirst={line === lineOfStop(stop)}
            />
          ))}
          {ahead.length === 0 ? null : <Button>{v.t('rounds.lines.save')}</Button>}
        </Form>
      )}
    </Page>
  )
}

const StopLine = ({
  v,
  stop,
  title,
  goods,
  typed,
  outcome,
  isFirst,
}: {
  readonly v: View
  readonly stop: StopView
  readonly title: string
  readonly goods: readonly GoodsView[]
  readonly typed: Readonly<Record<string, string>>
  readonly outcome: StopOutcome | undefined
  readonly isFirst: boolean
}) => {
  const line = lineOfStop(stop)
  return (
    <Card
      level={2}
      id={`line-${line}`}
      title={title}
      tone={isFirst ? 'needs-you' : 'plain'}
      status={<StopStatus v={v} stop={stop} />}
      meta={line}
    >
      {typeof outcome === 'object' ? <Notice tone="error">{outcome.refusal}</Notice> : null}
      {outcome === 'known' ? <p>{v.t('rounds.lines.known')}</p> : null}
      {isAhead(stop.state) ? <StopFields v={v} stop={stop} line={line} goods={goods} typed={typed} /> : null}
    </Card>
  )
}

const StopFields = ({
  v,
  stop,
  line,
  goods,
  typed,
}: {
  readonly v: View
  readonly stop: StopView
  readonly line: string
  readonly goods: readonly GoodsView[]
  readonly typed: Readonly<Record<string, string>>
}) => {
  const ends = endsOf(stop.kind)
  return (
    <>
      <Choice
        v={v}
        name={`what-${line}`}
        legend={v.t('rounds.sheet.happened')}
        layout="inline"
        value={typed[`what-${line}`]}
        options={ends.map((what) => ({ value: what, label: sayEnd(v, stop.kind, what) }))}
      />
      <Field
        v={v}
        name={`at-${line}`}
        type="time"
        label={v.t('rounds.lines.at')}
        hint={v.t('rounds.lines.atHint')}
        value={typed[`at-${line}`]}
        optional
        width={8}
      />
      {goods.map((one) =>
        stop.kind === 'load' ? (
          <Choice
            v={v}
            name={`left-${line}-${one.id}`}
            kind="checkbox"
            legend={sayGoods(v, one, one.quantity)}
            layout="inline"
            value={typed[`left-${line}-${one.id}`]}
            options={[{ value: 'yes', label: v.t('rounds.lines.leftBehind') }]}
          />
        ) : (
          <Field
            v={v}
            name={`many-${line}-${one.id}`}
            label={v.t(`rounds.lines.many.${stop.kind}`, { name: nameOf(v, one) })}
            hint={v.t('rounds.report.of', { quantity: sayLeft(v, one) })}
            value={
              typed[`many-${line}-${one.id}`] ??
              typedQuantity(one.state === 'aboard' ? one.left : one.quantity, one.kit === null ? one.unit : 'piece')
            }
            width={8}
          />
        ),
      )}
      {ends.includes('refused') ? (
        <Select
          v={v}
          name={`reason-${line}`}
          label={v.t('rounds.lines.reason')}
          optional
          empty={v.t('rounds.lines.reasonEmpty')}
          value={typed[`reason-${line}`]}
          options={refusalReasons.map((reason) => ({ value: reason, label: v.t(`rounds.reason.${reason}`) }))}
        />
      ) : null}
    </>
  )
}
