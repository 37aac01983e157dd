import { Button, ButtonRow, Card, ConfirmBar, DefinitionList, Form, Notice, Page, Select, type View } from '../../web'
import type { GoodsView, RoundView, StopView } from '../queries/find-round'
import { RoundMap } from './round-map'
import { RoundStatus, StopList, sayAboard, sayRound } from './round-parts'
import { sayStop } from './say-goods'

/** A round as who runs it sees it. */
export type RoundPageProps = {
  readonly v: View
  readonly round: RoundView
  readonly stops: readonly StopView[]
  readonly goods: readonly GoodsView[]
  readonly crew: readonly { readonly post_id: string; readonly name: string | null }[]
  /** Deliveries that could still be put into it. */
  readonly waiting: readonly { readonly id: string; readonly name: string }[]
  readonly error?: string | undefined
}

/** A round: who goes, where it is, what changed, and what can still be done about it. */
export const RoundPage = ({ v, round, stops, goods, crew, waiting, error }: RoundPageProps) => {
  const runs = round.state === 'sent' || round.state === 'underway'
  const aboard = sayAboard(v, goods)
  const base = `/rounds/${round.id}`
  return (
    <Page v={v} title={v.t('rounds.round.title', { reference: round.reference })} lead={sayRound(v, round)} stage="app">
      <p>
        <a href="/rounds">{v.t('rounds.list.title')}</a>
      </p>
      <RoundStatus v={v} state={round.state} />
      {error === undefined ? null : <Notice tone="error">{error}</Notice>}
      {round.lost_at === null ? null : (
        <Notice tone="needs-you">{v.t('rounds.lost.told', { goods: aboard ?? '' })}</Notice>
      )}
      {round.activity_state === 'review' ? <Notice>{v.t('rounds.round.review')}</Notice> : null}
      <DefinitionList
        v={v}
        items={[
          { term: v.t('rounds.activity.driver'), value: <Seat v={v} crew={crew} postId={round.driver_post_id} /> },
          ...(round.helper_post_id === null
            ? []
            : [
                {
                  term: v.t('rounds.activity.helper'),
                  value: <Seat v={v} crew={crew} postId={round.helper_post_id} />,
                },
              ]),
          ...(aboard === undefined ? [] : [{ term: v.t('rounds.round.aboard'), value: aboard }]),
        ]}
      />
      {runs ? (
        <ButtonRow>
          <Form v={v} action={`${base}/ask`} inline>
            <Button kind="secondary" icon="hand">
              {v.t('rounds.round.ask')}
            </Button>
          </Form>
          {round.activity_id === null ? null : (
            <Button kind="secondary" href={`/activities/${round.activity_id}/manage`}>
              {v.t('rounds.round.activity')}
            </Button>
          )}
          <Button kind="secondary" icon="print" href={`${base}/sheet`}>
            {v.t('rounds.sheet.print')}
          </Button>
          <Button kind="secondary" href={`${base}/lines`}>
            {v.t('rounds.lines.open')}
          </Button>
        </ButtonRow>
      ) : null}
      <h2>{v.t('rounds.round.stops')}</h2>
      <StopList v={v} stops={stops} goods={goods} />
      <RoundMap v={v} stops={mapOf(v, stops)} />
      {runs ? <Changes v={v} base={base} waiting={waiting} /> : null}
    </Page>
  )
}

const Seat = ({ v, crew, postId }: { v: View; crew: RoundPageProps['crew']; postId: string | null }) => {
  const seated = crew.find(({ post_id }) => post_id === postId)
  if (seated !== undefined) return <span>{seated.name ?? v.t('rounds.erased')}</span>
  return postId === null ? (
    <span>{v.t('rounds.round.nobody')}</span>
  ) : (
    <a href={`/desk/posts/${postId}`}>{v.t('rounds.round.find')}</a>
  )
}

/** Sites where they are, and people helped by the middle of their settlement: their door is for those who go there. */
function mapOf(v: View, stops: readonly StopView[]) {
  return stops.flatMap((stop, i) => {
    const latitude = stop.site_latitude ?? stop.latitude
    const longitude = stop.site_longitude ?? stop.longitude
    if (latitude === null || longitude === null || stop.state === 'cancelled') return []
    return [
      {
        number: i + 1,
        point: { latitude, longitude },
        title: sayStop(v, stop),
        isOver: stop.state !== 'planned' && stop.state !== 'arrived',
      },
    ]
  })
}

const Changes = ({ v, base, waiting }: { v: View; base: string; waiting: RoundPageProps['waiting'] }) => (
  <section aria-labelledby="changes">
    <h2 id="changes">{v.t('rounds.change.title')}</h2>
    {waiting.length === 0 ? null : (
      <Card level={3} title={v.t('rounds.add.title')}>
        <Form v={v} action={`${base}/add`}>
          <Select
            v={v}
            name="need"
            label={v.t('rounds.add.need')}
            options={waiting.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button kind="secondary" icon="plus">
            {v.t('rounds.add.press')}
          </Button>
        </Form>
      </Card>
    )}
    <details>
      <summary>{v.t('rounds.lost.title')}</summary>
      <ConfirmBar
        v={v}
        action={`${base}/lost`}
        question={v.t('rounds.lost.question')}
        consequence={v.t('rounds.lost.consequence')}
        confirm={v.t('rounds.lost.press')}
        backHref={base}
        danger
      />
    </details>
    <details>
      <summary>{v.t('rounds.cancel.title')}</summary>
      <ConfirmBar
        v={v}
        action={`${base}/cancel`}
        question={v.t('rounds.cancel.question')}
        consequence={v.t('rounds.cancel.consequence')}
        confirm={v.t('rounds.cancel.press')}
        backHref={base}
        danger
      />
    </details>
  </section>
)
