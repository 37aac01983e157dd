import { parseArgs } from 'node:util'
import { isId } from '../kit/ids'
import { err, ok, unwrap } from '../kit/result'
import { createKey, type Db, listKeys, permissions, revokeKey } from '../platform'
import { type CliCommand, WrongCall } from './command'

/** `asar key create|list|revoke`: bearer keys of partners' systems. The secret is shown once, at creation. */
export const key: CliCommand = {
  name: 'key',
  usage: 'key create NAME --scope PERMISSION… [--organization ID] [--region ID] | key list | key revoke ID',
  summary: 'Bearer keys for the API.',
  run: async ({ words, json, print, say, withApp }) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true },
        organization: { type: 'string' },
        region: { type: 'string' },
      },
    })
    const [action, subject] = positionals
    if (action === 'create') {
      const scopes = values.scope ?? []
      const unknown = scopes.find((scope) => !Object.hasOwn(permissions, scope))
      if (subject === undefined || scopes.length === 0) throw new WrongCall('Expected a name and at least one --scope.')
      if (unknown !== undefined)
        throw new WrongCall(`Expected a scope of ${Object.keys(permissions).join(', ')}; got ${unknown}.`)
      if (values.organization !== undefined && !isId(values.organization))
        throw new WrongCall(`Expected an id after --organization, got ${values.organization}.`)
      const reach = { organizationId: values.organization ?? null, regionId: values.region ?? null }
      const made = await withApp(async ({ system }) => {
        const unknownReach = await findUnknown(system.db, reach)
        return unknownReach === undefined
          ? ok(unwrap(await createKey(system, { name: subject, scopes, ...reach })))
          : err(unknownReach)
      })
      if (!made.ok) {
        say(made.error)
        return 1
      }
      const { id, secret } = made.value
      if (json) print({ id, name: subject, scopes, secret })
      else say(`Key ${id} for ${subject}. Its secret is shown only now:\n${secret}`)
      return 0
    }
    if (action === 'list') {
      const keys = await withApp(({ system }) => listKeys(system.db))
      if (json) print(keys)
      else if (keys.length === 0) say('No key has been made yet.')
      else
        for (const one of keys)
          say(`${one.id}  ${one.revokedAt === null ? 'live   ' : 'revoked'}  ${one.name}  ${one.scopes.join(' ')}`)
      return 0
    }
    if (action === 'revoke') {
      if (!isId(subject)) throw new WrongCall(`Expected the id of a key, got ${subject ?? 'nothing'}.`)
      const done = await withApp(({ system }) => revokeKey(system, subject))
      if (!done.ok) {
        say(`No live key has the id ${subject}.`)
        return 1
      }
      say(`Key ${subject} is revoked.`)
      return 0
    }
    throw new WrongCall(`Expected create, list or revoke, got ${action ?? 'nothing'}.`)
  },
}

/** A key that reaches nothing is made by a slip of the hand: it would answer everything with "not allowed". */
async function findUnknown(
  db: Db,
  { organizationId, regionId }: { organizationId: string | null; regionId: string | null },
): Promise<string | undefined> {
  const [organization, region] = await Promise.all([
    db.selectFrom('organizations').select('id').where('id', '=', organizationId).executeTakeFirst(),
    db.selectFrom('regions').select('id').where('id', '=', regionId).executeTakeFirst(),
  ])
  if (organizationId !== null && organization === undefined) return `No organization has the id ${organizationId}.`
  if (regionId !== null && region === undefined)
    return `No region has the id ${regionId}: expected one such as KZ-27. Regions come with the country that is chosen at set-up.`
  return undefined
}
