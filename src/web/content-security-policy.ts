/**
 * The policy sent with every page: own files only, no inline script or style, no evaluation of strings.
 * `data:` images are the ornament and icons of the style sheet; `blob:` is for the map's pictures and previews.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
