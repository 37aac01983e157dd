import type { Clock } from './clock'
import type { Config } from './config'
import type { Db } from './database/open'
import type { OutboundPorts } from './delivery/ports'
import type { Jobs } from './jobs'
import type { Log } from './log'
import { grantsCover, type Permission, type RoleGrant, type Scope } from './permissions'

/** Through which door a request came. Published numbers tell doors apart. */
export const doors = [
  'web',
  'sms',
  'call',
  'paper',
  'api',
  'gate',
  'companion',
  'system',
  'import',
  'email',
  'telegram',
  'voice',
  'push',
  'simulation',
] as const
/** One of {@link doors}. */
export type Door = (typeof doors)[number]

/** Who acts. A visitor has neither account nor link; a link opens one subject; a key belongs to a partner's system. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly name: string
      readonly sessionId: string
      readonly grants: readonly RoleGrant[]
    }
  | {
      readonly kind: 'link'
      readonly linkId: string
      readonly purpose: string
      readonly subjectId: string
      readonly personId: string | null
    }
  | {
      readonly kind: 'key'
      readonly keyId: string
      readonly organizationId: string | null
      readonly regionId: string | null
      readonly scopes: readonly string[]
    }
  | { readonly kind: 'system'; readonly name: string }

/** What each command and query stands on: one request, job or command-line call. */
export type Ctx = {
  readonly db: Db
  readonly clock: Clock
  readonly config: Config
  readonly log: Log
  readonly jobs: Jobs
  readonly ports: OutboundPorts
  /** Called after each commit, so that the sequencer need not wait for its next look. */
  readonly committed: () => void
  readonly actor: Actor
  readonly door: Door
  readonly lang: 'kk' | 'ru' | 'en'
  /** Set when someone (operator, companion) acts for another, with the consent they act under. */
  readonly onBehalfOf?: { readonly personId: string; readonly consentId: string } | undefined
  /** Repeats of one request: `scope` is the key's, link's or browser's own name. */
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly requestHash: Buffer } | undefined
  /** Entry kinds the route declared; anything else is a bug and refused. Absent for jobs and the command line. */
  readonly mayRecord?: readonly string[] | undefined
}

/** Person behind the actor, where there is one. */
export const personOf = (ctx: Ctx): string | null =>
  ctx.actor.kind === 'person' ? ctx.actor.personId : ctx.actor.kind === 'link' ? ctx.actor.personId : null

/** Whether the actor may do this, in this scope (or anywhere, without a scope). The system may: its jobs re-check state instead. */
export function may(ctx: Ctx, permission: Permission, scope?: Scope): boolean {
  const { actor } = ctx
  if (actor.kind === 'system') return true
  if (actor.kind === 'person') return grantsCover(actor.grants, permission, scope)
  if (actor.kind === 'key') {
    if (!actor.scopes.includes(permission)) return false
    if (scope === undefined) return true
    if (actor.organizationId !== null && actor.organizationId !== scope.organizationId) return false
    return actor.regionId === null || actor.regionId === scope.regionId
  }
  return false
}

/** The same request seen as the system's own, for jobs and followers. */
export const asSystem = (ctx: Ctx, name: string): Ctx => ({
  ...ctx,
  actor: { kind: 'system', name },
  door: 'system',
  onBehalfOf: undefined,
  idempotency: undefined,
  mayRecord: undefined,
})
