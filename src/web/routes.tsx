import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { isLang, translator } from './messages'
import { AboutDataPage } from './pages/about-data-page'
import { ComponentsPage } from './pages/components-page'
import { OfflinePage } from './pages/offline-page'
import { themeFrom, type View } from './view'

const yearSeconds = 365 * 24 * 3600

/** A path of our own site from an untrusted parameter, else the home page: never another site. */
export const parseBackPath = (back: string | undefined): string => {
  if (!back || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(back) || back.length > 2000) return '/'
  const url = new URL(back, 'http://own.invalid')
  return url.host === 'own.invalid' ? url.pathname + url.search : '/'
}

/**
 * Addresses that belong to no room: language, theme and simplicity switches, the installable shell, the components page.
 * `viewOf` makes the view of a request, as for every page.
 */
export const webRoutes = (viewOf: (c: Context) => View | Promise<View>): Hono => {
  const routes = new Hono()
  routes.get('/language', (c) => {
    const lang = c.req.query('lang')
    if (isLang(lang)) setCookie(c, 'lang', lang, { path: '/', maxAge: yearSeconds, sameSite: 'Lax', httpOnly: true })
    return c.redirect(parseBackPath(c.req.query('back')), 303)
  })
  routes.get('/theme', (c) => {
    const theme = themeFrom(c.req.query('to'))
    const maxAge = theme === 'auto' ? 0 : yearSeconds
    setCookie(c, 'theme', theme, { path: '/', maxAge, sameSite: 'Lax', httpOnly: true })
    return c.redirect(parseBackPath(c.req.query('back')), 303)
  })
  routes.get('/simple', (c) => {
    // "Off" is a choice too: it goes before what the account says.
    const to = c.req.query('to') === 'on' ? 'on' : 'off'
    setCookie(c, 'simple', to, { path: '/', maxAge: yearSeconds, sameSite: 'Lax', httpOnly: true })
    return c.redirect(parseBackPath(c.req.query('back')), 303)
  })
  routes.get('/manifest.webmanifest', (c) => {
    const lang = c.req.query('lang')
    const t = translator(isLang(lang) ? lang : 'kk')
    return c.body(
      JSON.stringify({
        name: t('web.name'),
        short_name: t('web.name'),
        description: t('web.manifest.description'),
        lang: isLang(lang) ? lang : 'kk',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f8fafb',
        theme_color: '#0b4f78',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      }),
      200,
      { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' },
    )
  })
  routes.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /desk\nDisallow: /me\nDisallow: /language\nDisallow: /theme\nDisallow: /simple\n'),
  )
  routes.get('/about/data', async (c) => c.html(<AboutDataPage v={await viewOf(c)} />))
  routes.get('/offline', async (c) => c.html(<OfflinePage v={await viewOf(c)} />))
  routes.get('/components', async (c) =>
    c.html(<ComponentsPage v={await viewOf(c)} stage={c.req.query('stage') === 'desk' ? 'desk' : 'app'} />),
  )
  return routes
}
