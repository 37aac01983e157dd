import { actsFor } from '../../people'
import { personOf, type Tx } from '../../platform'

/** Whose word a request is: the person's who makes it, or of whom it is made for while they ask for it; null: nobody's. */
export async function speakerOf(tx: Tx): Promise<string | null> {
  const personId = tx.ctx.onBehalfOf?.personId ?? personOf(tx.ctx)
  return personId !== null && (await actsFor(tx, personId)) ? personId : null
}
