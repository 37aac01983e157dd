import { didOf, endIssuerKey, keyIdOf, listIssuerKeys, rotateIssuerKey } from '../badges'
import { unwrap } from '../kit/result'
import type { Ctx } from '../platform'
import { type CliCommand, type CommandContext, type ExitCode, WrongCall } from './command'
import { homeOf } from './home-of'

/** `asar issuer keys|rotate|end`: the keys that parts of people's records are signed with. */
export const issuer: CliCommand = {
  name: 'issuer',
  usage: 'issuer keys | rotate | end KEY   [--json]',
  summary:
    'The keys badges are signed with; one more, which signs from now on; the end of one that somebody else may hold.',
  run: async (context) => {
    const [action = '', key, ...more] = context.words
    const act = actions[action]
    if (act === undefined || more.length > 0 || (action === 'end') !== (key !== undefined))
      throw new WrongCall(`Expected keys, rotate, or end and a key; got ${context.words.join(' ') || 'nothing'}.`)
    return context.withApp(({ system }) => act(system, context, key ?? ''))
  },
}

const actions: Record<string, (ctx: Ctx, context: CommandContext, key: string) => Promise<ExitCode>> = {
  keys: async (ctx, { json, print, say }) => {
    const did = didOf(ctx.config.url)
    const keys = (await listIssuerKeys(ctx.db)).map((one) => keyIdOf(did, one))
    if (json) print({ issuer: did, keys })
    else say(keys.length === 0 ? 'No key yet: the first badge makes one.' : keys.join('\n'))
    return 0
  },
  rotate: async (ctx, { json, print, say }) => {
    const { keyId } = unwrap(await rotateIssuerKey(ctx, await homeOf(ctx)))
    if (json) print({ issuer: didOf(ctx.config.url), key: keyId })
    else say(`${keyId}\nsigns from now on. Back up issuer.key in the data folder anew.`)
    return 0
  },
  end: async (ctx, { json, print, say }, key) => {
    const done = await endIssuerKey(ctx, key, await homeOf(ctx))
    if (!done.ok) {
      say(reasons[done.error.kind])
      return 1
    }
    if (json) print({ key, revoked: done.value.revoked })
    else
      say(`${key}\nis published no longer. Badges revoked with it: ${done.value.revoked}; their holders make new ones.`)
    return 0
  },
}

const reasons = {
  unknown: 'This house publishes no such key; `asar issuer keys` lists them.',
  'signs-now': 'This key signs now: make another first, by `asar issuer rotate`.',
}
