import {
  Button,
  ButtonRow,
  Card,
  Choice,
  DefinitionList,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Select,
  Status,
  type View,
} from '../../web'
import type { OpenedCase } from '../commands/read-case'
import type { Officer } from '../officers'
import { outcomes, WORDS_MAX } from '../report'
import { Steps } from './follow-page'

/** All of one report, for its officer: what was said, what was done, what can be done now. */
export const CasePage = (props: {
  v: View
  opened: OpenedCase
  me: string
  readers: readonly Officer[]
  draft: Readonly<Record<string, string>>
  errors: FieldErrors
}) => {
  const { v, opened } = props
  const found = opened.case
  const path = `/safety/${found.id}`
  const isOpen = found.state !== 'closed'
  return (
    <Page
      v={v}
      title={v.t('safety.case.title', { reference: found.reference })}
      lead={v.t('safety.case.lead')}
      stage="desk"
    >
      <p>
        <Status tone={!isOpen ? 'neutral' : found.urgent ? 'danger' : found.state === 'new' ? 'needs-you' : 'progress'}>
          {v.t(`safety.state.${found.state}`)}
        </Status>
      </p>
      {found.urgent && isOpen ? (
        <Notice tone="error" title={v.t('safety.case.danger')}>
          <p>{v.t('safety.case.dangerHint')}</p>
        </Notice>
      ) : null}
      <Facts v={v} opened={opened} />
      <h2>{v.t('safety.case.words')}</h2>
      <blockquote class="words-kept breaks-anywhere">
        {found.destroyed_at === null ? opened.words : v.t('safety.case.destroyed')}
      </blockquote>
      <h2>{v.t('safety.follow.steps')}</h2>
      <Steps v={v} steps={opened.steps} zone={found.zone} />
      {isOpen ? (
        <OpenForms {...props} path={path} />
      ) : (
        <Form v={v} action={`${path}/reopen`}>
          <ButtonRow>
            <Button kind="secondary">{v.t('safety.case.reopen')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Page>
  )
}

const Facts = ({ v, opened }: { v: View; opened: OpenedCase }) => {
  const found = opened.case
  return (
    <DefinitionList
      v={v}
      items={[
        { term: v.t('safety.queue.kind'), value: v.t(`safety.kind.${found.kind}`) },
        { term: v.t('safety.queue.concerns'), value: v.t(`safety.concerns.${found.concerns}`) },
        { term: v.t('safety.case.reportedAt'), value: v.say.dateTimeLong(found.reported_at, found.zone) },
        {
          term: v.t('safety.case.reporter'),
          value: opened.reporter === null ? v.t('safety.case.anonymous') : opened.reporter.name,
        },
        { term: v.t('safety.case.contact'), value: opened.contact ?? undefined },
        { term: v.t('safety.follow.officer'), value: opened.officer ?? v.t('safety.follow.nobodyYet') },
        ...(opened.activity === null || found.about_activity_id === null
          ? []
          : [
              {
                term: v.t('safety.case.activity'),
                value: <a href={`/activities/${found.about_activity_id}`}>{opened.activity}</a>,
              },
            ]),
        ...(opened.organization === null || found.about_organization_id === null
          ? []
          : [
              {
                term: v.t('safety.case.organization'),
                value: <a href={`/organizations/${found.about_organization_id}`}>{opened.organization}</a>,
              },
            ]),
        ...(opened.need === null || found.about_need_id === null
          ? []
          : [{ term: v.t('safety.case.need'), value: <a href={`/needs/${found.about_need_id}`}>{opened.need}</a> }]),
        ...(found.outcome === null
          ? []
          : [{ term: v.t('safety.follow.outcome'), value: v.t(`safety.outcome.${found.outcome}`) }]),
      ]}
    />
  )
}

const OpenForms = (props: {
  v: View
  opened: OpenedCase
  me: string
  readers: readonly Officer[]
  draft: Readonly<Record<string, string>>
  errors: FieldErrors
  path: string
}) => {
  const { v, opened, draft, errors, path } = props
  const found = opened.case
  const others = props.readers.filter(
    (reader) => reader.personId !== props.me && !found.excluded_ids.includes(reader.personId),
  )
  const formErrors = (name: string) => (draft.form === name ? errors : {})
  return (
    <>
      {found.officer_id === props.me && found.state === 'in-hand' ? null : (
        <Form v={v} action={`${path}/take`}>
          <ButtonRow>
            <Button>{v.t('safety.case.take')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Card level={2} title={v.t('safety.case.note')}>
        <Form v={v} action={`${path}/note`} errors={formErrors('note')} hidden={{ form: 'note' }}>
          <Field
            v={v}
            name="words"
            label={v.t('safety.case.noteWords')}
            rows={4}
            maxlength={WORDS_MAX}
            value={draft.form === 'note' ? draft.words : ''}
            error={formErrors('note').words}
          />
          <Choice
            v={v}
            name="to"
            legend={v.t('safety.case.noteFor')}
            value={draft.to ?? 'officers'}
            options={[
              { value: 'officers', label: v.t('safety.case.forOfficers') },
              { value: 'reporter', label: v.t('safety.case.forReporter') },
            ]}
          />
          <ButtonRow>
            <Button kind="secondary">{v.t('safety.case.noteSave')}</Button>
          </ButtonRow>
        </Form>
      </Card>
      {opened.involved.length === 0 && found.about_organization_id === null ? null : (
        <Card level={2} tone="danger" title={v.t('safety.case.suspend')}>
          <p>{v.t('safety.case.suspendHint')}</p>
          <Form v={v} action={`${path}/suspend`} errors={formErrors('suspend')} hidden={{ form: 'suspend' }}>
            <Select
              v={v}
              name="whom"
              label={v.t('safety.case.suspendWhom')}
              empty={v.t('safety.case.choose')}
              value={draft.whom}
              error={formErrors('suspend').whom}
              options={[
                ...opened.involved.map((one) => ({
                  value: `person:${one.personId}`,
                  label: v.t('safety.case.involved', { name: one.name, how: v.t(`safety.involved.${one.how}`) }),
                })),
                ...(found.about_organization_id === null || opened.organization === null
                  ? []
                  : [{ value: `organization:${found.about_organization_id}`, label: opened.organization }]),
              ]}
            />
            <Field
              v={v}
              name="suspendWords"
              label={v.t('safety.case.suspendWords')}
              hint={v.t('safety.case.suspendWordsHint')}
              rows={3}
              maxlength={2000}
              value={draft.suspendWords}
              error={formErrors('suspend').suspendWords}
            />
            <ButtonRow>
              <Button kind="danger">{v.t('safety.case.suspendNow')}</Button>
            </ButtonRow>
          </Form>
        </Card>
      )}
      {others.length === 0 ? null : (
        <Card level={2} title={v.t('safety.case.handOver')}>
          <Form v={v} action={`${path}/hand-over`} errors={formErrors('hand-over')} hidden={{ form: 'hand-over' }}>
            <Select
              v={v}
              name="officer"
              label={v.t('safety.case.handOverTo')}
              empty={v.t('safety.case.choose')}
              value={draft.officer}
              error={formErrors('hand-over').officer}
              options={others.map((reader) => ({ value: reader.personId, label: reader.name }))}
            />
            <ButtonRow>
              <Button kind="secondary">{v.t('safety.case.handOver')}</Button>
            </ButtonRow>
          </Form>
        </Card>
      )}
      <Card level={2} title={v.t('safety.case.close')}>
        <Form v={v} action={`${path}/close`} errors={formErrors('close')} hidden={{ form: 'close' }}>
          <Select
            v={v}
            name="outcome"
            label={v.t('safety.follow.outcome')}
            empty={v.t('safety.case.choose')}
            value={draft.outcome}
            error={formErrors('close').outcome}
            options={outcomes.map((outcome) => ({ value: outcome, label: v.t(`safety.outcome.${outcome}`) }))}
          />
          <Field
            v={v}
            name="closeWords"
            label={v.t('safety.case.closeWords')}
            rows={3}
            maxlength={WORDS_MAX}
            value={draft.closeWords}
            error={formErrors('close').closeWords}
          />
          <ButtonRow>
            <Button kind="secondary">{v.t('safety.case.closeNow')}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </>
  )
}
