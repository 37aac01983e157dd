import { download, get, NotHere, page, post, type Req, type Route, seeOther } from '../platform'
import { bundleOf, proveRelease } from './bundle'
import { catalogueAsJsonLd } from './catalogue'
import { publishRelease } from './commands/publish-release'
import { makeFile } from './make-file'
import { OpenPage } from './pages/open-page'
import { findNewestRelease, findRelease, listReleases, readKept } from './queries'
import { recomputeScript } from './recompute-script'
import { parseFileName, type Release, sha256Of, writeManifest } from './release'
import { forms } from './write-part'

const RELEASES_SHOWN = 31
const YEAR = 'public, max-age=31536000, immutable'
const TEXT = 'text/plain; charset=utf-8'

async function open(r: Req) {
  const [newest, releases] = await Promise.all([findNewestRelease(r.ctx.db), listReleases(r.ctx.db, RELEASES_SHOWN)])
  return page(
    r,
    <OpenPage
      v={r.v}
      open={{
        newest,
        earlier: releases.slice(1).map(({ id, as_of, made_at }) => ({ id, asOf: as_of, at: made_at })),
      }}
    />,
  )
}

async function released(r: Req): Promise<Release> {
  const release = await findRelease(r.ctx.db, r.param('release'))
  if (release === undefined) throw new NotHere()
  return release
}

const typeOf = (name: string): string => {
  const form = parseFileName(name)?.form
  if (form !== undefined) return forms[form]
  return name.endsWith('.mjs') ? 'text/javascript; charset=utf-8' : forms.json
}

/** Bytes that never change under this address: whoever has them is told so. */
async function fixed(r: Req, name: string, sha256: string, read: () => Promise<Uint8Array<ArrayBuffer>>) {
  const headers = {
    etag: `"${sha256}"`,
    'cache-control': YEAR,
    'access-control-allow-origin': '*',
    'content-type': typeOf(name),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
  if (r.c.req.header('if-none-match') === headers.etag) return r.c.body(null, 304, headers)
  return r.c.body(await read(), 200, headers)
}

/** A file of a release. It is made again, and handed out only where it is to the byte what the sealed list names. */
async function file(r: Req): Promise<Response> {
  const release = await released(r)
  const name = r.param('file')
  if (name === 'manifest.json') {
    const manifest = writeManifest(release)
    return fixed(r, name, sha256Of(manifest), async () => manifest)
  }
  if (name === 'release.tlog-proof') {
    const proof = await proveRelease(r.ctx.db, release)
    if (proof === undefined) throw new NotHere()
    return download(r, proof, name, TEXT)
  }
  const line = release.files.find((one) => one.name === name)
  if (line === undefined) throw new NotHere()
  return fixed(r, name, line.sha256, async () => {
    const bytes = await makeFile(r.ctx.db, release.asOf, await readKept(r.ctx.db, release.id), name)
    if (bytes === undefined || sha256Of(bytes) !== line.sha256) throw new NotHere(410)
    return bytes
  })
}

async function bundle(r: Req): Promise<Response> {
  const release = await released(r)
  const parts = bundleOf(r.ctx.db, release)
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await parts.return(undefined)),
  })
  return r.c.body(stream, 200, {
    'content-type': 'application/x-tar',
    'content-disposition': `attachment; filename="asar-open-${release.id}.tar"`,
    'cache-control': 'public, max-age=3600',
  })
}

/** The newest release under an address that stays. */
async function latest(r: Req): Promise<Response> {
  const newest = await findNewestRelease(r.ctx.db)
  if (newest === undefined) throw new NotHere()
  r.c.header('access-control-allow-origin', '*')
  return r.c.redirect(`/open/${newest.id}/${encodeURIComponent(r.param('file'))}`, 302)
}

async function catalogue(r: Req): Promise<Response> {
  const base = r.ctx.config.url.replace(/\/$/, '')
  return r.c.body(JSON.stringify(catalogueAsJsonLd(base, await findNewestRelease(r.ctx.db))), 200, {
    'content-type': 'application/ld+json; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  })
}

const script = async (r: Req): Promise<Response> =>
  r.c.body(recomputeScript, 200, { 'content-type': typeOf('recompute.mjs'), 'cache-control': 'public, max-age=300' })

async function publish(r: Req): Promise<Response> {
  const published = await publishRelease(r.ctx)
  return seeOther(r, '/open', published.ok ? 'open.published' : 'open.nothingSealed')
}

// A copy of a country is some hundred files, each of ten thousand rows at most.
const files = { hits: 600, seconds: 60 }
const whole = { hits: 12, seconds: 3600 }
const release = ':release{\\d{4}-\\d\\d-\\d\\d(?:-\\d+)?}'

/** Open data: everything that is public, for whoever wants to count for themselves. */
export const routes: readonly Route[] = [
  get('/open', open, { may: 'anyone', limit: files }),
  post('/open/publish', publish, { may: 'anyone', limit: whole, records: ['open.released'] }),
  get('/open/catalog.jsonld', catalogue, { may: 'anyone', limit: files }),
  get('/open/recompute.mjs', script, { may: 'anyone', limit: files }),
  get('/open/latest/:file', latest, { may: 'anyone', limit: files }),
  get(`/open/${release}/all.tar`, bundle, { may: 'anyone', limit: whole }),
  get(`/open/${release}/:file`, file, { may: 'anyone', limit: files }),
]
