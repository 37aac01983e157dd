import { unwrap } from '../../src/kit/result'
import {
  buildServer,
  type Ctx,
  openDb,
  openPool,
  parseConfig,
  type Route,
  silentLog,
  systemClock,
} from '../../src/platform'

/** The product's whole HTTP service over given routes, with a database that is never asked. */
export const houseOf = (routes: readonly Route[]) => {
  const base: Omit<Ctx, 'actor' | 'door' | 'lang'> = {
    db: openDb(openPool({ host: '127.0.0.1', port: 1 })),
    clock: systemClock,
    config: unwrap(parseConfig({}, [])),
    log: silentLog,
    jobs: { send: async () => {} },
    ports: { email: undefined, sms: undefined },
    committed: () => {},
  }
  return buildServer({
    base,
    routes,
    operations: [],
    demoPersons: async () => [],
    setUpPath: async () => undefined,
    publicFolder: 'dist/public',
  })
}
