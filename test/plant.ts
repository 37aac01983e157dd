import pg from 'pg'

/** Columns of text, lists of text and JSON that neither a CHECK nor a foreign key holds to a list: `table.column`, in order. */
export async function freeColumns(owner: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      SELECT c.relname || '.' || a.attname AS name
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
         AND a.atttypid IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
         AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND a.attnum = ANY (k.conkey)
           AND (k.contype = 'f' OR k.contype = 'c' AND pg_get_constraintdef(k.oid) ~ (a.attname || ' (= ANY|~)')))
       ORDER BY 1`)
    return rows.map((row) => row.name)
  } finally {
    await client.end()
  }
}

type Column = { name: string; type: string; required: boolean; codes: string | null; refers: string | null }

/**
 * Writes a mark of its own into every row of each personal column of a database that nobody else uses, and makes a row where a table has none.
 * Triggers and keys do not look: what is planted need not be sensible, it must only not come out again.
 * @returns the marks, by what they were planted in; each is found by `text.includes(mark)`
 */
export async function plant(
  superuser: pg.ClientConfig,
  columns: readonly string[],
  where: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    for (const table of new Set(columns.map((column) => column.split('.')[0] ?? ''))) await fillOne(client, table)
    const marks = new Map<string, string>()
    for (const column of [...columns, ...Object.keys(where)]) {
      const [table = '', name = ''] = column.split('.')
      // Letters alone, so that neither escaping nor folding of words changes it.
      const mark = `zxq${Buffer.from(column)
        .toString('hex')
        .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`
      const { rowCount } = await client.query(
        `UPDATE ${table} SET ${name} = ${await planted(client, table, name, mark)} WHERE ${where[column] ?? 'true'}`,
      )
      if (rowCount === 0) throw new Error(`nothing could be planted in ${column}`)
      marks.set(column, mark)
    }
    return marks
  } finally {
    await client.end()
  }
}

async function planted(client: pg.Client, table: string, name: string, mark: string): Promise<string> {
  // Everybody may read the first name of whoever answers for an activity, and no more of it.
  if (`${table}.${name}` === 'people.name')
    return `CASE WHEN id IN (SELECT coordinator_id FROM activities) THEN 'Aigul' ELSE '${mark}' END || ' ${mark}'`
  const type = (await columnsOf(client, table)).find((column) => column.name === name)?.type
  if (type === 'text[]') return `ARRAY['${mark}']`
  if (type === 'jsonb')
    return `CASE jsonb_typeof(${name}) WHEN 'object' THEN ${name} || '{"planted": "${mark}"}' ELSE '[{"code": "${mark}"}]' END`
  return `'${mark}' || translate(md5(ctid::text), '0123456789', 'ghijklmnop')`
}

/** One row in a table that has none: keys of what is there, codes that are allowed, words that say nothing. */
async function fillOne(client: pg.Client, table: string): Promise<void> {
  const all = await columnsOf(client, table)
  await dropRules(client, table)
  const { rows } = await client.query(`SELECT FROM ${table} LIMIT 1`)
  if (rows.length > 0) return
  const columns = all.filter((column) => column.required)
  for (const { refers } of columns) if (refers !== null) await fillOne(client, refers.split('.')[0] ?? '')
  const value = ({ type, codes: allowed, refers }: Column) => {
    if (refers !== null) return `(SELECT ${refers.split('.')[1]} FROM ${refers.split('.')[0]} LIMIT 1)`
    const first = /'([^']+)'::text/.exec(allowed ?? '')?.[1]
    if (first !== undefined) return `'${first}'`
    return blank[type] ?? `'x'`
  }
  await client.query(
    `INSERT INTO ${table} (${columns.map((column) => column.name).join(', ')}) VALUES (${columns.map(value).join(', ')})`,
  )
}

/** The rules of a table would ask for something sensible. */
async function dropRules(client: pg.Client, table: string): Promise<void> {
  const rules = await client.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
    [table],
  )
  for (const { name } of rules.rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
}

const blank: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  bytea: `'\\x00'`,
  jsonb: `'{}'`,
  'text[]': `'{}'`,
  boolean: 'false',
  integer: '1',
  bigint: '1',
  smallint: '1',
  'double precision': '1',
  date: 'current_date',
  'timestamp with time zone': 'now()',
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS required,
            (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
              WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS codes,
            (SELECT k.confrelid::regclass || '.' || f.attname
               FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
              WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS refers
       FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [table],
  )
  return rows
}
