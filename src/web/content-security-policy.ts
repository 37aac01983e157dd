/**
 * The policy sent with every page: own files only, no inline script or style, no evaluation of strings.
 * `data:` images are the ornament and icons of the style sheet; `blob:` is for the map's pictures and previews.
 */
export const contentSecurityPolicy = policy("'none'")

/** The same for the one page that other sites may show in a frame: it holds no form and no session. */
export const framedSecurityPolicy = policy('*')

/** The same for pages that read codes in a photograph: the reader is WebAssembly of our own files. */
export const readerSecurityPolicy = policy("'none'", "'self' 'wasm-unsafe-eval'")

function policy(frameAncestors: string, scripts = "'self'"): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
}
