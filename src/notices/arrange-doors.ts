import type { Ctx, Db, OutboundPorts } from '../platform'
import { inOrder, type NoticeDoor, noticeDoors } from './doors'
import type { ShownDoor } from './pages/doors-part'
import { changeSettings, findSettings } from './settings'
import { findReceivers } from './wishes'

/** Doors of this house as a person may arrange them: theirs first, in their order. */
export async function listDoors(db: Db, ports: OutboundPorts, personId: string): Promise<ShownDoor[]> {
  const wishes = (await findReceivers(db, [personId])).get(personId)?.wishes
  if (wishes === undefined) return []
  return inOrder(wishes.order)
    .filter((door) => ports[door] !== undefined)
    .map((door) => ({ door, isOn: wishes.on[door], hasAddress: wishes.addresses[door] !== null }))
}

const MOVES = ['up', 'down', 'on', 'off'] as const

/** What a button of the list asks for; undefined for anything else. */
export function readMove(
  typed: string,
): { readonly move: (typeof MOVES)[number]; readonly door: NoticeDoor | 'operator' } | undefined {
  const [said, named] = typed.split(':')
  const move = MOVES.find((one) => one === said)
  const door = ([...noticeDoors, 'operator'] as const).find((one) => one === named)
  return move === undefined || door === undefined ? undefined : { move, door }
}

/** Moves a person's door by one place, or turns it on or off; an operator's call has no other place than the last. */
export async function arrangeDoors(
  ctx: Ctx,
  personId: string,
  { move, door }: NonNullable<ReturnType<typeof readMove>>,
): Promise<void> {
  if (move === 'on' || move === 'off') {
    await changeSettings(ctx, personId, { [door]: move === 'on' })
    return
  }
  // A call by an operator comes when no other door is left.
  if (door === 'operator') return
  const shown = (await listDoors(ctx.db, ctx.ports, personId)).map((one) => one.door)
  const hidden = inOrder((await findSettings(ctx.db, personId)).order).filter((one) => !shown.includes(one))
  const at = shown.indexOf(door)
  const other = shown[move === 'up' ? at - 1 : at + 1]
  if (at < 0 || other === undefined) return
  const order = shown.map((one) => (one === door ? other : one === other ? door : one))
  await changeSettings(ctx, personId, { order: [...order, ...hidden] })
}
