import { setTimeout as rest } from 'node:timers/promises'
import { rebuildTotals, totalsFollower } from '../indicators'
import { catchUp, lastPosition } from '../journal'
import type { Db } from '../platform'
import { type CliCommand, WrongCall } from './command'

const LOOK_AGAIN_MS = 200

/** `asar numbers rebuild`: every published total counted anew from the first entry. */
export const numbers: CliCommand = {
  name: 'numbers',
  usage: 'numbers rebuild [--json]',
  summary:
    'Empties every published total and counts it anew from the first entry; pages say as of which one meanwhile.',
  run: ({ words, json, print, say, withApp }) => {
    const [action = '', ...more] = words
    if (action !== 'rebuild' || more.length > 0)
      throw new WrongCall(`Expected rebuild; got ${words.join(' ') || 'nothing'}.`)
    return withApp(async ({ system }) => {
      const started = performance.now()
      await rebuildTotals(system.db)
      const entries = await countAgain(system.db)
      const seconds = Math.round((performance.now() - started) / 100) / 10
      if (json) print({ entries, seconds })
      else say(`Every total counted anew from ${entries} entries in ${seconds} s.`)
      return 0 as const
    })
  },
}

// A running server may be at it already: whoever holds the follower's row counts, and this waits.
async function countAgain(db: Db): Promise<number> {
  const until = await lastPosition(db)
  for (;;) {
    await catchUp(db, totalsFollower)
    const at = await db
      .selectFrom('followers')
      .select('position')
      .where('name', '=', totalsFollower.name)
      .executeTakeFirst()
    if ((at?.position ?? 0) >= until) return until
    await rest(LOOK_AGAIN_MS)
  }
}
