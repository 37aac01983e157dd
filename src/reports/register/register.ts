import type { Ctx } from '../../platform'
import {
  listActions,
  listCoordinators,
  listOrganizers,
  listProgrammes,
  listVolunteers,
  type RegisterRows,
} from './read-register'

type Part = {
  readonly columns: readonly string[]
  readonly read: (ctx: Ctx, regionId: string) => Promise<RegisterRows>
  /** Names people: only for whoever keeps the register. */
  readonly personal: boolean
}

/** Parts of the register of volunteer activity (42-VI), with the columns of each in their order. */
export const registerParts = {
  organizations: {
    columns: ['id', 'name', 'kind', 'legal_form', 'bin', 'about', 'verified'],
    read: ({ db }, regionId) => listOrganizers(db, regionId),
    personal: false,
  },
  programmes: {
    columns: ['id', 'title', 'organizer', 'actions', 'starts', 'ends'],
    read: ({ db, clock }, regionId) => listProgrammes(db, regionId, clock.now()),
    personal: false,
  },
  actions: {
    columns: ['id', 'title', 'kind', 'organizer', 'place', 'starts', 'ends', 'state', 'risk', 'seats', 'requirements'],
    read: ({ db, clock }, regionId) => listActions(db, regionId, clock.now()),
    personal: false,
  },
  coordinators: {
    columns: ['id', 'name', 'organizer', 'actions'],
    read: (ctx, regionId) => listCoordinators(ctx, regionId, ctx.clock.now()),
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

/** Parts a reader may have. */
export const partsFor = (full: boolean): readonly RegisterPart[] =>
  (Object.keys(registerParts) as RegisterPart[]).filter((name) => full || !registerParts[name].personal)

/** A part as rows of cells under its column names. */
export async function readPart(ctx: Ctx, name: RegisterPart, regionId: string): Promise<(string | number | null)[][]> {
  const { columns, read } = registerParts[name]
  const rows = await read(ctx, regionId)
  return [[...columns], ...rows.map((row) => columns.map((column) => row[column] ?? null))]
}
