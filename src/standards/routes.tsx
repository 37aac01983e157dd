import { listCountries } from '../places'
import { get, NotHere, page, personOf, post, type Req, type Room, seeOther } from '../platform'
import { parseBackPath } from '../web'
import { acceptDocument } from './commands/documents'
import { CODE_OF_ETHICS } from './documents/code-of-ethics'
import { getLawPack } from './law/law-packs'
import { CodePage } from './pages/code-page'
import { ObligationsPage } from './pages/obligations-page'
import { findDocument, hasAccepted } from './queries'

async function code(r: Req, changed = false): Promise<Response> {
  const document = await findDocument(r.ctx.db, CODE_OF_ETHICS)
  if (document === undefined) throw new NotHere(404)
  const personId = personOf(r.ctx)
  const accepted = personId !== null && (await hasAccepted(r.ctx.db, personId, document.id, document.version))
  const back = parseBackPath(r.query('back') ?? r.form.back)
  return page(
    r,
    <CodePage v={r.v} document={document} accepted={accepted} back={back === '/' ? '' : back} changed={changed} />,
    changed ? 409 : 200,
  )
}

const showCode = (r: Req): Promise<Response> => code(r)

async function acceptCode(r: Req): Promise<Response> {
  const version = Number(r.form.version)
  if (!Number.isInteger(version)) throw new NotHere(404)
  const accepted = await acceptDocument(r.ctx, { documentId: CODE_OF_ETHICS, version })
  if (!accepted.ok) return code(r, true)
  const back = parseBackPath(r.form.back)
  return seeOther(r, back === '/' ? '/standards/code' : back, 'standards.done.accepted')
}

async function showObligations(r: Req): Promise<Response> {
  const [country] = await listCountries(r.ctx.db)
  return page(r, <ObligationsPage v={r.v} pack={getLawPack(country?.code ?? 'KZ')} />)
}

/** Law, obligations, and the texts people accept. */
export const standardsRoom: Room = {
  name: 'standards',
  routes: [
    get('/standards', showObligations, { may: 'anyone' }),
    get('/standards/code', showCode, { may: 'anyone' }),
    post('/standards/code', acceptCode, { may: 'signed-in', records: ['document.accepted'] }),
  ],
}
