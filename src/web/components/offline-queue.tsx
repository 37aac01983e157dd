/** What a queue says: its heading and what it is for, the state of what waits, of what was not taken, of a device without room. */
export type OfflineWords = Readonly<Record<'title' | 'lead' | 'waits' | 'refused' | 'full' | 'drop', string>>

/**
 * What was done with no network and waits to be sent, each with its time; and what was not taken, with what was done and what is recorded
 * instead. Filled by `offline-reports.enhance.ts`; without script nothing waits, and nothing is shown.
 */
export const OfflineQueue = ({ words }: { words: OfflineWords }) => (
  <offline-queue
    class="offline-queue"
    hidden
    data-waits={words.waits}
    data-refused={words.refused}
    data-full={words.full}
    data-drop={words.drop}
  >
    <h2>{words.title}</h2>
    <p>{words.lead}</p>
    <ol aria-live="polite" />
  </offline-queue>
)
