import type { Definition } from '../definition'
import { define, each, noDrill } from './define'

// What was said of a delivery stands inside its entry (decision 77): read by `count-goods.ts`.
const answered = { unit: 'delivery', sealedKinds: ['receipt.said'] } as const
const delivered = [noDrill('pledge.delivered'), each('pledge.delivered')]

/** Goods, from the hand-over to what the person helped says. */
export const goodsNumbers: readonly Definition[] = [
  define('goods', 'goods-delivered', { unit: 'delivery', rules: delivered }),
  define('goods', 'goods-unconfirmed', { ...answered, rules: delivered }),
  define('goods', 'goods-answered', { ...answered, breakdowns: ['organization', 'site', 'items'] }),
  define('goods', 'goods-mismatched', {
    ...answered,
    aboutPersons: true,
    partOf: 'goods-answered',
    breakdowns: ['organization', 'site', 'items'],
  }),
  define('goods', 'goods-mismatch', {
    measure: 'share',
    unit: 'share',
    numerator: 'goods-mismatched',
    denominator: ['goods-answered'],
    aboutPersons: true,
    breakdowns: ['organization', 'site', 'items'],
  }),
]
