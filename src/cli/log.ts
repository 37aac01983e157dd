import { resolve } from 'node:path'
import {
  addWitness,
  exportLog,
  findLogKey,
  guardLog,
  type KeyChangeError,
  listWitnesses,
  restartLog,
  retireKeys,
  rotateKey,
} from '../journal'
import type { Result } from '../kit/result'
import type { Ctx } from '../platform'
import { type CliCommand, type CommandContext, type ExitCode, WrongCall } from './command'
import { homeOf } from './home-of'

/** `asar log export|key|rotate|retire|restart`: the transparency log as files, and the keys it is signed with. */
export const log: CliCommand = {
  name: 'log',
  usage: 'log export FOLDER | key | rotate | retire | restart | witness ADDRESS KEY | guard KEY | witnesses   [--json]',
  summary:
    'The transparency log as static files; its key; one more key, then the newest alone; another name, where published entries are lost for good; who cosigns it, and whose log this house cosigns.',
  run: async (context) => {
    const [action = '', folder, ...more] = context.words
    if (action === 'export') {
      if (folder === undefined || more.length > 0) throw new WrongCall('Expected one folder for the files.')
      return exportTo(context, resolve(folder))
    }
    if (action === 'witness' || action === 'guard') return putWitness(context, action, context.words.slice(1))
    const act = actions[action]
    if (act === undefined || folder !== undefined)
      throw new WrongCall(
        `Expected export, witness, guard, ${Object.keys(actions).join(', ')}; got ${context.words.join(' ') || 'nothing'}.`,
      )
    return context.withApp(({ system }) => act(system, context))
  },
}

const exportTo = ({ withApp, json, print, say }: CommandContext, folder: string): Promise<ExitCode> =>
  withApp(async ({ system }) => {
    const done = await exportLog(system.db, folder)
    if (done === undefined) return refuse(say, { kind: 'no-log' })
    if (json) print({ folder, ...done })
    else say(`${done.entries} entries under the newest checkpoint, ${done.written} files written: ${folder}`)
    return 0
  })

// `witness ADDRESS KEY`: whom this log asks; `guard KEY`: the log this house is asked by.
async function putWitness({ withApp, say }: CommandContext, action: 'witness' | 'guard', words: readonly string[]) {
  const [key = '', address] = words.toReversed()
  if (
    key === '' ||
    (action === 'witness') !== (address !== undefined && /^https?:\/\//.test(address)) ||
    words.length > 2
  )
    throw new WrongCall(
      action === 'witness' ? 'Expected the address of a witness and its key.' : 'Expected the key of a log.',
    )
  const said = await withApp(async ({ system }) => {
    if (address === undefined) return (await guardLog(system, key))?.line
    return (await addWitness(system.db, address, key)) ? 'It is asked from the next checkpoint on.' : undefined
  })
  if (said === undefined)
    throw new WrongCall(`Expected the one line of a ${action === 'witness' ? 'witness’s' : 'log’s'} key, got ${key}.`)
  say(address === undefined ? `This house cosigns that log from now on, with the key\n${said}` : said)
  return 0 as const
}

const actions: Record<string, (ctx: Ctx, context: CommandContext) => Promise<ExitCode>> = {
  key: async ({ db }, { json, print, say }) => {
    const key = await findLogKey(db)
    if (key === undefined) return refuse(say, { kind: 'no-log' })
    if (json) print({ origin: key.origin, key: key.verifier_key })
    else say(key.verifier_key)
    return 0
  },
  witnesses: async ({ db }, { json, print, say }) => {
    const { witnesses, guarded } = await listWitnesses(db)
    if (json) print({ witnesses, guarded })
    for (const { address, size } of json ? [] : witnesses) say(`asked    ${address}, cosigned up to ${size}`)
    for (const { origin, size } of json ? [] : guarded) say(`guarded  ${origin}, cosigned up to ${size}`)
    return 0
  },
  rotate: async (ctx, context) =>
    tellKey(
      context,
      await rotateKey(ctx, await homeOf(ctx)),
      'signs with the keys before it from the next checkpoint on',
    ),
  retire: async (ctx, { json, print, say }) => {
    const retired = await retireKeys(ctx)
    if (json) print({ retired })
    else say(`${retired} older keys are gone from this data folder; the newest signs alone.`)
    return 0
  },
  restart: async (ctx, context) =>
    tellKey(
      context,
      await restartLog(ctx, await homeOf(ctx)),
      'signs the log under its new name. Start the server again',
    ),
}

function tellKey(
  { json, print, say }: CommandContext,
  made: Result<{ readonly line: string }, KeyChangeError>,
  does: string,
): ExitCode {
  if (!made.ok) return refuse(say, made.error)
  if (json) print({ key: made.value.line })
  else say(`${made.value.line}\n${does}. Make it known where the one before was.`)
  return 0
}

const reasons: Record<KeyChangeError['kind'], string> = {
  'no-log': 'The log has not begun: it does when the set-up is finished and the server runs.',
  'no-key': 'The key that signs now is not in this data folder: run this where the server runs that signs.',
  'nothing-lost': 'No checkpoint is remembered in this data folder, so nothing that was published here can be lost.',
}

function refuse(say: (line: string) => void, { kind }: KeyChangeError): 1 {
  say(reasons[kind])
  return 1
}
