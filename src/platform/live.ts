import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Entry, Follower } from '../journal'
import { isId } from '../kit/ids'
import { type Lang, makeView, type View } from '../web'
import type { Actor, Ctx } from './context'
import { NotHere } from './http/respond'
import { get, type Route } from './http/routes'
import type { Log } from './log'
import { type Look, recordLooks } from './looks'

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
  /** What it shows changes with time alone, without an entry: it is looked at anew so often, and sent where it differs. */
  readonly everySeconds?: number
  /** It is rendered no sooner than so long after the last time; what changes meanwhile is told together. */
  readonly restMilliseconds?: number
  /** The fragment, as the page rendered it. */
  render(ctx: Ctx, v: View, id: string, permissionClass: string): Promise<LiveFragment>
}

/** What is sent: HTML, and whose data it shows. Each listener who gets news of somebody has looked at them, and that is recorded first. */
export type LiveFragment = { toString(): string; readonly looks?: readonly Look[] }

/** Who listens, and what of whom they have been sent; kept small, since thousands listen. */
type Listener = { readonly actor: Actor; sent: Set<string> | undefined }

type Group = {
  key: string
  topic: LiveTopic
  id: string
  lang: Lang
  permissionClass: string
  listeners: Map<ServerResponse, Listener>
  /** Came since the last fragment was made: they get the newest state, the others nothing twice. */
  fresh: ServerResponse[]
  changed: boolean
  busy: boolean
  /** What was sent last. */
  sent: string
}

const PING_MS = 25_000
const RETRY_MS = 2000
const LISTEN_MS = 15 * 60_000
const PENDING_BYTES_MAX = 1024 * 1024
const ping = Buffer.from(': \n\n')

/** Live pages of one process: the route that listens and the follower that tells. */
export function openLive(topics: readonly LiveTopic[], base: () => Ctx, log: Log) {
  const groups = new Map<string, Group>()
  const bySubject = new Map<string, Set<Group>>()
  const timer = setInterval(() => {
    for (const group of groups.values()) for (const listener of group.listeners.keys()) listener.write(ping)
  }, PING_MS)
  timer.unref()
  const agings = topics.flatMap((topic) => {
    if (topic.everySeconds === undefined) return []
    const aging = setInterval(() => void age(topic), topic.everySeconds * 1000)
    return [aging.unref()]
  })

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
      for (const group of touched) group.changed = true
      await Promise.all([...touched].map(tell))
    },
  }

  async function age(topic: LiveTopic): Promise<void> {
    for (const group of groups.values()) {
      if (group.topic !== topic) continue
      group.changed = true
      await tell(group)
    }
  }

  async function tell(group: Group): Promise<void> {
    if (group.busy) return
    group.busy = true
    try {
      while (group.changed || group.fresh.length > 0) {
        const { changed, fresh } = group
        const everybody = [...group.listeners.keys()]
        group.changed = false
        group.fresh = []
        const fragment = await group.topic.render(base(), viewOf(group.lang), group.id, group.permissionClass)
        const text = String(fragment)
        const listeners = changed && text !== group.sent ? everybody : fresh
        group.sent = text
        const message = encode(text)
        if (fragment.looks !== undefined) await recordSent(group, listeners, fragment.looks)
        for (const listener of listeners) {
          // A listener that does not read must not fill our memory; it will come again and get the newest state.
          if (listener.writableLength > PENDING_BYTES_MAX) listener.destroy()
          else listener.write(message)
        }
        const rest = group.topic.restMilliseconds
        if (rest !== undefined) await new Promise((done) => setTimeout(done, rest).unref())
      }
    } catch (cause) {
      log('live.render-failed', { topic: group.topic.name, name: cause instanceof Error ? cause.name : 'unknown' })
      group.changed = true
      setTimeout(() => group.listeners.size > 0 && void tell(group), RETRY_MS).unref()
    } finally {
      group.busy = false
    }
  }

  // Once for what is shown of somebody: the same name sent again with another's news is no news.
  async function recordSent(group: Group, to: readonly ServerResponse[], looks: readonly Look[]): Promise<void> {
    for (const outgoing of to) {
      const listener = group.listeners.get(outgoing)
      if (listener === undefined) continue
      const { sent = new Set<string>() } = listener
      const keyOf = (look: Look) => `${look.subjectKind} ${look.subjectId} ${look.what.join()}`
      const news = looks.filter((look) => !sent.has(keyOf(look)))
      await recordLooks(base().db, { ...base(), actor: listener.actor, door: 'web' }, news)
      for (const look of news) sent.add(keyOf(look))
      listener.sent = sent
    }
  }

  const viewOf = (lang: Lang): View => {
    const { config, clock } = base()
    return makeView({ lang, path: '/', url: config.url, now: clock.now(), zone: 'Asia/Almaty' })
  }

  function groupOf(topic: LiveTopic, id: string, lang: Lang, permissionClass: string): Group {
    const key = `${topic.name}/${id}/${lang}/${permissionClass}`
    const known = groups.get(key)
    if (known !== undefined) return known
    const group: Group = {
      key,
      topic,
      id,
      lang,
      permissionClass,
      listeners: new Map(),
      fresh: [],
      changed: false,
      busy: false,
      sent: '',
    }
    groups.set(key, group)
    const subject = `${topic.name}/${id}`
    bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(group))
    return group
  }

  // A function of its own: what it closes over stays as long as the listener does, and a request is large.
  function listen(outgoing: ServerResponse, group: Group, actor: Actor): void {
    group.listeners.set(outgoing, { actor, sent: undefined })
    group.fresh.push(outgoing)
    // Whoever listens was allowed to when they came: now and then they come again, and are asked again.
    const end = setTimeout(() => outgoing.end(), LISTEN_MS * (1 + Math.random() / 4))
    end.unref()
    outgoing.on('close', () => {
      clearTimeout(end)
      leave(outgoing, group)
    })
    // What happened between rendering the page and listening.
    void tell(group)
  }

  function leave(outgoing: ServerResponse, group: Group): void {
    group.listeners.delete(outgoing)
    if (group.listeners.size > 0) return
    groups.delete(group.key)
    const subject = `${group.topic.name}/${group.id}`
    bySubject.get(subject)?.delete(group)
    if (bySubject.get(subject)?.size === 0) bySubject.delete(subject)
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
      // Gone already: its close would never be heard.
      if (outgoing.destroyed) return RESPONSE_ALREADY_SENT
      outgoing.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      outgoing.write('retry: 2000\n\n')
      listen(outgoing, groupOf(topic, id, r.v.lang, permissionClass), r.ctx.actor)
      return RESPONSE_ALREADY_SENT
    },
    { may: 'anyone' },
  )

  return {
    route,
    follower,
    stop: () => {
      clearInterval(timer)
      for (const aging of agings) clearInterval(aging)
      for (const group of groups.values()) for (const listener of group.listeners.keys()) listener.end()
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
