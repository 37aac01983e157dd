import { Button, ButtonRow, Card, EmptyState, Page, type View } from '../../web'
import type { RoundView } from '../queries/find-round'
import { RoundStatus, sayRound } from './round-parts'

/** The rounds of a coordinator's organizations: those on the road first. */
export const RoundsPage = ({ v, rounds }: { v: View; rounds: readonly RoundView[] }) => (
  <Page v={v} title={v.t('rounds.list.title')} lead={v.t('rounds.list.lead')} stage="app">
    <ButtonRow>
      <Button href="/rounds/plan" icon="truck">
        {v.t('rounds.list.plan')}
      </Button>
    </ButtonRow>
    {rounds.length === 0 ? (
      <EmptyState icon="truck" title={v.t('rounds.list.none')}>
        {v.t('rounds.list.noneWords')}
      </EmptyState>
    ) : (
      rounds.map((round) => (
        <Card
          level={2}
          title={v.t('rounds.round.title', { reference: round.reference })}
          href={`/rounds/${round.id}`}
          status={<RoundStatus v={v} state={round.state} />}
          meta={sayRound(v, round)}
        />
      ))
    )}
  </Page>
)
