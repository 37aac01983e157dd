import { findPushKeys, rotatePushKeys } from '../notices'
import { type CliCommand, type ExitCode, WrongCall } from './command'

/** `asar push key|rotate`: the key by which push services know this house. */
export const push: CliCommand = {
  name: 'push',
  usage: 'push key | rotate   [--json]',
  summary: 'The key notifications are sent with; another one from now on, after which each person turns them on again.',
  run: async ({ words, withApp, json, print, say }) => {
    const [action, ...more] = words
    if ((action !== 'key' && action !== 'rotate') || more.length > 0)
      throw new WrongCall(`Expected key or rotate; got ${words.join(' ') || 'nothing'}.`)
    return withApp(async ({ system }): Promise<ExitCode> => {
      const forgotten = action === 'rotate' ? await rotatePushKeys(system) : 0
      const state = await findPushKeys(system)
      const publicKey =
        state.kind === 'here' ? state.keys.publicKey : state.kind === 'elsewhere' ? state.publicKey : null
      if (json) print({ publicKey, here: state.kind === 'here', ...(action === 'rotate' ? { forgotten } : {}) })
      else {
        say(publicKey ?? 'No key yet: it is made when the server starts.')
        if (state.kind === 'refused') say(state.why)
        if (state.kind === 'elsewhere') say('Its secret half is on another machine: copy push.key from there.')
        if (action === 'rotate')
          say(
            `Devices forgotten: ${forgotten}. Back up push.key in the data folder anew; people turn notifications on again.`,
          )
      }
      return 0
    })
  },
}
