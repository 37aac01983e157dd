import { openBenchDatabase } from '../../database'
import { tellFigures } from '../../figure'
import { tamperMuch } from './tamper-much'

const database = await openBenchDatabase()
try {
  tellFigures(await tamperMuch(database))
} finally {
  await database.stop()
}
