const WAIT_MILLISECONDS = 4000

/** Whether the server can be reached now. The browser's own word for it lies in both directions; an answer does not. */
export const isReachable = (): Promise<boolean> =>
  fetch('/healthz', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(WAIT_MILLISECONDS) }).then(
    ({ ok }) => ok,
    () => false,
  )
