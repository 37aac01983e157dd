import { get, post, type RateLimit, type Route } from '../../platform'
import { doTakeOver, showActs, showTakeOver } from '../companions/acts-page'
import { doAddCompanion, showNewCompanion } from '../companions/name-page'
import { doNameGuardian, doRenewGuardianLink, showNameGuardian } from '../guardians/routes'
import { doGuardianCode, showGuardianCode } from '../guardians/word-routes'
import { showSignedPaper } from '../papers/paper-kept'
import * as account from './handlers'
import { helpedSubject, ownSubject } from './subject'

// What sends a message to an address typed in, or tells whether somebody here has it.
const toOthers = { hits: 30, seconds: 3600 }

type Door = { readonly base: string; readonly may: 'signed-in' | 'people:help'; readonly subject: typeof ownSubject }

const doors: readonly Door[] = [
  { base: '/me/account', may: 'signed-in', subject: ownSubject },
  { base: '/people/:id/help', may: 'people:help', subject: helpedSubject },
]

const through = ({ base, may, subject }: Door): readonly Route[] => {
  const see = (path: string, handler: account.SubjectHandler): Route =>
    get(`${base}${path}`, async (r) => handler(r, await subject(r)), { may })
  const act = (
    path: string,
    handler: account.SubjectHandler,
    records: readonly string[],
    limit?: RateLimit,
    upload = false,
  ): Route =>
    post(`${base}${path}`, async (r) => handler(r, await subject(r)), {
      may,
      records,
      ...(limit === undefined ? {} : { limit }),
      ...(upload ? { upload } : {}),
    })
  return [
    see('/edit', account.showEdit),
    act('/edit', account.edit, ['person.corrected', 'person.aged']),
    see('/contacts/new', account.showNewContact),
    act('/contacts', account.addContact, ['person.contact-added'], toOthers),
    act('/contacts/remove', account.dropContact, ['person.contact-removed']),
    see('/guardian', showNameGuardian),
    act('/guardian', doNameGuardian, ['guardian.named'], toOthers),
    see('/guardian/code', showGuardianCode),
    act('/guardian/code', doGuardianCode, ['consent.given', 'guardian.consented', 'guardian.code-wrong'], toOthers),
    act('/guardian/link', doRenewGuardianLink, ['guardian.link-renewed'], toOthers),
    see('/companions/new', showNewCompanion),
    act('/companions', doAddCompanion, ['consent.given', 'companion.added'], toOthers, true),
    see('/papers/:consent', showSignedPaper),
    act('/companions/end', account.dropCompanion, ['consent.withdrawn', 'companion.ended']),
    see('/acts', showActs),
    see('/take-over', showTakeOver),
    act('/take-over', doTakeOver, [
      'person.contact-removed',
      'consent.withdrawn',
      'companion.ended',
      'person.took-over',
    ]),
    act('/consents/withdraw', account.withdraw, ['consent.withdrawn']),
    act('/restrict', account.restrict, ['person.restricted', 'person.released']),
    see('/looks', account.showLooks),
    see('/export.json', account.exportData),
    see('/delete', account.showDelete),
    act('/delete', account.deleteData, ['person.erased', 'role.ended', 'need.destroyed']),
  ]
}

/** A person's rights over their data: on their own page, and the same through an operator. */
export const accountRoutes: readonly Route[] = [
  get('/me/account', async (r) => account.showOverview(r, await ownSubject(r)), { may: 'signed-in' }),
  get('/me/account/contacts/code', account.showContactCode, { may: 'signed-in' }),
  post('/me/account/contacts/code', async (r) => account.proveContact(r, await ownSubject(r)), {
    may: 'signed-in',
    records: ['person.contact-added'],
  }),
  post('/me/account/acting/end', async (r) => account.stopActing(r, await ownSubject(r)), {
    may: 'signed-in',
    records: ['consent.withdrawn', 'companion.ended'],
  }),
  post('/me/account/acting/simple', async (r) => account.chooseSimpleFor(r, await ownSubject(r)), {
    may: 'signed-in',
    records: ['person.corrected'],
  }),
  ...doors.flatMap(through),
]
