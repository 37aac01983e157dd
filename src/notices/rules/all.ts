import type { Rules } from '../told'
import { goodsRules } from './goods'
import { needRules } from './needs'
import { peopleRules } from './people'
import { safetyRules } from './safety'
import { workRules } from './work'

/** Who is told what, by kind of entry: the only list. */
export const rules: Rules = { ...workRules, ...needRules, ...peopleRules, ...safetyRules, ...goodsRules }
