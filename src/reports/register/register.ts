import { hideContacts } from '../../kit/hide-contacts'
import type { Ctx } from '../../platform'
import {
  listActions,
  listCoordinators,
  listOrganizers,
  listProgrammes,
  listVolunteers,
  type RegisterRows,
  type Slice,
} from './read-register'

/** Most rows that stand in one file of the register; the next file goes on after the last of them. */
export const ROWS_IN_FILE = 20_000

type Part = {
  readonly columns: readonly string[]
  readonly read: (ctx: Ctx, regionId: string, slice: Slice) => Promise<RegisterRows>
  /** Names people: only for whoever keeps the register. */
  readonly personal: boolean
}

// Words that somebody wrote: what reaches a person is left out of them.
const written: readonly string[] = ['title', 'about']

/** Parts of the register of volunteer activity (42-VI), with the columns of each in their order. */
export const registerParts = {
  organizations: {
    columns: ['id', 'name', 'kind', 'legal_form', 'bin', 'about', 'verified'],
    read: ({ db }, regionId, slice) => listOrganizers(db, regionId, slice),
    personal: false,
  },
  programmes: {
    columns: ['id', 'title', 'organizer', 'actions', 'starts', 'ends'],
    read: ({ db, clock }, regionId, slice) => listProgrammes(db, regionId, clock.now(), slice),
    personal: false,
  },
  actions: {
    columns: ['id', 'title', 'kind', 'organizer', 'place', 'starts', 'ends', 'state', 'risk', 'seats', 'requirements'],
    read: ({ db, clock }, regionId, slice) => listActions(db, regionId, clock.now(), slice),
    personal: false,
  },
  coordinators: {
    columns: ['id', 'name', 'organizer', 'actions'],
    read: (ctx, regionId, slice) => listCoordinators(ctx, regionId, ctx.clock.now(), slice),
    personal: true,
  },
  volunteers: {
    columns: ['id', 'name', 'age', 'since', 'kinds', 'competences'],
    read: listVolunteers,
    personal: true,
  },
} as const satisfies Record<string, Part>

/** Name of a part. */
export type RegisterPart = keyof typeof registerParts

/** Names of all parts. */
export const partNames = Object.keys(registerParts) as RegisterPart[]

/** Parts a reader may have. */
export const partsFor = (full: boolean): readonly RegisterPart[] =>
  partNames.filter((name) => full || !registerParts[name].personal)

/** A cell of the register. */
export type RegisterCell = string | number | null

/** Rows of a part under its columns; `next`: the lasting id after which more of them stand, null at the end. */
export type ReadPart = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly RegisterCell[])[]
  readonly next: string | null
}

/** A part from after `after` on, untrusted; at most `limit` rows. */
export async function readPart(
  ctx: Ctx,
  name: RegisterPart,
  regionId: string,
  { after = '', limit = ROWS_IN_FILE }: Partial<Slice> = {},
): Promise<ReadPart> {
  const { columns, read } = registerParts[name]
  const rows = await read(ctx, regionId, { after, limit })
  const last = rows.at(-1)
  // A full slice may be the last one: the next is then empty. Nobody's data is looked at to find out.
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => said(column, row[column] ?? null))),
    next: rows.length < limit || last === undefined ? null : String(last.id),
  }
}

const said = (column: string, cell: RegisterCell): RegisterCell =>
  typeof cell === 'string' && written.includes(column) ? hideContacts(cell) : cell
