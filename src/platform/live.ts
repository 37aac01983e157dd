import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Entry, Follower } from '../journal'
import { isId } from '../kit/ids'
import { type Lang, makeView, type View } from '../web'
import type { Ctx } from './context'
import { NotHere } from './http/respond'
import { get, type Route } from './http/routes'
import type { Log } from './log'

/**
 * A part of a page that keeps itself up to date. Its fragment is rendered and encoded once per subject, language and permission class,
 * then written to every listener as it is; so it carries no `hx-*` and nothing of the single viewer.
 */
export type LiveTopic = {
  /** Name in the address `/live/<name>/<id>`. */
  readonly name: string
  /** Permission class of this listener for this subject; undefined: may not listen. */
  classOf(ctx: Ctx, id: string): Promise<string | undefined>
  /** Subjects of this topic that an entry changes. */
  touches(entry: Entry): readonly string[]
  /** The fragment, as the page rendered it. */
  render(ctx: Ctx, v: View, id: string, permissionClass: string): Promise<{ toString(): string }>
}

type Group = {
  topic: LiveTopic
  id: string
  lang: Lang
  permissionClass: string
  listeners: Set<ServerResponse>
  busy: boolean
  again: boolean
}

const PING_MS = 25_000
const PENDING_BYTES_MAX = 1024 * 1024
const ping = Buffer.from(': \n\n')

/** Live pages of one process: the route that listens and the follower that tells. */
export function openLive(topics: readonly LiveTopic[], base: () => Ctx, log: Log) {
  const groups = new Map<string, Group>()
  const bySubject = new Map<string, Set<Group>>()
  const timer = setInterval(() => {
    for (const group of groups.values()) for (const listener of group.listeners) listener.write(ping)
  }, PING_MS)
  timer.unref()

  const follower: Follower = {
    name: 'live',
    durable: false,
    handle: async (entries) => {
      const touched = new Set<Group>()
      if (groups.size === 0) return
      for (const entry of entries) {
        for (const topic of topics) {
          for (const id of topic.touches(entry))
            for (const group of bySubject.get(`${topic.name}/${id}`) ?? []) touched.add(group)
        }
      }
      await Promise.all([...touched].map(tell))
    },
  }

  async function tell(group: Group): Promise<void> {
    if (group.busy) {
      group.again = true
      return
    }
    group.busy = true
    try {
      do {
        group.again = false
        const message = encode(String(await group.topic.render(base(), viewOf(group.lang), group.id, group.permissionClass)))
        for (const listener of group.listeners) {
          // A listener that does not read must not fill our memory; it will come again and get the newest state.
          if (listener.writableLength > PENDING_BYTES_MAX) listener.destroy()
          else listener.write(message)
        }
      } while (group.again)
    } catch (cause) {
      log('live.render-failed', { topic: group.topic.name, name: cause instanceof Error ? cause.name : 'unknown' })
    } finally {
      group.busy = false
    }
  }

  const viewOf = (lang: Lang): View => {
    const { config, clock } = base()
    return makeView({ lang, path: '/', url: config.url, now: clock.now(), zone: 'Asia/Almaty' })
  }

  const route: Route = get(
    '/live/:topic/:id',
    async (r) => {
      const topic = topics.find((one) => one.name === r.param('topic'))
      const id = r.param('id')
      const outgoing = (r.c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
      if (topic === undefined || !isId(id) || outgoing === undefined) throw new NotHere()
      const permissionClass = await topic.classOf(r.ctx, id)
      if (permissionClass === undefined) throw new NotHere(403)
      const key = `${topic.name}/${id}/${r.v.lang}/${permissionClass}`
      const group = groups.get(key) ?? {
        topic,
        id,
        lang: r.v.lang,
        permissionClass,
        listeners: new Set(),
        busy: false,
        again: false,
      }
      groups.set(key, group)
      const subject = `${topic.name}/${id}`
      bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(group))
      outgoing.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      outgoing.write('retry: 2000\n\n')
      group.listeners.add(outgoing)
      outgoing.on('close', () => {
        group.listeners.delete(outgoing)
        if (group.listeners.size > 0) return
        groups.delete(key)
        bySubject.get(subject)?.delete(group)
        if (bySubject.get(subject)?.size === 0) bySubject.delete(subject)
      })
      // What happened between rendering the page and listening.
      void tell(group)
      return RESPONSE_ALREADY_SENT
    },
    { may: 'anyone' },
  )

  return {
    route,
    follower,
    stop: () => {
      clearInterval(timer)
      for (const group of groups.values()) for (const listener of group.listeners) listener.end()
    },
  }
}

const encode = (html: string): Buffer =>
  Buffer.from(
    `${html
      .split('\n')
      .map((line) => `data: ${line}`)
      .join('\n')}\n\n`,
  )
