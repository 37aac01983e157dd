import type { Child as HonoChild } from 'hono/jsx'

/** What may stand inside a component. */
export type Child = HonoChild
