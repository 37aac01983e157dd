import { raw } from 'hono/html'
import { assets } from './assets'
import type { Child } from './components/child'
import { Icon } from './components/icon'
import { Ornament, WordMark } from './components/mark'
import { escaped } from './components/markup'
import { EmergencyLine, Notice } from './components/notice'
import { languageNames, languages, plainText } from './messages'
import { navigationOf } from './navigation'
import type { View } from './view'

/** What `Page` takes. */
export type PageProps = {
  v: View
  /** Title of the document and heading of the page. */
  title: string
  /** The heading stands in the content instead (one question a screen, large home page). */
  headingless?: boolean
  lead?: Child
  /** Local navigation under the heading, usually `Tabs`. */
  nav?: Child
  aside?: Child
  /** `public`: open pages; `app`: a signed-in person on a phone; `desk`: wide and dense work. */
  stage?: 'public' | 'app' | 'desk'
  /** Show the line of 112 on top; required on every page that takes a request for help. */
  emergency?: boolean
  /** Not for search engines; true by itself outside the public stage. */
  hidden?: boolean
  /** The address itself is a secret: nothing of it leaves with a link. Implies `hidden`. */
  secret?: boolean
  /** Seconds after which a browser without script loads the page anew, for pages that wait. */
  refreshSeconds?: number
  children?: Child
}

/** A whole page: document, header, navigation, content, footer. */
export const Page = (props: PageProps) => {
  const { v, title, headingless, lead, nav, aside, emergency, children } = props
  return (
    <>
      {openMarkup(props)}
      {v.demo ? <DemoBar v={v} /> : null}
      {headerMarkup(v)}
      {mainMarkup(v, aside ? 'main main--aside' : 'main')}
      <Said v={v} />
      {emergency ? <EmergencyLine v={v} /> : null}
      {headingless ? null : raw(`<header><h1>${escaped(title)}</h1>`)}
      {!headingless && lead ? <p class="page-head__lead">{lead}</p> : null}
      {headingless ? null : raw('</header>')}
      {nav}
      {aside ? (
        <div class="main__columns">
          <div class="main__content">{children}</div>
          <aside class="main__aside">{aside}</aside>
        </div>
      ) : (
        children
      )}
      {closeMarkup(props)}
    </>
  )
}

// The frame of every page is written out: JSX would take longer over it than over most of the content.
const openMarkup = (props: PageProps) => {
  const { v, stage = 'public' } = props
  const theme = v.theme === 'auto' ? '' : ` data-theme="${v.theme}"`
  const simple = v.simple ? ' data-simple=""' : ''
  return raw(
    `<!doctype html><html lang="${v.lang}"${theme}${simple}><head>${headMarkup(props)}</head><body class="stage stage--${stage}">` +
      `<a class="skip-link" href="#main">${escaped(v.t('web.skip'))}</a>`,
  )
}

const mainMarkup = (v: View, name: string) =>
  raw(
    `<p class="offline-bar" id="offline" role="status" hidden="">${escaped(v.t('web.offlineBar'))}</p>` +
      `<main class="${name}" id="main" tabindex="-1">${v.simple ? readAloudMarkup(v) : ''}`,
  )

// Shown where the browser has a voice for the language.
const readAloudMarkup = ({ t }: View): string =>
  `<read-aloud hidden="" data-start="${escaped(t('web.simple.read'))}" data-stop="${escaped(t('web.simple.stop'))}"></read-aloud>`

const closeMarkup = ({ v, secret }: PageProps) =>
  raw(`${secret ? '' : printedFrom(v)}</main>${footerMarkup(v)}</body></html>`)

const printedFrom = ({ lang, url, path, t }: View): string => {
  const words = once(`printed ${lang}`, () => t('web.sheet.live', { address: HERE }).split(HERE))
  return `<p class="printed-from">${words.map(escaped).join(escaped(url + path))}</p>`
}

const headMarkup = ({ v, title, stage = 'public', hidden, secret, refreshSeconds }: PageProps): string =>
  [
    '<meta charset="utf-8"/>',
    `<title>${escaped(`${title} · ${v.t('web.name')}`)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    hidden || secret || stage !== 'public' ? '<meta name="robots" content="noindex, nofollow"/>' : '',
    secret ? '<meta name="referrer" content="no-referrer"/>' : '',
    refreshSeconds ? `<noscript><meta http-equiv="refresh" content="${refreshSeconds}"/></noscript>` : '',
    `<meta name="color-scheme" content="${v.theme === 'auto' ? 'light dark' : v.theme}"/>`,
    `<link rel="stylesheet" href="${assets.publicCss}"/>`,
    stage === 'public' ? '' : `<link rel="stylesheet" href="${assets.appCss}"/>`,
    stage === 'desk' ? `<link rel="stylesheet" href="${assets.deskCss}"/>` : '',
    v.simple ? `<link rel="stylesheet" href="${assets.simpleCss}"/>` : '',
    '<link rel="icon" href="/icon.svg" type="image/svg+xml"/>',
    `<link rel="manifest" href="/manifest.webmanifest?lang=${v.lang}"/>`,
    `<script type="module" src="${assets.script}"></script>`,
  ].join('')

const HERE = 'asar-here'
const frames = new Map<string, readonly string[]>()

const once = (key: string, make: () => readonly string[]): readonly string[] => {
  let parts = frames.get(key)
  if (parts === undefined) {
    parts = make()
    frames.set(key, parts)
  }
  return parts
}

/** Markup that differs between the pages of one key in its way back here alone: rendered once, then the path is filled in. */
const framed = (key: string, v: View, make: (v: View) => Child): string =>
  once(key, () => String(make({ ...v, path: HERE })).split(HERE)).join(escaped(encodeURIComponent(v.path)))

/** What was just done, once, after the redirect. */
const Said = ({ v }: { v: View }) => {
  const text = v.said ? plainText(v.lang, v.said) : undefined
  return text ? <Notice tone="success" title={text} /> : null
}

const headerMarkup = (v: View) => {
  const items = navigationOf(v)
  const places = items.map((item) => (item.current ? `*${item.href}` : item.href)).join(' ')
  const nav = framed(`places ${v.lang} ${v.viewer ? 'icons' : ''} ${places}`, v, () => <Places v={v} items={items} />)
  const bar = framed(`bar ${v.lang} ${v.simple}`, v, HomeAndLanguages)
  return raw(`<header class="header"><div class="header__bar">${bar}${whoMarkup(v)}</div>${nav}</header>`)
}

const whoMarkup = (v: View): string => {
  if (v.viewer === null) return `<a class="header__who" href="/sign-in">${escaped(v.t('web.signIn'))}</a>`
  const name = escaped(v.viewer.name)
  const icon = framed('person', v, () => <Icon name="person" />)
  return `<a class="header__who" href="/me/account" aria-label="${name}">${icon}<span>${name}</span></a>`
}

const Places = ({ v, items }: { v: View; items: ReturnType<typeof navigationOf> }) => (
  <nav class="header__nav" aria-label={v.t('web.nav.label')}>
    {items.map((item) => (
      <a href={item.href} aria-current={item.current ? 'page' : undefined}>
        {v.viewer ? <Icon name={item.icon} /> : null}
        <span>{item.label}</span>
      </a>
    ))}
  </nav>
)

const HomeAndLanguages = (v: View) => (
  <>
    <a class="header__home" href="/" aria-label={v.t('web.home')}>
      <WordMark v={v} />
    </a>
    <SimpleSwitch v={v} />
    <LanguageSwitch v={v} />
  </>
)

const SimpleSwitch = ({ v }: { v: View }) => (
  <a
    class="header__simple"
    href={`/simple?to=${v.simple ? 'off' : 'on'}&back=${encodeURIComponent(v.path)}`}
    rel="nofollow"
    title={v.t(v.simple ? 'web.simple.off' : 'web.simple.on')}
  >
    <span aria-hidden="true">{v.simple ? 'A−' : 'A+'}</span>
    <span class="header__simple-words">{v.t(v.simple ? 'web.simple.off' : 'web.simple.on')}</span>
  </a>
)

const LanguageSwitch = ({ v }: { v: View }) => (
  <nav class="languages" aria-label={v.t('web.language')}>
    {languages.map((lang) => (
      <a
        href={`/language?lang=${lang}&back=${encodeURIComponent(v.path)}`}
        lang={lang}
        hreflang={lang}
        rel="nofollow"
        title={languageNames[lang]}
        aria-current={lang === v.lang ? 'true' : undefined}
      >
        {v.t(`web.lang.${lang}`)}
      </a>
    ))}
  </nav>
)

const footerMarkup = (v: View): string => {
  const report = framed(`report ${v.lang}`, { ...v, path: v.path.split('?')[0] ?? '/' }, ReportLink)
  const links = framed(`links ${v.lang} ${v.theme}`, v, LinksAndThemes)
  const small = framed(`small ${v.lang}`, v, SmallPrint)
  const ornament = framed('ornament', v, () => <Ornament />)
  return `<footer class="footer">${ornament}<div class="footer__columns">${report}${links}</div>${small}</footer>`
}

const ReportLink = (v: View) => (
  <p class="footer__report">
    <a href={`/safety/report?about=${encodeURIComponent(v.path)}`}>
      <Icon name="shield" />
      {v.t('web.footer.report')}
    </a>
  </p>
)

const LinksAndThemes = (v: View) => (
  <>
    <ul class="footer__links">
      <li>
        <a href="/numbers">{v.t('web.nav.numbers')}</a>
      </li>
      <li>
        <a href="/about/data">{v.t('web.footer.privacy')}</a>
      </li>
      <li>
        <a href="/api">{v.t('web.footer.api')}</a>
      </li>
    </ul>
    <ThemeSwitch v={v} />
  </>
)

const SmallPrint = (v: View) => (
  <p class="footer__small">
    {v.t('web.footer.not112')} {v.t('web.footer.places')}{' '}
    <a href="https://www.geonames.org/" rel="noreferrer">
      {v.t('web.footer.geonames')}
    </a>
    {', '}
    <a href="https://creativecommons.org/licenses/by/4.0/" rel="license noreferrer">
      {v.t('web.footer.ccby')}
    </a>
    .
  </p>
)

const ThemeSwitch = ({ v }: { v: View }) => (
  <nav class="themes" aria-label={v.t('web.theme')}>
    {(['auto', 'light', 'dark'] as const).map((theme) => (
      <a
        href={`/theme?to=${theme}&back=${encodeURIComponent(v.path)}`}
        rel="nofollow"
        data-theme-choice={theme}
        aria-current={theme === v.theme ? 'true' : undefined}
      >
        {v.t(`web.theme.${theme}`)}
      </a>
    ))}
  </nav>
)

const DemoBar = ({ v }: { v: View }) => (
  <form class="demo-bar" method="post" action="/demo/become" aria-label={v.t('web.demo.label')}>
    <input type="hidden" name="_key" value={v.newKey()} />
    <input type="hidden" name="back" value={v.path} />
    <b>{v.t('web.demo.title')}</b>
    <label>
      <span>{v.t('web.demo.person')}</span>
      <select name="person">
        <option value="">{v.t('web.demo.nobody')}</option>
        {v.demoPersons.map((person) => (
          <option value={person.personId} selected={person.personId === v.viewer?.personId}>
            {person.name}, {person.role}
          </option>
        ))}
      </select>
    </label>
    <button type="submit">{v.t('web.demo.become')}</button>
  </form>
)
