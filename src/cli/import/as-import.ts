import { asSystem, type Ctx } from '../../platform'

/** The system's own context, through the door of imports. */
export const asImport = (ctx: Ctx): Ctx => ({ ...asSystem(ctx, 'import'), door: 'import' })
