import { Button, Field, Form, Notice, Page, type View } from '../../web'
import { sayPost } from '../pages/asked-list'
import type { AskedPost } from '../queries/find-post'
import { lotLimits } from './lot'

/** Opens a lot for a post: until when people may apply. */
export const OpenLotPage = ({
  v,
  post,
  typed,
  error,
}: {
  v: View
  post: AskedPost
  typed: string | undefined
  error: string | undefined
}) => {
  const latest = post.starts_at.subtract({ hours: lotLimits.beforeHoursMin }).toZonedDateTimeISO(post.zone)
  return (
    <Page
      v={v}
      stage="app"
      title={v.t('dispatch.lot.open')}
      lead={`${post.title} · ${sayPost(v, post)}`}
      nav={
        <p>
          <a href={`/desk/posts/${post.id}`}>{v.t('dispatch.callOut.title')}</a>
        </p>
      }
    >
      <p>{v.t('dispatch.lot.openLead')}</p>
      <Form v={v} action={`/desk/posts/${post.id}/lot`} {...(error === undefined ? {} : { errors: { closes: error } })}>
        <Field
          v={v}
          name="closes"
          type="datetime-local"
          width={16}
          label={v.t('dispatch.lot.closes')}
          hint={v.t('dispatch.lot.closesHint', { count: lotLimits.beforeHoursMin })}
          value={typed ?? latest.toPlainDateTime().toString({ smallestUnit: 'minute' })}
          error={error}
        />
        <Notice>
          <p>{v.t('dispatch.lot.holds')}</p>
        </Notice>
        <Button>{v.t('dispatch.lot.openNow')}</Button>
      </Form>
    </Page>
  )
}
