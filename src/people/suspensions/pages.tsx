import {
  Button,
  ButtonRow,
  Card,
  Choice,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  Status,
  type View,
  When,
} from '../../web'
import { suspensionReasons } from '../commands/suspensions'
import type { DecidableSuspension, NamedSuspension } from './queries'

const Term = ({ v, held }: { v: View; held: NamedSuspension }) => (
  <p>
    {v.t('people.suspension.since')} <When v={v} at={held.startedAt} full />
    {held.until === null
      ? `, ${v.t('people.suspension.untilLifted')}`
      : `, ${v.t('people.until', { date: v.say.dateTime(held.until) })}`}
  </p>
)

/** What the suspended reads: why, until when, what it means, and how to contest it. */
export const OwnSuspensionPage = ({
  v,
  suspensions,
  errors,
  failedId,
  words,
}: {
  v: View
  suspensions: readonly NamedSuspension[]
  errors: FieldErrors
  /** Which of them the errors concern. */
  failedId?: string | undefined
  words?: string | undefined
}) => (
  <Page v={v} stage="app" title={v.t('people.suspension.ownTitle')}>
    {suspensions.length === 0 ? (
      <EmptyState icon="check" title={v.t('people.suspension.none')} />
    ) : (
      suspensions.map((held) => (
        <Card
          level={2}
          title={
            held.organizationId === null
              ? v.t('people.suspension.youAre')
              : v.t('people.suspension.organization', { name: held.name })
          }
        >
          <p>
            <b>{v.t(`people.reason.${held.reason}`)}</b>
          </p>
          {held.words === null ? null : <p class="words-kept">{held.words}</p>}
          <Term v={v} held={held} />
          <p>
            {held.organizationId === null ? v.t('people.suspension.means') : v.t('people.suspension.meansOrganization')}
          </p>
          {held.appealedAt === null ? (
            <Form v={v} action={`/me/suspension/${held.id}/appeal`} {...(failedId === held.id ? { errors } : {})}>
              <Field
                v={v}
                name="words"
                rows={5}
                label={v.t('people.suspension.appeal')}
                hint={v.t('people.suspension.appealHint')}
                value={failedId === held.id ? words : undefined}
                error={failedId === held.id ? errors.words : undefined}
                maxlength={4000}
              />
              <Button>{v.t('people.suspension.appealSend')}</Button>
            </Form>
          ) : (
            <>
              {held.answer === null ? (
                <Status tone="progress">{v.t('people.suspension.appealed')}</Status>
              ) : (
                <Status>{v.t('people.suspension.answered')}</Status>
              )}
              <p class="words-kept">{held.appeal}</p>
              {held.answer === null ? null : (
                <p>
                  {v.t('people.suspension.answer')} {held.answer}
                </p>
              )}
            </>
          )}
        </Card>
      ))
    )}
    <p>
      <a href="/me/account">{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** Suspensions an officer answers for, appeals first. */
export const SuspensionsPage = ({
  v,
  me,
  suspensions,
  errors,
  failedId,
}: {
  v: View
  me: string
  suspensions: readonly DecidableSuspension[]
  errors: FieldErrors
  failedId?: string | undefined
}) => (
  <Page v={v} stage="app" title={v.t('people.suspension.listTitle')} lead={v.t('people.suspension.listLead')}>
    {suspensions.length === 0 ? (
      <EmptyState icon="check" title={v.t('people.suspension.listNone')} />
    ) : (
      suspensions.map((held) => (
        <Card
          level={2}
          title={held.name}
          tone={held.appealedAt !== null && held.answer === null ? 'needs-you' : 'plain'}
          status={
            held.appealedAt !== null && held.answer === null ? (
              <Status tone="needs-you">{v.t('people.suspension.appealWaits')}</Status>
            ) : null
          }
        >
          <p>
            <b>{v.t(`people.reason.${held.reason}`)}</b>
          </p>
          {held.words === null ? null : <p class="words-kept">{held.words}</p>}
          <Term v={v} held={held} />
          {held.appeal === null ? null : (
            <>
              <p>{v.t('people.suspension.theirWords')}</p>
              <p class="words-kept">{held.appeal}</p>
            </>
          )}
          {held.appealedAt !== null && held.answer === null && held.startedBy === me ? (
            <p>{v.t('people.suspension.otherDecides')}</p>
          ) : null}
          <Form v={v} action={`/suspensions/${held.id}/decide`} {...(failedId === held.id ? { errors } : {})}>
            <Field
              v={v}
              name={`answer-${held.id}`}
              rows={3}
              label={v.t('people.suspension.answerLabel')}
              hint={v.t('people.suspension.answerHint')}
              value={held.answer ?? undefined}
              error={failedId === held.id ? errors[`answer-${held.id}`] : undefined}
              maxlength={2000}
              optional
            />
            <ButtonRow>
              <Button name="decision" value="lift">
                {v.t('people.suspension.lift')}
              </Button>
              {held.appealedAt === null || held.startedBy === me ? null : (
                <Button kind="secondary" name="decision" value="uphold">
                  {v.t('people.suspension.uphold')}
                </Button>
              )}
            </ButtonRow>
          </Form>
        </Card>
      ))
    )}
  </Page>
)

/** A new suspension: reason, words to those concerned, until when. */
export const SuspendPage = ({
  v,
  name,
  hidden,
  draft,
  errors,
}: {
  v: View
  name: string
  hidden: Record<string, string>
  draft: Readonly<Record<string, string | undefined>>
  errors: FieldErrors
}) => (
  <Page v={v} stage="app" title={v.t('people.suspension.newTitle', { name })} lead={v.t('people.suspension.newLead')}>
    <Form v={v} action="/suspensions" hidden={hidden} errors={errors}>
      <Choice
        v={v}
        name="reason"
        legend={v.t('people.suspension.reason')}
        value={draft.reason}
        error={errors.reason}
        options={suspensionReasons.map((reason) => ({ value: reason, label: v.t(`people.reason.${reason}`) }))}
      />
      <Field
        v={v}
        name="words"
        rows={4}
        label={v.t('people.suspension.words')}
        hint={v.t('people.suspension.wordsHint')}
        value={draft.words}
        error={errors.words}
        maxlength={2000}
        optional
      />
      <Field
        v={v}
        name="days"
        type="number"
        width={4}
        label={v.t('people.suspension.days')}
        hint={v.t('people.suspension.daysHint')}
        value={draft.days}
        error={errors.days}
        optional
      />
      <Button kind="danger" size="large">
        {v.t('people.suspension.suspend')}
      </Button>
    </Form>
  </Page>
)
