import type { Db } from '../platform'

type Ask = (db: Db, needId: string) => Promise<boolean>

let ask: Ask = async () => false

/**
 * The room of goods says here of which needs each delivery is answered by itself: `receiveHelp` takes no word over the whole of those.
 * Called once, when that room loads.
 */
export const registerReceivedByLines = (one: Ask): void => {
  ask = one
}

/** Whether the receipt of a need is read off the answers to its lines. */
export const isReceivedByLines: Ask = (db, needId) => ask(db, needId)
