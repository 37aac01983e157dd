import type { View } from '../view'

/**
 * What was done with no network and waits to be sent, each with its time; and what was not taken, with what was done and what is recorded
 * instead. Filled by `offline-reports.enhance.ts`; without script nothing waits, and nothing is shown. `unknown`: what nobody can know
 * before there is a network. `keeps`: page that the device keeps in place of this one.
 */
export const OfflineQueue = ({ v, unknown, keeps }: { v: View; unknown?: string; keeps?: string }) => (
  <offline-queue
    class="offline-queue"
    hidden
    data-keeps={keeps}
    data-waits={v.t('web.queue.waits')}
    data-refused={v.t('web.queue.refused')}
    data-taken={v.t('web.queue.taken')}
    data-full={v.t('web.queue.full')}
    data-drop={v.t('web.queue.drop')}
    data-theirs={v.t('web.queue.theirs')}
    data-open={v.t('web.queue.open')}
    data-correct={v.t('web.queue.correct')}
    data-leaving={v.t('web.queue.leaving')}
    data-leave={v.t('web.queue.leave')}
  >
    <h2>{v.t('web.queue.title')}</h2>
    <p>{[v.t('web.queue.lead'), unknown].filter(Boolean).join(' ')}</p>
    <ol aria-live="polite" />
  </offline-queue>
)
