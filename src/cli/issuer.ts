import { didOf, keyIdOf, listIssuerKeys, rotateIssuerKey } from '../badges'
import { unwrap } from '../kit/result'
import { type CliCommand, WrongCall } from './command'
import { homeOf } from './home-of'

/** `asar issuer keys|rotate`: the keys that parts of people's records are signed with. */
export const issuer: CliCommand = {
  name: 'issuer',
  usage: 'issuer keys | rotate   [--json]',
  summary: 'The keys badges are signed with; one more, which signs from now on. What was signed before still holds.',
  run: async ({ words, json, print, say, withApp }) => {
    const [action = '', ...more] = words
    if (more.length > 0 || (action !== 'keys' && action !== 'rotate'))
      throw new WrongCall(`Expected keys or rotate; got ${words.join(' ') || 'nothing'}.`)
    return withApp(async ({ system }) => {
      const did = didOf(system.config.url)
      if (action === 'rotate') {
        const { keyId } = unwrap(await rotateIssuerKey(system, await homeOf(system)))
        if (json) print({ issuer: did, key: keyId })
        else say(`${keyId}\nsigns from now on. Back up issuer.key in the data folder anew.`)
        return 0 as const
      }
      const keys = (await listIssuerKeys(system.db)).map((one) => keyIdOf(did, one))
      if (json) print({ issuer: did, keys })
      else say(keys.length === 0 ? 'No key yet: the first badge makes one.' : keys.join('\n'))
      return 0 as const
    })
  },
}
