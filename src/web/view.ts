import { type Lang, type Translate, translator } from './messages'
import { type Say, sayIn } from './say'

/** The visitor's choice of colours: `auto` follows the device. */
export type Theme = 'auto' | 'light' | 'dark'

/** Who looks at the page, as far as a page may know. `roles` are role names such as `coordinator`, `authority`. */
export type Viewer = { readonly personId: string; readonly name: string; readonly roles: readonly string[] }

/** A person of the demonstration, offered by the bar that switches between them. */
export type DemoPerson = { readonly personId: string; readonly name: string; readonly role: string }

/** What every page receives as prop `v`: language, place in the site, time, viewer. Pages read no clock and no request. */
export type View = {
  readonly t: Translate
  readonly say: Say
  readonly lang: Lang
  /** Path with query of this request, begins with one slash. */
  readonly path: string
  /** Public origin of this installation without a slash at the end, for links that leave the site (QR, print). */
  readonly url: string
  readonly now: Temporal.Instant
  /** IANA zone of the viewer's home or of the installation. */
  readonly zone: string
  readonly viewer: Viewer | null
  readonly demo: boolean
  readonly demoPersons: readonly DemoPerson[]
  /** A fresh idempotency key, one per form. */
  newKey(): string
  readonly theme: Theme
  /** Large type, one thing a page, no more words than needed: the visitor's choice. */
  readonly simple: boolean
  /** Message key of what was just done, shown once on the page after the redirect; null when nothing was. */
  readonly said: string | null
}

/** What a view is made from; the rest has defaults. */
export type ViewInput = {
  readonly lang: Lang
  readonly path: string
  readonly url: string
  readonly now: Temporal.Instant
  readonly zone: string
  readonly viewer?: Viewer | null
  readonly demo?: boolean
  readonly demoPersons?: readonly DemoPerson[]
  readonly newKey?: () => string
  readonly theme?: Theme
  readonly simple?: boolean
  readonly said?: string | null
}

/** Completes a view: texts and formats of the language; random idempotency keys unless a maker is given. */
export const makeView = (input: ViewInput): View => ({
  t: translator(input.lang),
  say: sayIn(input.lang, input.zone),
  lang: input.lang,
  path: input.path,
  url: input.url,
  now: input.now,
  zone: input.zone,
  viewer: input.viewer ?? null,
  demo: input.demo ?? false,
  demoPersons: input.demoPersons ?? [],
  newKey: input.newKey ?? (() => crypto.randomUUID()),
  theme: input.theme ?? 'auto',
  simple: input.simple ?? false,
  said: input.said ?? null,
})

/** Theme from the untrusted `theme` cookie. */
export const themeFrom = (cookie: string | undefined): Theme =>
  cookie === 'light' || cookie === 'dark' ? cookie : 'auto'

/** The same view in another place, such as the time zone of a site. */
export const viewInZone = (v: View, zone: string): View => ({ ...v, zone, say: sayIn(v.lang, zone) })
