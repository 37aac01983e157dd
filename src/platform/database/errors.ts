import pg from 'pg'

/** What PostgreSQL refused, or undefined for any other failure. Codes: https://www.postgresql.org/docs/18/errcodes-appendix.html */
export const databaseError = (cause: unknown): pg.DatabaseError | undefined =>
  cause instanceof pg.DatabaseError ? cause : undefined

/** Whether this failure is the refusal of one named constraint. */
export const brokeConstraint = (cause: unknown, name: string): boolean => databaseError(cause)?.constraint === name

const deadlock = '40P01'
const serialization = '40001'
// Waited too long for somebody else's lock: a crowd wants the same row, and whoever is at the end of it is answered too.
const lockNotAvailable = '55P03'
// What a lost, starting, stopping or full database says.
const unavailable = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53100',
  '53200',
  '53300',
  '53400',
  '58030',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '25P04',
  '57014',
  lockNotAvailable,
])
const lostConnection = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])

/** Whether the same transaction may well succeed when run again. */
export const isRetryable = (cause: unknown): boolean => {
  const code = databaseError(cause)?.code
  return code === deadlock || code === serialization || code === lockNotAvailable
}

/** Whether the database cannot serve just now (lost, full, starting): the answer is 503 and a later try. */
export const isUnavailable = (cause: unknown): boolean => {
  const code = databaseError(cause)?.code
  if (code !== undefined) return unavailable.has(code)
  if (!(cause instanceof Error)) return false
  const node = (cause as NodeJS.ErrnoException).code
  return (
    (node !== undefined && lostConnection.has(node)) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      cause.message,
    )
  )
}
