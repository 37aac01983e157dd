/** A line of the log: an event name and small facts. Never names, contacts, secrets, query strings or bodies. */
export type Log = (event: string, facts?: Record<string, string | number | boolean | undefined>) => void

/** Log as one JSON object a line on standard error, as journald and container runtimes read it. */
export const jsonLog: Log = (event, facts = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`)
}

/** Log that keeps quiet, for tests and commands that print their own report. */
export const silentLog: Log = () => {}
