import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { dumpSchema } from '../../src/platform/database/dump-schema'
import { generateTypes } from '../../src/platform/database/generate-types'
import { testWorld } from '../world'

const world = await testWorld()

// Tables that make no statement about the world, each with the reason why no entry is asked for.
const platformTables = {
  settings: 'marks of the installation itself',
  idempotency: 'kept outcomes of requests',
  sessions: 'signing in is no statement',
  secret_links: 'keys, made with the entry that needs them',
  api_keys: 'keys',
  rate_limits: 'counts',
  looks: 'the record of reads, insert-only by itself',
  line_leases: 'who talks with whom for a quarter of an hour; taking one writes an entry',
  line_words: 'what was said in a call, gone after thirty days; the call writes an entry',
  companion_requests: 'one-time codes by which somebody agrees to a companion',
  code_outbox: 'one-time codes on their way',
  login_codes: 'one-time codes',
  passkeys: 'keys',
  passkey_challenges: 'what a key is asked to sign',
  journal: 'the record itself',
  journal_pending: 'its queue',
  journal_positions: 'its order',
  followers: 'bookmarks',
  issuer_keys: 'keys, published and insert-only',
  log_keys: 'the log over the record, insert-only',
  log_leaves: 'the log over the record, insert-only',
  log_nodes: 'the log over the record, insert-only',
  log_checkpoints: 'the log over the record, insert-only',
  log_cosignatures: 'the log over the record, insert-only',
  log_witnesses: 'whom the log asks to cosign',
  witnessed_logs: 'what this house remembers of other logs',
  sealed_facts: 'written with entries, erased with persons',
  notices: 'made from entries by a follower',
  notice_deliveries: 'sending of notices',
  inbound_messages: 'what came, before anything is understood; what is done for it has entries of its own',
  conversations: 'what was asked last and can be taken back, for an hour',
  mail_threads: 'names of mails, so that an answer stands below them',
  mailboxes: 'how the mailbox of the house does',
  push_subscriptions: 'where a signed-in device takes messages, gone with its session',
  sms_providers: 'how gateways do',
  sms_days: 'counts',
  sms_messages: 'what was handed to gateways, without numbers and words',
  sms_heard: 'what came over a line lately, so that it is kept once',
  sms_heard_parts: 'parts of messages until they are joined',
  sms_parts: 'what was handed to gateways, without numbers and words',
  voice_calls: 'calls that a gateway makes for us, without numbers and words',
  webhooks: 'addresses of partners',
  webhook_deliveries: 'sending of entries',
  indicator_entries: 'read off the journal, can be rebuilt',
  indicator_cells: 'read off the journal, can be rebuilt',
  indicator_region_months: 'read off the journal, can be rebuilt',
  indicator_members: 'read off the journal, can be rebuilt',
  indicator_people: 'read off the journal, can be rebuilt',
  indicator_cell_people: 'read off the journal, can be rebuilt',
  indicator_parts: 'read off the journal, can be rebuilt',
  indicator_waits: 'read off the journal, can be rebuilt',
  plan_orders: 'wishes on their way to a planner, whose plan has its entry',
  schema_migrations: 'the migrator’s own list',
}

test('the committed row types are those of the real schema', async () => {
  expect(await generateTypes(world.connection('asar_owner'))).toBe(
    await readFile('src/platform/database/schema.generated.ts', 'utf8'),
  )
})

test('the committed schema dump is that of the real schema', async () => {
  expect(await dumpSchema(world.connection('asar_owner'))).toBe(await readFile('docs/schema.sql', 'utf8'))
})

test('no table can be written outside a command, but for those that say nothing about the world', async () => {
  const client = new pg.Client(world.connection('asar_owner'))
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; guarded: boolean; app: boolean }>(`
      SELECT c.relname AS name,
        EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'needs_journal_entry' AND t.tgdeferrable) AS guarded,
        has_table_privilege('asar_app', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS app
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`)
    const rooms = rows.filter((row) => !(row.name in platformTables))
    expect(rooms.filter((row) => !row.guarded || row.app)).toEqual([])
    expect(Object.keys(platformTables).filter((name) => !rows.some((row) => row.name === name))).toEqual([])
  } finally {
    await client.end()
  }
})

test('nobody but the owner may empty a table or change the schema', async () => {
  const { rows } = await (async () => {
    const client = new pg.Client(world.connection('asar_owner'))
    await client.connect()
    try {
      return await client.query<{ name: string }>(`
        SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND (has_table_privilege('asar_app', c.oid, 'TRUNCATE') OR has_table_privilege('asar_command', c.oid, 'TRUNCATE'))
        UNION ALL SELECT 'schema public' WHERE has_schema_privilege('asar_app', 'public', 'CREATE') OR has_schema_privilege('asar_command', 'public', 'CREATE')`)
    } finally {
      await client.end()
    }
  })()
  expect(rows).toEqual([])
})
