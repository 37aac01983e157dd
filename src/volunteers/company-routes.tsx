import { isId } from '../kit/ids'
import { page, type Req, seeOther } from '../platform'
import { endApart, keepApart } from './commands/keep-apart'
import { readCompany } from './company'
import { CompanyPage } from './pages/company-page'
import { getOwn } from './time-routes'

const HERE = '/me/company'

async function show(r: Req, error?: string): Promise<Response> {
  const volunteer = await getOwn(r)
  const company = await readCompany(r.ctx, volunteer.id)
  return page(r, <CompanyPage v={r.v} {...company} error={error} />, error === undefined ? 200 : 422)
}

/** `/me/company` */
export const showCompany = (r: Req): Promise<Response> => show(r)

/** Not with somebody they met. */
export async function saveApart(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const { met } = r.form
  const done = isId(met) ? await keepApart(r.ctx, { volunteerId: volunteer.id, met }) : undefined
  if (done?.ok === true) return seeOther(r, HERE, 'volunteers.done.apart')
  return show(r, r.v.t(`volunteers.company.${done?.error.kind === 'too-many' ? 'tooMany' : 'notMet'}`))
}

/** With everybody again. */
export async function dropApart(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const { id } = r.form
  if (isId(id)) await endApart(r.ctx, { volunteerId: volunteer.id, apartId: id })
  return seeOther(r, HERE, 'volunteers.done.together')
}
