import { page, seeOther } from '../../platform'
import { Button, EmptyState, Form, Page, Table, type View, When } from '../../web'
import type { SubjectHandler } from '../account/handlers'
import type { Subject } from '../account/subject'
import { type Act, listActs } from './list-acts'
import { takeOver } from './take-over'

const said = new Set([
  'answer.yes',
  'answer.no',
  'answer.yes-from',
  'answer.words',
  'receipt.said',
  'need.raised',
  'person.corrected',
  'person.contact-added',
  'person.contact-removed',
  'person.took-over',
  'companion.added',
  'companion.ended',
  'guardian.named',
  'guardian.consented',
  'consent.given',
  'consent.withdrawn',
])

const sayAct = (v: View, act: Act): string => {
  // The last entry of a command says what it was for; a consent is written on the way.
  const kind =
    act.kinds.findLast((one) => said.has(one) && !one.startsWith('consent.')) ??
    act.kinds.findLast((one) => said.has(one))
  return v.t(kind === undefined ? 'companions.act.other' : `companions.act.${kind}`)
}

const doors = new Set(['web', 'sms', 'call', 'paper', 'api', 'companion', 'email', 'telegram', 'voice', 'push'])

const ActsPage = ({ v, subject, acts }: { v: View; subject: Subject; acts: readonly Act[] }) => (
  <Page
    v={v}
    stage="app"
    title={v.t('companions.acts.title', { name: subject.person.name ?? '' })}
    lead={v.t('companions.acts.lead')}
  >
    {acts.length === 0 ? (
      <EmptyState icon="people" title={v.t('companions.acts.none')} />
    ) : (
      <Table
        v={v}
        caption={v.t('companions.acts.caption')}
        rows={acts}
        columns={[
          { label: v.t('companions.acts.when'), cell: (act) => <When v={v} at={act.at} /> },
          {
            label: v.t('companions.acts.who'),
            cell: (act) =>
              v.t('companions.acts.both', {
                by: act.by ?? v.t('companions.acts.nobody'),
                name: subject.person.name ?? '',
              }),
          },
          { label: v.t('companions.acts.what'), cell: (act) => sayAct(v, act) },
          {
            label: v.t('companions.acts.door'),
            cell: (act) => v.t(`companions.door.${doors.has(act.door) ? act.door : 'other'}`),
          },
        ]}
      />
    )}
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** What others did for the person, each with both names. */
export const showActs: SubjectHandler = async (r, subject) =>
  page(r, <ActsPage v={r.v} subject={subject} acts={await listActs(r.ctx.db, subject.person.id)} />)

const TakeOverPage = ({ v, subject, error }: { v: View; subject: Subject; error?: string }) => (
  <Page
    v={v}
    stage="app"
    title={v.t('companions.takeOver.title')}
    lead={v.t(subject.isHelp ? 'companions.takeOver.leadHelp' : 'companions.takeOver.lead')}
  >
    <ul>
      <li>{v.t('companions.takeOver.ends')}</li>
      <li>{v.t('companions.takeOver.contacts')}</li>
      <li>{v.t('companions.takeOver.stays')}</li>
    </ul>
    <Form
      v={v}
      action={`${subject.base}/take-over`}
      hidden={subject.hidden}
      {...(error === undefined ? {} : { errors: { form: error } })}
    >
      <Button size="large">{v.t('companions.takeOver.do')}</Button>
    </Form>
    <p>
      <a href={`${subject.base}/contacts/new${subject.query}`}>{v.t('people.contacts.add')}</a>
    </p>
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** What taking one's account into one's own hands means. */
export const showTakeOver: SubjectHandler = async (r, subject) => page(r, <TakeOverPage v={r.v} subject={subject} />)

/** Takes the account into the person's own hands. */
export const doTakeOver: SubjectHandler = async (r, subject) => {
  const taken = await takeOver(subject.ctx, { personId: subject.person.id })
  if (taken.ok) return seeOther(r, `${subject.base}${subject.query}`, 'companions.said.tookOver')
  const error = r.v.t(`companions.error.${taken.error.kind}`)
  return page(r, <TakeOverPage v={r.v} subject={subject} error={error} />, 422)
}
