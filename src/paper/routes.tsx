import { parseReference } from '../kit/reference'
import { allowCodeReader, get, page, type Req, type Route, seeOther } from '../platform'
import { findScreen, listForms } from './finders'
import { FindSheetPage } from './pages/find-sheet-page'

const LINE = /^[\w-]{1,20}$/

/** GET /sheets: from the number on a sheet, and the line whose code was scanned, to the screen where it is entered. */
async function findSheet(r: Req): Promise<Response> {
  const typed = r.query('number')?.trim()
  allowCodeReader(r)
  if (typed === undefined || typed === '') return page(r, <FindSheetPage v={r.v} forms={listForms(r.ctx)} />)
  // `K7M4-QX9T-2` is the second copy of `K7M4-QX9T`.
  const number = parseReference(typed.replace(/[-\s]\d{1,3}$/, '')) ?? parseReference(typed)
  const line = r.query('line') ?? ''
  const path = number && (await findScreen(r.ctx, number, LINE.test(line) ? line : undefined))
  if (path !== undefined) return seeOther(r, path)
  return page(
    r,
    <FindSheetPage v={r.v} forms={listForms(r.ctx)} typed={typed} error={r.v.t('paper.find.notFound')} />,
    422,
  )
}

/** One screen for every sheet. */
export const paperRoutes: readonly Route[] = [get('/sheets', findSheet, { may: 'signed-in' })]
