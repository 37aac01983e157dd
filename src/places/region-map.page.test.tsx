import { expect, test } from 'vitest'
import { RegionMap, sampleView } from '../web'

import { findWrittenPack, placeName } from '.'
import { KZ_SHAPES as shapes } from './packs/kz-shapes.generated'

test('the regions of the country are drawn on a map with their names', () => {
  const pack = findWrittenPack('KZ')
  if (pack === undefined) throw new Error('expected Kazakhstan to have a pack')
  const regions = pack.regions.map((region, at) => ({ code: region.id, name: placeName(region, 'kk'), value: at * 7 }))
  const v = sampleView({ lang: 'kk' })
  const html = String(
    <RegionMap v={v} caption="Көмек" credit="GeoNames" shapes={shapes} regions={regions} valueLabel="Өтініштер" />,
  )
  for (const region of regions) expect(html).toContain(region.name)
  expect(html.match(/<path/g)?.length).toBeGreaterThanOrEqual(20)
})
