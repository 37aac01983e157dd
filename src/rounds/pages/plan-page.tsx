import { Button, Card, Choice, EmptyState, Field, Form, Notice, Page, type View } from '../../web'
import { typedClock } from '../parse-times'
import type { LeftOutReason } from '../plan/why-left-out'
import type { GoodsView, RoundView, StopView } from '../queries/find-round'
import { RoundStatus, StopList, sayRound } from './round-parts'

/** A proposed round with what it would carry and why it is this vehicle's. */
export type ProposedRound = {
  readonly round: RoundView
  readonly stops: readonly StopView[]
  readonly goods: readonly GoodsView[]
  /** What its organizer answers for before it may go out, by tick. */
  readonly owed: readonly string[]
}

/** A delivery in no round. */
export type LeftOutNeed = {
  readonly needId: string
  readonly reference: string
  readonly place: string | null
  readonly why: LeftOutReason
  readonly wish: { readonly from: number; readonly until: number; readonly minutes: number }
}

/** A plan: rounds to send out, each by a press of its own, and what fits nowhere with the reason. */
export const PlanPage = ({
  v,
  vehicles,
  rounds,
  leftOut,
  error,
  failed,
}: {
  v: View
  vehicles: number
  rounds: readonly ProposedRound[]
  leftOut: readonly LeftOutNeed[]
  error?: string | undefined
  /** The round that could not be sent out. */
  failed?: string | undefined
}) => (
  <Page v={v} title={v.t('rounds.proposal.title')} lead={v.t('rounds.proposal.lead', { vehicles })} stage="app">
    <p>
      <a href="/rounds/plan">{v.t('rounds.plan.again')}</a>
    </p>
    {error === undefined ? null : <Notice tone="error">{error}</Notice>}
    {rounds.length === 0 ? <EmptyState icon="truck" title={v.t('rounds.proposal.none')} /> : null}
    {rounds.map((one) => (
      <Proposal v={v} proposed={one} isOpen={failed === one.round.id} />
    ))}
    {leftOut.length === 0 ? null : (
      <section aria-labelledby="left-out">
        <h2 id="left-out">{v.t('rounds.leftOut.title', { count: leftOut.length })}</h2>
        {leftOut.map((need) => (
          <LeftOut v={v} need={need} />
        ))}
      </section>
    )}
  </Page>
)

const Proposal = ({ v, proposed, isOpen }: { v: View; proposed: ProposedRound; isOpen: boolean }) => {
  const { round, stops, goods, owed } = proposed
  return (
    <Card
      level={2}
      title={v.t('rounds.proposal.of', { name: round.owner ?? v.t('rounds.erased') })}
      status={<RoundStatus v={v} state={round.state} />}
      meta={sayRound(v, round)}
    >
      <p>{v.say.list(whyThis(v, round, goods.length))}</p>
      <StopList v={v} stops={stops} goods={goods} />
      {round.state !== 'proposed' ? (
        <Button href={`/rounds/${round.id}`} kind="secondary">
          {v.t('rounds.round.open')}
        </Button>
      ) : (
        <Form v={v} action={`/rounds/${round.id}/send`}>
          <details open={isOpen || owed.length > 0}>
            <summary>{v.t('rounds.send.before')}</summary>
            <Field
              v={v}
              name="emergencyContact"
              type="tel"
              label={v.t('rounds.send.emergency')}
              hint={v.t('rounds.send.emergencyHint')}
              optional={owed.length === 0}
              maxlength={200}
            />
            {owed.length === 0 ? null : (
              <Choice
                v={v}
                name="stated"
                kind="checkbox"
                legend={v.t('rounds.send.stated')}
                options={owed.map((id) => ({ value: id, label: v.t(`standards.obligation.${id}`) }))}
              />
            )}
          </details>
          <Button icon="truck" label={v.t('rounds.send.named', { name: round.owner ?? '' })}>
            {v.t('rounds.send.press')}
          </Button>
        </Form>
      )}
    </Card>
  )
}

/** What speaks for this vehicle and crew, fact by fact. */
function whyThis(v: View, round: RoundView, things: number): string[] {
  return [
    v.t('rounds.why.carries', {
      count: things,
      kilograms: Math.round(Number(round.grams_max) / 1000),
      litres: Math.round(Number(round.millilitres_max) / 1000),
    }),
    ...(round.cold_box ? [v.t('rounds.why.cold')] : []),
    ...(round.lifts ? [v.t('rounds.why.lifts')] : []),
    ...(round.vetted ? [v.t('rounds.why.vetted')] : []),
    ...(round.languages.length === 0
      ? []
      : [
          v.t('rounds.why.speaks', {
            languages: v.say.list(round.languages.map((one) => v.t(`volunteers.language.${one}`))),
          }),
        ]),
    v.t(round.two ? 'rounds.why.two' : 'rounds.why.one'),
  ]
}

const LeftOut = ({ v, need }: { v: View; need: LeftOutNeed }) => (
  <Card
    level={3}
    title={need.place === null ? need.reference : `${need.reference}, ${need.place}`}
    href={`/needs/${need.needId}`}
    meta={v.t(`rounds.leftOut.${need.why}`)}
  >
    <details>
      <summary>{v.t('rounds.wish.title')}</summary>
      <Form v={v} action={`/rounds/wishes/${need.needId}`} label={v.t('rounds.wish.of', { reference: need.reference })}>
        <Field
          v={v}
          name={`from-${need.needId}`}
          type="time"
          width={8}
          label={v.t('rounds.wish.from')}
          value={typedClock(need.wish.from)}
        />
        <Field
          v={v}
          name={`until-${need.needId}`}
          type="time"
          width={8}
          label={v.t('rounds.wish.until')}
          value={typedClock(need.wish.until)}
        />
        <Field
          v={v}
          name={`minutes-${need.needId}`}
          type="number"
          width={4}
          label={v.t('rounds.wish.minutes')}
          value={need.wish.minutes}
        />
        <Button kind="secondary">{v.t('rounds.wish.save')}</Button>
      </Form>
    </details>
  </Card>
)
