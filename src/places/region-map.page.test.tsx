import { expect, test } from 'vitest'
import { RegionMap, sampleView } from '../web'

import { findWrittenPack, placeName, regionShapes } from '.'

test('the regions of the country are drawn on a map with their names', () => {
  const pack = findWrittenPack('KZ')
  const shapes = pack && regionShapes(pack)
  if (pack === undefined || shapes === undefined) throw new Error('expected Kazakhstan to have shapes')
  const regions = pack.regions.map((region, at) => ({ code: region.id, name: placeName(region, 'kk'), value: at * 7 }))
  const v = sampleView({ lang: 'kk' })
  const html = String(<RegionMap v={v} caption="Көмек" shapes={shapes} regions={regions} valueLabel="Өтініштер" />)
  for (const region of regions) expect(html).toContain(region.name)
  expect(html.match(/<path/g)?.length).toBeGreaterThanOrEqual(20)
})
