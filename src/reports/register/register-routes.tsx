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
  if (form === 'xlsx' && name === 'register') {
    const sheets = []
    for (const part of partsFor(full)) sheets.push({ name: part, rows: await readPart(r.ctx, part, region.id) })
    return download(
      r,
      await writeWorkbook([...sheets, { name: 'dictionary', rows: dictionary(r.v, full) }]),
      file,
      XLSX,
    )
  }
  if (form === 'csv' && name === 'dictionary') return download(r, writeCsv(dictionary(r.v, full)), file, CSV)
  const part = partsFor(full).find((one): one is RegisterPart => one === name)
  if (form !== 'csv' || part === undefined) throw new NotHere()
  return download(r, writeCsv(await readPart(r.ctx, part, region.id)), file, CSV)
}

/** The register of volunteer activity: what is public for anyone, with names for whoever keeps it. */
export const registerRoutes: readonly Route[] = [
  get('/register', show, { may: 'anyone' }),
  get('/register/:region/:file', sendFile(false), { may: 'anyone', limit: fileLimit }),
  get('/register/:region/full/:file', sendFile(true), { may: 'register:export', limit: fileLimit }),
]
