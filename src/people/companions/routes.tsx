import { get, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { findPerson } from '../queries'
import { hasSixDigits } from '../sign-in/code-field'
import { draftOf, emptyAgreement, readAgreement, sayPairError } from './agreement-fields'
import { agreeByCode, askByCode, findAskedByCode } from './ask-by-code'
import { AskPage, CodePage } from './ask-pages'

const showAsk = (r: Req): Response | Promise<Response> =>
  page(r, <AskPage v={r.v} draft={emptyAgreement} errors={{}} />)

async function ask(r: Req): Promise<Response> {
  const me = await findPerson(r.ctx.db, personOf(r.ctx) ?? '')
  if (me === undefined) throw new NotHere(403)
  const again = (errors: FieldErrors) => page(r, <AskPage v={r.v} draft={draftOf(r)} errors={errors} />, 422)
  const read = readAgreement(r, me.zone)
  if (!read.ok) return again(read.error)
  const asked = await askByCode(r.ctx, read.value)
  if (!asked.ok) return again({ contact: r.v.t(`companions.error.${asked.error.kind}`) })
  return seeOther(r, '/me/account/acting/code')
}

async function showCode(r: Req, errors: FieldErrors = {}): Promise<Response> {
  const asked = await findAskedByCode(r.ctx.db, personOf(r.ctx) ?? '', r.ctx.clock.now())
  if (asked === undefined) return seeOther(r, '/me/account/acting/ask', 'companions.said.ended')
  return page(
    r,
    <CodePage v={r.v} until={asked.expiresAt} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function agree(r: Req): Promise<Response> {
  if (!hasSixDigits(r.form.code)) return showCode(r, { code: r.v.t('people.code.sixDigits') })
  const agreed = await agreeByCode(r.ctx, r.form.code ?? '')
  if (agreed.ok) return seeOther(r, '/me/account', 'people.said.companionAdded')
  const { error } = agreed
  if (error.kind === 'ended') return seeOther(r, '/me/account/acting/ask', 'companions.said.ended')
  if (error.kind === 'wrong') return showCode(r, { code: r.v.t('people.code.wrong', { tries: error.triesLeft }) })
  const errors = { contact: sayPairError(r.v, error) }
  return page(r, <AskPage v={r.v} draft={emptyAgreement} errors={errors} />, 422)
}

const signedIn = { may: 'signed-in' } as const

/** Where somebody asks to act for a person whose telephone gets a code. */
export const companionRoutes: readonly Route[] = [
  get('/me/account/acting/ask', showAsk, signedIn),
  // What sends a message to a number typed in.
  post('/me/account/acting/ask', ask, { ...signedIn, records: [], limit: { hits: 20, seconds: 3600 } }),
  get('/me/account/acting/code', (r) => showCode(r), signedIn),
  post('/me/account/acting/code', agree, { ...signedIn, records: ['consent.given', 'companion.added'] }),
]
