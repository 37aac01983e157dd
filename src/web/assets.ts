/** Addresses of the browser files a page links. */
export type Assets = {
  readonly publicCss: string
  readonly appCss: string
  readonly deskCss: string
  readonly simpleCss: string
  readonly script: string
}

type ManifestEntry = { readonly file: string }

const manifests = import.meta.env.PROD
  ? import.meta.glob<Record<string, ManifestEntry>>('../../dist/public/.vite/manifest.json', {
      eager: true,
      import: 'default',
    })
  : {}

const addressOf = (source: string): string => {
  const manifest = Object.values(manifests)[0]
  if (!manifest) return `/${source}`
  const entry = manifest[source]
  if (!entry) throw new Error(`The browser build holds no ${source}; run the build of the browser files first`)
  return `/${entry.file}`
}

/** Hashed files of the browser build; the source files themselves under the development server. */
export const assets: Assets = {
  publicCss: addressOf('src/web/styles/index.css'),
  appCss: addressOf('src/web/styles/app.css'),
  deskCss: addressOf('src/web/styles/desk.css'),
  simpleCss: addressOf('src/web/styles/simple.css'),
  script: addressOf('src/web/client/main.ts'),
}
