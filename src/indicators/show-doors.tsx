import { readHomeCountry } from '../places'
import { page, type Req } from '../platform'
import { findDefinition } from './definitions'
import { DoorsPage } from './pages/doors-page'
import { partNames } from './part-names'
import { publish } from './published'
import { readKnown } from './queries'

const shown = [
  'needs-raised',
  'answers-offline',
  'answers-online',
  'help-wait',
  'help-wait-offline',
  'help-wait-online',
  'companions-agreed',
  'served-by-companions',
].flatMap((id) => findDefinition(id) ?? [])

/** Who asks and answers by which door, and who waits longer: the divide between those with the internet and those without. */
export async function showDoors(r: Req) {
  const { db } = r.ctx
  const [known, { regions }] = await Promise.all([readKnown(db, shown), readHomeCountry(db)])
  const regionIds = regions.map(({ id }) => id)
  const numbers = new Map<string, Awaited<ReturnType<typeof named>>>()
  const named = async (number: ReturnType<typeof publish>) => {
    const nameOf = await partNames(r, number, new Map())
    return { ...number, parts: number.parts.map((part) => ({ ...part, name: nameOf(part) })) }
  }
  for (const one of shown) numbers.set(one.id, await named(publish(one, known, regionIds)))
  return page(r, <DoorsPage v={r.v} asOf={known.asOf} numbers={numbers} />)
}
