import type { Follower } from '../journal'
import type { Ctx } from './context'
import type { ApiOperation } from './http/api'
import type { Route } from './http/routes'
import type { JobDefinition } from './jobs'
import type { LiveTopic } from './live'

/** What a room offers to the house; `app.ts` wires it. */
export type Room = {
  readonly name: string
  readonly routes: readonly Route[]
  readonly operations?: readonly ApiOperation[]
  readonly jobs?: readonly JobDefinition<Ctx>[]
  /** Called once when the house opens over a database: reads what each process keeps in memory. */
  readonly opened?: (ctx: Ctx) => Promise<void>
  /** Followers that write through the `db` they are given, or start commands of their own as the system. */
  readonly followers?: (ctx: Ctx) => readonly Follower[]
  readonly topics?: readonly LiveTopic[]
}
