import type { Definition } from './definition'
import { goodsNumbers } from './definitions/goods'
import { helpNumbers } from './definitions/help'
import { peopleNumbers } from './definitions/people'
import { reachNumbers } from './definitions/reach'
import { timeNumbers } from './definitions/time'
import { trustNumbers } from './definitions/trust'

/** Every number there is, in the order of the list. */
export const definitions: readonly Definition[] = [
  ...helpNumbers,
  ...goodsNumbers,
  ...peopleNumbers,
  ...reachNumbers,
  ...timeNumbers,
  ...trustNumbers,
]

const byId = new Map(definitions.map((definition) => [definition.id, definition]))

/** The definition of a number, or undefined. */
export const findDefinition = (id: string): Definition | undefined => byId.get(id)
