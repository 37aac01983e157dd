import type pg from 'pg'

/** One INSERT of one row, by hand. */
export const insert = (client: pg.Client, table: string, row: Record<string, unknown>) => {
  const names = Object.keys(row)
  return client.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  )
}

/** The row of a wake-up at a moment. */
export const wakeUp = (data: { readonly job: string } & Record<string, string>, key: string, at: Date) => ({
  name: 'wake',
  data: JSON.stringify(data),
  start_after: at.toISOString(),
  singleton_key: `${data.job} ${key}`,
  keep_until: new Date(at.getTime() + 14 * 86_400_000).toISOString(),
  expire_seconds: 60,
  deletion_seconds: 86_400,
  retry_limit: 5,
  retry_delay: 5,
  retry_backoff: true,
  policy: 'standard',
})
