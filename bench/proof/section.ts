import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { sealMillion } from './seal-million'
import { writeWhileSealing } from './write-while-sealing'

const figures: Figure[] = []
for (const part of [writeWhileSealing, sealMillion]) {
  const database = await openBenchDatabase()
  try {
    const told = await part(database)
    for (const { figure, ours, other, judged } of told) console.error(`${figure}: ${ours} | ${other} | ${judged}`)
    figures.push(...told)
  } finally {
    await database.stop()
  }
}
tellFigures(figures)
