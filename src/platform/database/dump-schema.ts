import pg from 'pg'
import type { ConnectionSettings } from './open'

/** The whole schema as readable text, read from the catalogue: what a review compares after a change of the migrations. */
export async function dumpSchema(connection: ConnectionSettings): Promise<string> {
  const client = new pg.Client(connection)
  await client.connect()
  const list = async (sql: string) => (await client.query<{ line: string }>(sql)).rows.map((row) => row.line)
  try {
    const tables = (
      await client.query<{ oid: number; name: string }>(
        `SELECT oid::int8 AS oid, relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
      )
    ).rows
    const out: string[] = ['-- The schema after all migrations, written by `npm run db:types`. Do not edit.', '']
    for (const { oid, name } of tables) {
      const columns = await list(
        `SELECT '  ' || attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') || CASE attidentity WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END AS line FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE attrelid = ${oid} AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      )
      const constraints = await list(
        `SELECT '  CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE conrelid = ${oid} AND contype <> 'n' ORDER BY contype DESC, conname`,
      )
      const indexes = await list(
        `SELECT pg_get_indexdef(indexrelid) || ';' AS line FROM pg_index i WHERE indrelid = ${oid} AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid) ORDER BY 1`,
      )
      const triggers = await list(
        `SELECT pg_get_triggerdef(oid) || ';' AS line FROM pg_trigger WHERE tgrelid = ${oid} AND NOT tgisinternal ORDER BY tgname`,
      )
      const grants = await list(
        `SELECT 'GRANT ' || string_agg(privilege_type, ', ' ORDER BY privilege_type) || ' ON ${name} TO ' || grantee || ';' AS line FROM information_schema.role_table_grants WHERE table_schema = 'public' AND table_name = '${name}' AND grantee IN ('asar_app', 'asar_command') GROUP BY grantee ORDER BY grantee`,
      )
      out.push(
        `CREATE TABLE ${name} (`,
        [...columns, ...constraints].join(',\n'),
        ');',
        ...indexes,
        ...triggers,
        ...grants,
        '',
      )
    }
    const functions = await list(
      `SELECT pg_get_functiondef(oid) || ';' AS line FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'asar%' ORDER BY proname`,
    )
    out.push(...functions, '')
    return out.join('\n')
  } finally {
    await client.end()
  }
}
