import { type ActivityView, registerActivityPart } from '../activities'
import { registerEraser, registerExporter } from '../people'
import { type Ctx, may, personOf } from '../platform'
import { registerHomeCard } from '../volunteers'
import { Button, Card, Form, Status } from '../web'
import { isConfirmedByLink } from './contribution'
import { whoGains } from './gains'
import { isCounted } from './pages/record-page'
import { findResult } from './queries/list-hours'
import { listYearHours } from './queries/list-record'

registerHomeCard({
  name: 'contributions',
  record: async (ctx, v, personId) => {
    const hours = (await listYearHours(ctx.db, personId)).filter(isCounted)
    const confirmed = hours.reduce((sum, row) => sum + row.confirmedMinutes, 0)
    const unconfirmed = hours.reduce((sum, row) => sum + row.unconfirmedMinutes, 0)
    if (confirmed + unconfirmed === 0) return undefined
    return (
      <p>
        <a href="/me/record">
          {v.t('contributions.record.oneLine', {
            confirmed: v.say.duration(confirmed),
            unconfirmed: v.say.duration(unconfirmed),
          })}
        </a>
      </p>
    )
  },
})

// Minutes stay, under a number alone; words of a dispute are the person's own and go with them.
registerEraser('contributions', async (tx, personId) => {
  await tx.db.updateTable('disputes').set({ words: '' }).where('raised_by', '=', personId).execute()
  // What others said of their hours is about them.
  // Bounded by: one person's hours.
  await tx.db
    .updateTable('disputes')
    .set({ words: '', answer: null })
    .where('contribution_id', 'in', (eb) =>
      eb.selectFrom('contributions').select('id').where('volunteer_id', '=', personId),
    )
    .execute()
})

registerExporter('contributions', (db, personId) =>
  db
    .selectFrom('contributions as c')
    .innerJoin('activities as a', 'a.id', 'c.activity_id')
    .leftJoin('disputes as d', 'd.contribution_id', 'c.id')
    .select(['a.reference', 'a.title', 'c.on_date', 'c.minutes', 'c.basis', 'c.form', 'c.kind', 'c.skilled', 'c.state'])
    .select(['c.confirmed_at', 'c.confirmed_by_kind', 'd.minutes_claimed', 'd.words', 'd.outcome', 'd.answer'])
    .where('c.volunteer_id', '=', personId)
    .orderBy('c.on_date', 'desc')
    .limit(10_000)
    .execute(),
)

async function mayHandOver(ctx: Ctx, activity: ActivityView): Promise<boolean> {
  const person = personOf(ctx)
  if (person === null || !isConfirmedByLink(activity)) return false
  if (!may(ctx, 'people:help', { regionId: activity.region_id, organizationId: null })) return false
  return (await whoGains(ctx.db, activity, [person])).size === 0
}

registerActivityPart('contributions', async (ctx, v, activity) => {
  if (Temporal.Instant.compare(activity.starts_at, v.now) > 0) return undefined
  const result = await findResult(ctx.db, activity.id)
  if (result === undefined) return undefined
  const isConfirmed = result.state === 'confirmed'
  return (
    <section class="section">
      <h2>{v.t('contributions.result.came')}</h2>
      <Card
        title={v.t(`activities.unit.${result.unit}`, { count: result.quantity })}
        tone={isConfirmed ? 'confirmed' : 'plain'}
        status={
          <Status tone={isConfirmed ? 'confirmed' : 'neutral'}>
            {isConfirmed
              ? v.t(`contributions.by.${result.confirmed_by_kind ?? 'second-person'}`)
              : v.t(`contributions.state.${result.state}`)}
          </Status>
        }
        meta={result.confirmed_at === null ? undefined : v.say.date(result.confirmed_at, activity.zone)}
      />
      {result.state === 'unconfirmed' && (await mayHandOver(ctx, activity)) ? (
        <Form v={v} action={`/activities/${activity.id}/result/hand-over`}>
          <p>{v.t('contributions.result.handOverText')}</p>
          <Button kind="secondary">{v.t('contributions.result.handOver')}</Button>
        </Form>
      ) : null}
    </section>
  )
})
