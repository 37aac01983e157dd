import { sayReason } from '../../../allocation'
import type { View } from '../../../web'
import { parseReasons } from '../../ask'

/** Why somebody is proposed, in one sentence. */
export const sayWhy = (v: View, why: unknown): string =>
  v.say.list(
    parseReasons(why)
      .map(sayReason)
      .map(({ key, values }) => v.t(key, { ...values })),
  )
