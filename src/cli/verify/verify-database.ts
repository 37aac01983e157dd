import { readMemory, verifyRecord } from '../../journal'
import type { Check } from './check'
import { verifyTotals } from './verify-totals'

/** Checks the database of this installation: the record against the log, and every total against the record. */
export const verifyDatabase: Check = (_, { key }, findings, { config, withApp }) =>
  withApp(async ({ system }) => {
    const record = await verifyRecord(system.db, findings, { key, memory: await readMemory(config.dataFolder) })
    const totals = await verifyTotals(system.db, findings)
    const { entries, checkpoints, facts, erasedFacts } = record
    return {
      said: `${entries} entries, ${facts} facts (${erasedFacts} erased with their salts), ${checkpoints} checkpoints, ${totals} rows of totals`,
      facts: { ...record, totals },
    }
  })
