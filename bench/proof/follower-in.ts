import { transparencyLog } from '../../src/journal'
import { type Db, systemClock } from '../../src/platform'

/** The follower that seals, with key and memory in this folder. */
export const followerIn = (db: Db, dataFolder: string) =>
  transparencyLog(db, { dataFolder, origin: 'bench.example/log', isReady: async () => true, clock: systemClock })
