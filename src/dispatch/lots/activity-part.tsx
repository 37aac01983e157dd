import { registerActivityPart } from '../../activities'
import { Notice } from '../../web'
import { postName } from '../pages/post-name'
import { listLotsOf } from './find-lot'

// What an activity says of its posts whose seats are drawn: until when people apply, and where the draw can be checked.
registerActivityPart('dispatch', async (ctx, v, activity) => {
  const lots = await listLotsOf(ctx.db, activity.id)
  if (lots.length === 0) return undefined
  return (
    <>
      {lots.map((lot) => (
        <Notice title={v.t('dispatch.lot.byLot', { post: postName(v, lot.post_title) })}>
          <p>
            {lot.state === 'open'
              ? v.t('dispatch.lot.apply', { time: v.say.dateTime(lot.closes_at, lot.zone) })
              : v.t('dispatch.lot.wasDrawn')}
          </p>
          <p>
            <a href={`/draws/${lot.id}`}>{v.t('dispatch.lot.check')}</a>
          </p>
        </Notice>
      ))}
    </>
  )
})
