import { Button, Card, Choice, Facts, Field, Form, Page, Status, type View } from '../../web'
import { answerKinds } from '../ask'
import { consentHows } from '../commands/answer-ask'
import type { AskView } from '../queries/find-ask'
import { AcceptFirst, type OwedAcceptance } from './accept-first'
import { askFacts, mayAnswer } from './ask-page'

export type TheirsPageProps = {
  v: View
  ask: AskView
  /** What the person has to be read before their yes counts. */
  accept: OwedAcceptance
  /** Telephones of the person, for whoever rings them. */
  phones: readonly string[]
  /** Whether this viewer leads the work and so may not pass on a yes. */
  power: boolean
  errors?: Readonly<Record<string, string>> | undefined
  typed?: Readonly<Record<string, string>> | undefined
}

/** Enters what a person said, for that person: what, in which words, and how they told. */
export const TheirsPage = ({ v, ask, accept, phones, power, errors, typed = {} }: TheirsPageProps) => {
  const name = ask.volunteer_name?.split(' ')[0] ?? ask.code
  return (
    <Page v={v} title={v.t('dispatch.theirs.title', { name })} lead={v.t('dispatch.theirs.lead')} stage="desk">
      <Card
        v={v}
        title={ask.title}
        href={`/activities/${ask.activity_id}`}
        level={2}
        status={<Status>{v.t(`dispatch.state.${ask.state}`)}</Status>}
      >
        <Facts
          facts={[
            // How far it is from their home is not this reader's.
            ...askFacts(v, { ...ask, home_latitude: null, home_longitude: null }),
            ...phones.map((phone) => ({
              icon: 'phone' as const,
              text: (
                <a href={`tel:${phone}`} aria-label={`${v.t('dispatch.theirs.phone')} ${phone}`}>
                  {phone}
                </a>
              ),
            })),
          ]}
        />
        {ask.said_words === null ? null : <blockquote>{ask.said_words}</blockquote>}
      </Card>
      {power ? <p>{v.t('dispatch.one.power')}</p> : null}
      {mayAnswer(v, ask) ? (
        <TheirsForm
          v={v}
          ask={ask}
          accept={accept}
          action={`/asks/${ask.id}/theirs`}
          power={power}
          errors={errors}
          typed={typed}
        />
      ) : null}
    </Page>
  )
}

/** What somebody said about an ask, in the fields whoever passes it on fills in. */
export const TheirsForm = ({
  v,
  ask,
  accept,
  action,
  power = false,
  heard = false,
  errors,
  typed = {},
}: {
  v: View
  ask: AskView
  /** What the person has to be read before their yes counts. */
  accept: OwedAcceptance
  action: string
  power?: boolean
  /** By telephone, as whoever filled it in knows. */
  heard?: boolean
  errors?: Readonly<Record<string, string>> | undefined
  typed?: Readonly<Record<string, string>> | undefined
}) => (
  <Form v={v} action={action} hidden={heard ? { how: 'call' } : {}} {...(errors === undefined ? {} : { errors })}>
    <Choice
      v={v}
      name="say"
      legend={v.t('dispatch.theirs.what')}
      value={typed.say}
      error={errors?.say}
      options={answerKinds
        .filter((kind) => !(power && kind === 'yes') && !(kind === 'yes-from' && ask.form === 'remote'))
        .map((kind) => ({ value: kind, label: v.t(`dispatch.state.${kind}`) }))}
    />
    {power ? null : <AcceptFirst v={v} ask={ask} accept={accept} error={errors?.accept} aloud />}
    <Field
      v={v}
      name="yes_from"
      type="time"
      width={8}
      optional
      label={v.t('dispatch.ask.yesFrom')}
      hint={v.t('dispatch.ask.yesFromHint')}
      value={typed.yes_from}
      error={errors?.yes_from}
    />
    <Field
      v={v}
      name="words"
      rows={3}
      maxlength={1000}
      optional
      label={v.t('dispatch.ask.words')}
      value={typed.words}
      error={errors?.words}
    />
    {heard ? null : (
      <Choice
        v={v}
        name="how"
        legend={v.t('dispatch.theirs.how')}
        value={typed.how}
        error={errors?.how}
        options={consentHows.map((how) => ({ value: how, label: v.t(`dispatch.theirs.how.${how}`) }))}
      />
    )}
    <Button>{v.t('dispatch.theirs.send')}</Button>
  </Form>
)
