import type { View } from '../../web'

/**
 * What was done with no network and waits to be sent, each with its time; and what was not taken, with what was done and what is recorded
 * instead. Filled by `offline-reports.enhance.ts`; without script nothing waits, and nothing is shown.
 */
export const OfflineQueue = ({ v }: { v: View }) => (
  <offline-queue
    class="offline-queue"
    hidden
    data-waits={v.t('rounds.queue.waits')}
    data-refused={v.t('rounds.queue.refused-by-server')}
    data-full={v.t('rounds.queue.full')}
    data-drop={v.t('rounds.queue.drop')}
  >
    <h2>{v.t('rounds.queue.title')}</h2>
    <p>{v.t('rounds.queue.lead')}</p>
    <ol aria-live="polite" />
  </offline-queue>
)
