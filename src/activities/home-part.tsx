import { registerHomeCard } from '../volunteers'
import { Button, Card, type View } from '../web'
import { sayPlace, sayTime } from './pages/say-place'
import { type HomeRow, readHome } from './queries/read-home'

const CHECK_IN_FROM_MINUTES = 180
const OVER_SINCE_HOURS = 2

const NextShift = ({ v, next }: { v: View; next: HomeRow }) => {
  const isNear = Temporal.Instant.compare(next.starts_at.subtract({ minutes: CHECK_IN_FROM_MINUTES }), v.now) <= 0
  const base = `/me/assignments/${next.id}`
  return (
    <Card
      title={next.title}
      href={base}
      tone={isNear ? 'needs-you' : 'plain'}
      meta={`${sayTime(v, next)} · ${next.form === 'remote' ? v.t('activities.place.remote') : sayPlace(v, next)}`}
      actions={
        <Button href={base} size={isNear ? 'large' : 'normal'} kind={isNear ? 'primary' : 'secondary'}>
          {v.t(
            next.checked_in_at !== null
              ? 'activities.attend.out'
              : isNear && next.form !== 'remote'
                ? 'activities.attend.in'
                : 'activities.answer.openShift',
          )}
        </Button>
      }
    />
  )
}

const HereCard = ({ v, here, isOverdue }: { v: View; here: HomeRow; isOverdue: boolean }) => (
  <Card
    title={here.title}
    href={`/me/attendance/${here.id}`}
    tone={isOverdue ? 'danger' : 'needs-you'}
    meta={v.t(isOverdue ? 'activities.attend.overdue' : 'activities.attend.here', {
      time: v.say.time(here.checked_in_at ?? here.starts_at, here.zone),
    })}
    actions={<Button href={`/me/attendance/${here.id}`}>{v.t('activities.attend.out')}</Button>}
  />
)

const OfferCard = ({ v, offer }: { v: View; offer: HomeRow }) => (
  <Card
    title={offer.title}
    href={`/activities/${offer.activity_id}#post-${offer.post_id}`}
    tone="needs-you"
    meta={
      offer.offered_until === null
        ? undefined
        : v.t('activities.waiting.offered', { until: v.say.dateTime(offer.offered_until, offer.zone) })
    }
    actions={
      <Button href={`/activities/${offer.activity_id}#post-${offer.post_id}`}>
        {v.t('activities.waiting.answer')}
      </Button>
    }
  />
)

registerHomeCard({
  name: 'activities',
  nextShift: async (ctx, v, personId) => {
    const since = ctx.clock.now().subtract({ hours: OVER_SINCE_HOURS })
    const next = (await readHome(ctx, personId)).find(
      ({ what, ends_at, checked_in_at }) =>
        what === 'shift' && (checked_in_at !== null || Temporal.Instant.compare(ends_at, since) > 0),
    )
    return next === undefined ? undefined : <NextShift v={v} next={next} />
  },
  waiting: async (ctx, v, personId) =>
    (await readHome(ctx, personId)).flatMap((row) => {
      const isOverdue = (row.overdue_step ?? 0) > 0
      if (row.what === 'here')
        return [{ urgency: isOverdue ? 120 : 85, card: <HereCard v={v} here={row} isOverdue={isOverdue} /> }]
      return row.what === 'offer' ? [{ urgency: 90, card: <OfferCard v={v} offer={row} /> }] : []
    }),
  week: async (ctx, v, personId, from) => {
    const start = from.toZonedDateTime(v.zone).toInstant()
    const end = start.add({ hours: 24 * 7 })
    return (await readHome(ctx, personId))
      .filter(
        ({ what, starts_at }) =>
          what === 'shift' &&
          Temporal.Instant.compare(starts_at, start) >= 0 &&
          Temporal.Instant.compare(starts_at, end) < 0,
      )
      .map((row) => ({
        date: row.starts_at.toZonedDateTimeISO(v.zone).toPlainDate(),
        mark: { kind: 'shift' as const, label: v.say.time(row.starts_at) },
      }))
  },
})
