import { parseArgs } from 'node:util'
import { isId } from '../kit/ids'
import { unwrap } from '../kit/result'
import { createKey, listKeys, permissions, revokeKey } from '../platform'
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
      const unknown = scopes.find((scope) => !(scope in permissions))
      if (subject === undefined || scopes.length === 0) throw new WrongCall('Expected a name and at least one --scope.')
      if (unknown !== undefined)
        throw new WrongCall(`Expected a scope of ${Object.keys(permissions).join(', ')}; got ${unknown}.`)
      if (values.organization !== undefined && !isId(values.organization))
        throw new WrongCall(`Expected an id after --organization, got ${values.organization}.`)
      const made = await withApp(({ system }) =>
        createKey(system, {
          name: subject,
          scopes,
          organizationId: values.organization ?? null,
          regionId: values.region ?? null,
        }),
      )
      const { id, secret } = unwrap(made)
      if (json) print({ id, name: subject, scopes, secret })
      else say(`Key ${id} for ${subject}. Its secret is shown only now:\n${secret}`)
      return 0
    }
    if (action === 'list') {
      const keys = await withApp(({ system }) => listKeys(system.db))
      if (json) print(keys)
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
