import { registerEraser, registerExporter } from '../people'
import { registerHomeCard } from '../volunteers'
import { isCounted } from './pages/record-page'
import { listYearHours } from './queries/list-record'

registerHomeCard({
  name: 'contributions',
  record: async (ctx, v, personId) => {
    const hours = (await listYearHours(ctx.db, personId)).filter(isCounted)
    const confirmed = hours.reduce((sum, row) => sum + row.confirmedMinutes, 0)
    const unconfirmed = hours.reduce((sum, row) => sum + row.unconfirmedMinutes, 0)
    if (confirmed + unconfirmed === 0) return undefined
    return (
      <a href="/me/record">
        {v.t('contributions.record.oneLine', {
          confirmed: v.say.duration(confirmed),
          unconfirmed: v.say.duration(unconfirmed),
        })}
      </a>
    )
  },
})

// Minutes stay, under a number alone; words of a dispute are the person's own and go with them.
registerEraser('contributions', async (tx, personId) => {
  await tx.db.updateTable('disputes').set({ words: '' }).where('raised_by', '=', personId).execute()
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
