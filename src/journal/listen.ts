import pg from 'pg'
import type { ConnectionSettings } from '../platform/database/open'
import type { Log } from '../platform/log'

const RECONNECT_MS = 1000

/** Hears the sequencers of all processes and calls `heard`; reconnects by itself. Followers poll as well, so a lost word only delays. */
export function listenToJournal(settings: ConnectionSettings, heard: () => void, log: Log): { stop(): Promise<void> } {
  let stopped = false
  let client: pg.Client | undefined
  const connect = async (): Promise<void> => {
    if (stopped) return
    client = new pg.Client(settings)
    client.on('notification', heard)
    client.on('error', (cause) => log('journal.listen-lost', { message: cause.message }))
    client.on('end', () => {
      if (!stopped) setTimeout(() => void connect(), RECONNECT_MS).unref()
    })
    try {
      await client.connect()
      await client.query('LISTEN asar_journal')
      heard()
    } catch (cause) {
      log('journal.listen-failed', { message: cause instanceof Error ? cause.message : 'unknown' })
      await client.end().catch(() => {})
    }
  }
  void connect()
  return {
    stop: async () => {
      stopped = true
      await client?.end().catch(() => {})
    },
  }
}
