import { Button, ButtonRow, Choice, Field, type FieldErrors, Form, Notice, Page, Select, type View } from '../../web'
import type { Officer } from '../officers'
import { concernsOf, reportKinds, type Subject, WORDS_MAX } from '../report'

/** What was typed so far, untrusted. */
export type ReportDraft = Readonly<Record<string, string>>

/** The page on which anybody reports harm, abuse or a request for money. It says first who will read it. */
export const ReportPage = (props: {
  v: View
  subject: Subject
  subjectKey: string
  regions: readonly { value: string; label: string }[]
  officers: readonly Officer[]
  draft: ReportDraft
  notOfficers: readonly string[]
  errors: FieldErrors
}) => {
  const { v, subject, draft, errors } = props
  return (
    <Page
      v={v}
      title={v.t('safety.report.title')}
      lead={v.t('safety.report.lead')}
      emergency
      hidden
      secret={subject.kind === 'need'}
    >
      {subject.name === null && subject.kind !== 'need' ? null : (
        <p>
          {v.t('safety.report.about')} <b>{subject.kind === 'need' ? v.t('safety.report.aboutNeed') : subject.name}</b>
        </p>
      )}
      <Form
        v={v}
        action="/safety/report"
        errors={errors}
        hidden={{ subject: props.subjectKey }}
        {...(draft._key ? { idempotencyKey: draft._key } : {})}
      >
        <Choice
          v={v}
          name="kind"
          legend={v.t('safety.report.kind')}
          value={draft.kind}
          error={errors.kind}
          options={reportKinds.map((kind) => ({ value: kind, label: v.t(`safety.kind.${kind}`) }))}
        />
        <Choice
          v={v}
          name="concerns"
          legend={v.t('safety.report.concerns')}
          hint={v.t('safety.report.concernsHint')}
          value={draft.concerns}
          error={errors.concerns}
          options={concernsOf(subject).map((one) => ({ value: one, label: v.t(`safety.concerns.${one}`) }))}
        />
        <Field
          v={v}
          name="words"
          label={v.t('safety.report.words')}
          hint={v.t('safety.report.wordsHint')}
          rows={7}
          maxlength={WORDS_MAX}
          value={draft.words}
          error={errors.words}
        />
        {subject.regionId === null ? (
          <Select
            v={v}
            name="region"
            label={v.t('safety.report.region')}
            empty={v.t('safety.report.regionEmpty')}
            options={props.regions}
            value={draft.region}
            error={errors.region}
          />
        ) : null}
        <Field
          v={v}
          name="contact"
          label={v.t('safety.report.contact')}
          hint={v.t('safety.report.contactHint')}
          optional
          maxlength={200}
          value={draft.contact}
          error={errors.contact}
        />
        {v.viewer ? (
          <Choice
            v={v}
            name="anonymous"
            kind="checkbox"
            legend={v.t('safety.report.name')}
            value={draft.anonymous}
            optional
            options={[{ value: 'yes', label: v.t('safety.report.anonymous') }]}
          />
        ) : null}
        <Readers v={v} officers={props.officers} notOfficers={props.notOfficers} known={subject.regionId !== null} />
        <ButtonRow>
          <Button>{v.t('safety.report.send')}</Button>
        </ButtonRow>
      </Form>
    </Page>
  )
}

const Readers = ({
  v,
  officers,
  notOfficers,
  known,
}: {
  v: View
  officers: readonly Officer[]
  notOfficers: readonly string[]
  known: boolean
}) =>
  officers.length === 0 ? (
    <Notice title={v.t('safety.report.readers')}>
      <p>{v.t(known ? 'safety.report.noReaders' : 'safety.report.readersOfRegion')}</p>
    </Notice>
  ) : (
    <Choice
      v={v}
      name="not"
      kind="checkbox"
      legend={v.t('safety.report.readers')}
      hint={v.t('safety.report.readersHint')}
      optional
      value={notOfficers}
      options={officers.map((officer) => ({
        value: officer.personId,
        label: v.t('safety.report.notThis', { name: officer.name, role: v.t(`safety.role.${officer.role}`) }),
      }))}
    />
  )
