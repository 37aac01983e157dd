import { writeCsv } from '../../kit/write-csv'
import { findRegion, listRegions, placeName } from '../../places'
import { download, get, may, NotHere, page, type Req, type Route } from '../../platform'
import type { View } from '../../web'
import { writeWorkbook } from '../render/write-xlsx'
import { partsFor, type RegisterPart, readPart, registerParts } from './register'
import { RegisterPage } from './register-page'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CSV = 'text/csv; charset=utf-8'
const fileLimit = { hits: 20, seconds: 60 }

/** What each column of the register means. */
export const dictionary = (v: View, full: boolean): string[][] => [
  ['part', 'column', 'meaning'].map((one) => v.t(`reports.register.column.${one}`)),
  ...partsFor(full).flatMap((part) =>
    registerParts[part].columns.map((column) => [part, column, v.t(`reports.register.${column}`)]),
  ),
]

async function show(r: Req): Promise<Response> {
  const regions = await listRegions(r.ctx.db)
  return page(
    r,
    <RegisterPage
      v={r.v}
      regions={regions.map((region) => ({
        id: region.id,
        name: placeName(region, r.v.lang),
        full: may(r.ctx, 'register:export', { regionId: region.id, organizationId: null }),
      }))}
      dictionary={dictionary(r.v, true).slice(1)}
    />,
  )
}

const sendFile = (full: boolean) => async (r: Req) => {
  const region = await findRegion(r.ctx.db, r.param('region'))
  if (region === undefined) throw new NotHere()
  if (full && !may(r.ctx, 'register:export', { regionId: region.id, organizationId: null })) throw new NotHere(403)
  const [, name = '', form] = /^([a-z]+)\.(csv|xlsx)$/.exec(r.param('file')) ?? []
  const file = `register-${region.id}-${name}.${form}`
  if (form === 'xlsx' && name === 'register') return download(r, await wholeWorkbook(r, region.id, full), file, XLSX)
  if (form === 'csv' && name === 'dictionary') return download(r, writeCsv(dictionary(r.v, full)), file, CSV)
  const part = partsFor(full).find((one): one is RegisterPart => one === name)
  if (form !== 'csv' || part === undefined) throw new NotHere()
  const { columns, rows, next } = await readPart(r.ctx, part, region.id, { after: r.query('after') ?? '' })
  if (next !== null) r.c.header('link', `<${nextOf(r, region.id, part, full, next)}>; rel="next"`)
  return download(r, writeCsv([columns, ...rows]), file, CSV)
}

const nextOf = (r: Req, regionId: string, part: RegisterPart, full: boolean, after: string): string =>
  `${r.v.url}/register/${regionId}/${full ? 'full/' : ''}${part}.csv?after=${encodeURIComponent(after)}`

/** A sheet for each part; the last one says what the columns mean, and where a part goes on that has more rows than a sheet holds. */
async function wholeWorkbook(r: Req, regionId: string, full: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = []
  const cut: string[][] = []
  for (const part of partsFor(full)) {
    const { columns, rows, next } = await readPart(r.ctx, part, regionId)
    sheets.push({ name: part, rows: [[...columns], ...rows.map((row) => [...row])] })
    if (next !== null)
      cut.push([
        part,
        r.v.t('reports.register.cut', { count: rows.length, link: nextOf(r, regionId, part, full, next) }),
      ])
  }
  return writeWorkbook([...sheets, { name: 'dictionary', rows: [...cut, ...dictionary(r.v, full)] }])
}

/** The register of volunteer activity: what is public for anyone, with names for whoever keeps it. */
export const registerRoutes: readonly Route[] = [
  get('/register', show, { may: 'anyone' }),
  get('/register/:region/:file', sendFile(false), { may: 'anyone', limit: fileLimit }),
  get('/register/:region/full/:file', sendFile(true), { may: 'register:export', limit: fileLimit }),
]
