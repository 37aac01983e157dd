import { registerActivityPart } from '../activities'
import { personOf } from '../platform'
import { registerHomeCard } from '../volunteers'
import { Button, Card, viewInZone } from '../web'
import { RoundStatus, sayRound } from './pages/round-parts'
import { listOwnRounds } from './queries/find-round'

// A round is driven from the home of whoever drives it, and found from its activity.
registerHomeCard({
  name: 'rounds',
  waiting: async (ctx, v, personId) => {
    const rounds = await listOwnRounds(ctx.db, personId)
    return rounds.map((round) => ({
      urgency: round.state === 'underway' ? 92 : 60,
      card: (
        <Card
          tone="needs-you"
          level={2}
          title={v.t('rounds.round.title', { reference: round.reference })}
          status={<RoundStatus v={v} state={round.state} />}
          meta={sayRound(viewInZone(v, round.zone), round)}
          actions={
            <Button href={`/me/rounds/${round.id}`} icon="truck">
              {v.t('rounds.drive.open')}
            </Button>
          }
        />
      ),
    }))
  },
})

registerActivityPart('rounds', async (ctx, v, activity) => {
  const personId = personOf(ctx)
  const round =
    personId === null
      ? undefined
      : (await listOwnRounds(ctx.db, personId)).find(({ activity_id }) => activity_id === activity.id)
  if (round === undefined) return undefined
  return (
    <p>
      <Button href={`/me/rounds/${round.id}`} kind="secondary" icon="truck">
        {v.t('rounds.drive.open')}
      </Button>
    </p>
  )
})
