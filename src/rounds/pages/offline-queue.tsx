import { OfflineQueue as Queue, type View } from '../../web'

/** What a driver reported with no network and waits to be sent. */
export const OfflineQueue = ({ v }: { v: View }) => (
  <Queue
    words={{
      title: v.t('rounds.queue.title'),
      lead: v.t('rounds.queue.lead'),
      waits: v.t('rounds.queue.waits'),
      refused: v.t('rounds.queue.refused-by-server'),
      full: v.t('rounds.queue.full'),
      drop: v.t('rounds.queue.drop'),
    }}
  />
)
