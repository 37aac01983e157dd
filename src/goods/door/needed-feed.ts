import { sayQuantity } from '../../needs'
import { placeName } from '../../places'
import type { View } from '../../web'
import { itemName } from './pages/item-words'
import { type NeededView, neededPath } from './pages/needed-page'

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * What a place asks for as an Atom feed (RFC 4287): an entry for each thing. Its id holds how much, so that a reader shows it anew when the
 * quantity changes and not otherwise.
 */
export function neededFeed(v: View, needed: NeededView): string {
  const { place } = needed
  const page = `${v.url}${neededPath(place.id)}`
  const updated = v.now.toString({ smallestUnit: 'second' })
  const entries = [...needed.here, ...needed.inRegion].map(({ itemId, open, unit, lines }) =>
    [
      '<entry>',
      `<id>${xml(`${page}#${itemId}-${open}`)}</id>`,
      `<title>${xml(v.t('goods.item.withQuantity', { item: itemName(v, itemId), quantity: sayQuantity(v, open, unit) }))}</title>`,
      `<link href="${xml(page)}"/>`,
      `<updated>${updated}</updated>`,
      `<summary>${xml(v.t('goods.needed.times', { count: lines }))}</summary>`,
      '</entry>',
    ].join(''),
  )
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${v.lang}">`,
    `<id>${xml(page)}</id>`,
    `<title>${xml(v.t('goods.needed.title', { place: placeName(place.names, v.lang) }))}</title>`,
    `<link href="${xml(page)}"/><link rel="self" href="${xml(`${page}/feed.xml`)}"/>`,
    `<updated>${updated}</updated>`,
    `<author><name>${xml(v.t('web.name'))}</name></author>`,
    ...entries,
    '</feed>',
  ].join('\n')
}
