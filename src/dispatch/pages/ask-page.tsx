import { sayPlace, sayTime } from '../../activities'
import { distanceMeters } from '../../kit/geo'
import {
  Button,
  ButtonRow,
  Card,
  Choice,
  type Fact,
  Facts,
  Field,
  Folded,
  Form,
  Notice,
  Page,
  Reference,
  Status,
  UndoBar,
  type View,
} from '../../web'
import { parseReasons } from '../ask'
import type { AskView } from '../queries/find-ask'
import { AcceptFirst, type OwedAcceptance } from './accept-first'

export type AskPageProps = {
  v: View
  ask: AskView
  /** Where the forms go: the page's own address. */
  action: string
  /** The address is a secret link. */
  secret?: boolean
  /** Versions to accept with a yes; null where nothing is owed. */
  accept: OwedAcceptance
  /** Seats nobody holds; 0 offers the waiting list. */
  free: number
  /** Why the last answer was not taken, and what was typed. */
  refusal?: { text: string; field?: 'yes_from' | 'words' | 'accept' | undefined; travel: boolean } | undefined
  typed?: { readonly [name: string]: string } | undefined
}

/** One ask: what it is about, why this person, and two answers of equal weight; any answer in own words beside them. */
export const AskPage = (props: AskPageProps) => {
  const { v, ask } = props
  return (
    <Page
      v={v}
      title={ask.title}
      lead={v.t('dispatch.ask.lead', { organization: ask.organization })}
      stage="app"
      secret={props.secret === true}
    >
      <Facts facts={askFacts(v, ask)} />
      <Why v={v} why={ask.why} />
      <Conveyed {...props} />
      <Standing {...props} />
      {mayAnswer(v, ask) ? <Answers {...props} /> : null}
      <About {...props} />
      {props.secret === true ? null : (
        <p class="muted">
          <a href="/me/asks">{v.t('dispatch.ask.history')}</a>
        </p>
      )}
    </Page>
  )
}

/** What the work is; in simple mode it is there for whoever wants more than the question. */
const About = ({ v, ask }: AskPageProps) => (
  <Folded v={v} title={v.t('dispatch.ask.about')}>
    <p>{ask.aim}</p>
    {ask.bring === '' ? null : <p>{v.t('dispatch.ask.bring', { what: ask.bring })}</p>}
    <p>
      <a href={`/activities/${ask.activity_id}`}>{v.t('dispatch.ask.activity')}</a>
    </p>
    <Reference label={v.t('dispatch.ask.code')}>{ask.code}</Reference>
  </Folded>
)

/** Place, time, distance, who: the small facts of an ask. */
export function askFacts(v: View, ask: AskFacts): Fact[] {
  const remote = ask.form === 'remote'
  const place = remote ? v.t('dispatch.ask.remote') : sayPlace(v, ask)
  const away =
    remote ||
    ask.latitude === null ||
    ask.longitude === null ||
    ask.home_latitude === null ||
    ask.home_longitude === null
      ? undefined
      : v.say.distance(
          distanceMeters(
            { latitude: ask.home_latitude, longitude: ask.home_longitude },
            { latitude: ask.latitude, longitude: ask.longitude },
          ),
        )
  return [
    { icon: 'calendar', text: sayTime(v, ask) },
    { icon: 'pin', text: away === undefined ? place : v.t('dispatch.ask.away', { place, distance: away }) },
    {
      icon: 'person',
      text:
        ask.coordinator === undefined || ask.coordinator === null || ask.coordinator === ''
          ? ask.organization
          : v.t('dispatch.ask.led', { name: ask.coordinator, organization: ask.organization }),
    },
  ]
}

type AskFacts = Pick<
  AskView,
  | 'form'
  | 'starts_at'
  | 'ends_at'
  | 'zone'
  | 'estimated_minutes'
  | 'latitude'
  | 'longitude'
  | 'organization'
  | 'region_kk'
  | 'region_ru'
  | 'region_en'
  | 'locality_kk'
  | 'locality_ru'
  | 'locality_en'
> & {
  /** Null where the reader need not know the other's home. */
  readonly home_latitude: number | null
  readonly home_longitude: number | null
  readonly coordinator?: string | null
}

/** Why this person was asked, in a sentence. */
export const Why = ({ v, why }: { v: View; why: unknown }) => {
  const reasons = parseReasons(why).map(({ code, ...values }) => v.t(`dispatch.you.${code}`, values))
  return reasons.length === 0 ? null : <p>{v.t('dispatch.ask.why', { reasons: v.say.list(reasons) })}</p>
}

/** An answer that somebody passed on: told to the person, who takes it back in one step. */
const Conveyed = ({ v, ask, action }: AskPageProps) =>
  ask.said_by === null || ask.said_by === ask.volunteer_id ? null : ask.said_undone_at !== null ? (
    <Notice title={v.t('dispatch.ask.undone')} />
  ) : (
    <UndoBar v={v} action={`${action}/undo`}>
      {v.t('dispatch.ask.conveyed', { answer: v.t(`dispatch.state.${ask.state}`) })}
    </UndoBar>
  )

/** Whether an answer still changes anything. */
export const mayAnswer = (v: View, ask: AskView): boolean =>
  ask.assignment_id === null &&
  ask.activity_state === 'open' &&
  ask.terms_version === ask.terms_now &&
  Temporal.Instant.compare(ask.ends_at, v.now) > 0

/** What is known of this ask by now. */
const Standing = ({ v, ask, free }: AskPageProps) => {
  if (ask.assignment_id !== null) {
    return (
      <Card v={v} tone="confirmed" status={<Status tone="confirmed">{v.t('dispatch.state.yes')}</Status>}>
        <p>{v.t('dispatch.ask.seated')}</p>
        <ButtonRow>
          <Button kind="secondary" href={`/me/assignments/${ask.assignment_id}`}>
            {v.t('dispatch.ask.seat')}
          </Button>
        </ButtonRow>
      </Card>
    )
  }
  if (ask.activity_state !== 'open' || Temporal.Instant.compare(ask.ends_at, v.now) <= 0)
    return <Notice title={v.t('dispatch.ask.over')} />
  if (ask.terms_version !== ask.terms_now)
    return (
      <Notice title={v.t('dispatch.ask.changed')}>
        <p>
          <a href={`/activities/${ask.activity_id}`}>{v.t('dispatch.ask.activity')}</a>
        </p>
      </Notice>
    )
  return (
    <>
      {ask.state === 'full' || (free === 0 && ask.state !== 'no') ? (
        <Notice tone="needs-you" title={v.t('dispatch.ask.full')}>
          <p>{v.t('dispatch.ask.fullHint')}</p>
        </Notice>
      ) : null}
      {ask.state === 'no' ? <Notice title={v.t('dispatch.ask.saidNo')} /> : null}
      {ask.state === 'yes-from' && ask.said_from !== null ? (
        <Notice title={v.t('dispatch.ask.saidFrom', { time: v.say.dateTime(ask.said_from, ask.zone) })} />
      ) : null}
      {ask.state === 'words' ? (
        <Notice title={v.t('dispatch.ask.saidWords')}>
          <blockquote>{ask.said_words}</blockquote>
        </Notice>
      ) : null}
      {ask.state === 'silent' ? <Notice title={v.t('dispatch.ask.late')} /> : null}
      {ask.state === 'withdrawn' ? <Notice title={v.t('dispatch.ask.withdrawn')} /> : null}
      {ask.state === 'asked' ? (
        <p>
          <Status tone="needs-you">
            {v.t('dispatch.ask.answerBy', { time: v.say.dateTime(ask.answer_by, ask.zone) })}
          </Status>
        </p>
      ) : null}
    </>
  )
}

const Answers = ({ v, ask, action, accept, free, refusal, typed = {} }: AskPageProps) => {
  const errors = refusal === undefined ? undefined : { [refusal.field ?? 'form']: refusal.text }
  const wrong = (field: string) => (refusal?.field === field ? refusal.text : undefined)
  return (
    <section class="section" aria-label={v.t('dispatch.ask.answer')}>
      <Form v={v} action={`${action}/answer`} {...(errors === undefined ? {} : { errors })}>
        <AcceptFirst v={v} ask={ask} accept={accept} error={wrong('accept')} />
        {refusal?.travel ? (
          <Choice
            v={v}
            name="travel"
            kind="checkbox"
            legend={v.t('dispatch.ask.way')}
            options={[{ value: '1', label: v.t('dispatch.ask.wayFine') }]}
          />
        ) : null}
        <ButtonRow equal>
          {free === 0 ? (
            <Button size="large" kind="secondary" icon="clock" formaction={`${action}/wait`}>
              {v.t('dispatch.ask.wait')}
            </Button>
          ) : (
            <Button name="say" value="yes" size="large" kind="secondary" icon="check">
              {v.t('dispatch.ask.yes')}
            </Button>
          )}
          <Button name="say" value="no" size="large" kind="secondary" icon="close">
            {v.t('dispatch.ask.no')}
          </Button>
        </ButtonRow>
      </Form>
      <details open={refusal?.field === 'yes_from' || refusal?.field === 'words'}>
        <summary>{v.t('dispatch.ask.other')}</summary>
        {ask.form === 'remote' ? null : (
          <Form v={v} action={`${action}/answer`} hidden={{ say: 'yes-from' }}>
            <Field
              v={v}
              name="yes_from"
              type="time"
              width={8}
              label={v.t('dispatch.ask.yesFrom')}
              hint={v.t('dispatch.ask.yesFromHint')}
              value={typed.yes_from}
              error={wrong('yes_from')}
            />
            <Button kind="secondary">{v.t('dispatch.ask.sendFrom')}</Button>
          </Form>
        )}
        <Form v={v} action={`${action}/answer`} hidden={{ say: 'words' }}>
          <Field
            v={v}
            name="words"
            rows={3}
            maxlength={1000}
            label={v.t('dispatch.ask.words')}
            hint={v.t('dispatch.ask.wordsHint')}
            value={typed.words}
            error={wrong('words')}
          />
          <Button kind="secondary">{v.t('dispatch.ask.sendWords')}</Button>
        </Form>
      </details>
    </section>
  )
}
