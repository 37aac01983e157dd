import { expect, test } from 'vitest'
import { codeEndings, codes, notPersonal, personal, personalWhere } from '../personal-columns'
import { freeColumns } from '../plant'
import { testWorld } from '../world'

const world = await testWorld()

test('every column that can hold free words says whether they are somebody’s, and names no column that is gone', async () => {
  const columns = await freeColumns(world.connection('asar_owner'))
  const named = [...personal, ...Object.keys(personalWhere), ...Object.values(notPersonal).flat()]
  const isCode = (column: string) => {
    const name = column.split('.')[1] ?? ''
    return codes.includes(name) || codeEndings.test(name)
  }
  expect(columns.filter((column) => !named.includes(column) && !isCode(column))).toEqual([])
  expect(named.filter((column) => !columns.includes(column))).toEqual([])
  expect(personal.filter((column) => Object.values(notPersonal).flat().includes(column))).toEqual([])
})
