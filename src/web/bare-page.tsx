import { raw } from 'hono/html'
import { assets } from './assets'
import type { Child } from './components/child'
import { escaped } from './components/markup'
import type { View } from './view'

/** A page without header, navigation and script, for what other sites show in a frame. Its links open in a tab of their own. */
export const BarePage = ({ v, title, children }: { v: View; title: string; children?: Child }) => (
  <>
    {raw(
      `<!doctype html><html lang="${v.lang}"><head><meta charset="utf-8"/><title>${escaped(title)}</title>` +
        '<meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="robots" content="noindex"/>' +
        '<meta name="color-scheme" content="light dark"/><base target="_blank"/>' +
        `<link rel="stylesheet" href="${assets.publicCss}"/></head><body class="stage">`,
    )}
    <main class="main">{children}</main>
    {raw('</body></html>')}
  </>
)
