export { type Clock, fixedClock, systemClock } from './clock'
export { inCommand, RepeatRefused, type Tx } from './command'
export { inCommandOfMany } from './command-of-many'
export { type Config, isLoopback, parseConfig, type TelegramSettings, type VoiceSettings } from './config'
export { type Actor, asSystem, type Ctx, type Door, doors, may, personOf } from './context'
export { brokeConstraint, databaseError, isRetryable, isUnavailable } from './database/errors'
export { ensureRoles, migrate } from './database/migrate'
export { type ConnectionSettings, type Db, openDb, openPool } from './database/open'
export { during } from './database/ranges'
export type { DB } from './database/schema.generated'
export { smtpSender } from './delivery/email'
export type { MailboxSettings } from './delivery/mailbox-settings'
export {
  type ChatButton,
  type EmailSender,
  type OutboundPorts,
  type PushSender,
  SendError,
  type SmsSender,
  type TelegramPort,
  type VoiceCaller,
} from './delivery/ports'
export {
  type HttpProvider,
  plainGateway,
  readSmsSettings,
  type SmppProvider,
  type SmsProvider,
  type SmsSettings,
} from './delivery/sms-settings'
export { type ApiOperation, apiOperation, type Problem } from './http/api'
export { addressPrefix, clientAddress } from './http/client-address'
export { allowCodeReader, download, keepUntil, NotHere, page, seeOther } from './http/respond'
export { get, type May, post, type Req, type Route } from './http/routes'
export { buildServer, SESSION_COOKIE } from './http/server'
export { type JobDefinition, type Jobs, migrateJobs, openJobs } from './jobs'
export { createKey, isScope, type KeyError, type KeyLine, listKeys, type NewKey, revokeKey } from './keys/keys'
export { type LiveTopic, openLive } from './live'
export { jsonLog, type Log, silentLog } from './log'
export { type Look, recordLook, recordLooks } from './looks'
export { grantsCover, type Permission, permissions, type Role, type RoleGrant, roles, type Scope } from './permissions'
export { forgetLimits, hitLimit, type RateLimit } from './rate-limit'
export type { Room } from './room'
export { repeatableSecret } from './sessions/repeatable-secret'
export {
  extendSecretLinks,
  findSecretLink,
  makeSecretLink,
  renewSecretLink,
  revokeSecretLinks,
  type SecretLink,
} from './sessions/secret-links'
export { endSessions, findSession, listSessions, openSession, type Session } from './sessions/sessions'
export { standingGrants } from './sessions/standing-grants'
export { jobsOn, newTimeline, type Timeline } from './timeline'
