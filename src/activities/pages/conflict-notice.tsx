import { Button, ButtonRow, Form, Notice, type View } from '../../web'
import type { PresenceConflict } from '../commands/check-in'

/** What somebody said of a presence with no network, beside what is recorded of it. */
export type SaidOtherwise = PresenceConflict & {
  readonly name: string
  readonly what: 'arrived' | 'left'
  readonly saidAt: Temporal.Instant
}

/** Both sides of a conflict about a presence; one's own word is offered where it can still be taken. */
export const ConflictNotice = ({
  v,
  conflict,
  action,
  back,
  hidden,
}: {
  v: View
  conflict: SaidOtherwise
  action: string
  back: string
  hidden: Record<string, string>
}) => {
  const { name, what, from, until } = conflict
  const time = v.say.time(conflict.saidAt)
  const recorded = until === null ? v.say.time(from) : v.say.between(from, until)
  return (
    <section>
      <Notice tone="error" title={v.t('activities.offline.conflict', { name })}>
        <p>{v.t(`activities.offline.yours.${what}`, { time })}. </p>
        <p>
          {v.t(until === null ? 'activities.offline.theirs.here' : 'activities.offline.theirs.stay', { recorded })}.{' '}
        </p>
        {conflict.open ? null : <p>{v.t('activities.offline.hours')}</p>}
      </Notice>
      {conflict.open ? (
        <Form
          v={v}
          action={action}
          hidden={{ ...hidden, what, at: conflict.saidAt.toString(), insists: '1' }}
          offlineInsist
        >
          <ButtonRow>
            <Button>{v.t('activities.offline.insist', { time })}</Button>
            <Button kind="secondary" href={back}>
              {v.t('web.queue.theirs')}
            </Button>
          </ButtonRow>
        </Form>
      ) : null}
    </section>
  )
}
