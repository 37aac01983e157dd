import { deliveryInWords } from '../../goods'
import { sayPhone } from '../../people'
import {
  Button,
  ButtonRow,
  Card,
  Choice,
  Field,
  type FieldErrors,
  Form,
  languageNames,
  Notice,
  Status,
  UndoBar,
  type View,
  viewInZone,
  When,
} from '../../web'
import { type Callee, HOLD_SECONDS, incomingOutcomes, type Outcome as Noted, outcomes, pathOf } from '../callee'
import type { CalleeCard } from '../commands/read-callee'
import type { Case } from '../queries/read-case'
import { CallScreen, WORK, type Work } from './call-screen'
import { DoneList } from './done-by-phone'
import { Script } from './script'
import { ToTell, Written } from './waiting-parts'

/** One call: whom with, what to say, what can be done for them, what it came to. */
export type CalleePageProps = {
  readonly v: View
  readonly callee: Callee
  readonly card: CalleeCard
  readonly about: Case
  readonly errors: FieldErrors
  readonly typed: Readonly<Record<string, string>>
  /** What is open beside the call. */
  readonly work?: Work | undefined
  /** Whom this operator registered a short while ago, by mistake perhaps. */
  readonly registered?: { readonly id: string; readonly name: string } | undefined
}

/** The page of a call. Numbers stand here only while the call is this operator's. */
export const CalleePage = ({ v, callee, card, about, errors, typed, work, registered }: CalleePageProps) => {
  const title = card.name ?? about.need?.reference ?? about.gift ?? v.t(`line.list.${callee.kind}`)
  const taken = card.heldUntil !== undefined
  return (
    <CallScreen
      v={v}
      title={title}
      lead={v.t('line.call.speaks', { lang: languageNames[card.lang] })}
      path={pathOf(callee)}
      side={
        <>
          <Standing v={v} callee={callee} card={card} />
          <Script v={v} lang={card.lang} kind={callee.kind} asksReceipt={about.mayConfirm} />
          <ToTell v={v} lang={card.lang} untold={about.untold} />
          <Written v={v} messages={about.messages} withNumber={taken && card.isSafe} />
        </>
      }
      before={
        <>
          {registered === undefined ? null : (
            <UndoBar
              v={v}
              action={`${pathOf({ kind: 'person', id: registered.id })}/unregister`}
              hidden={{ kind: callee.kind, id: callee.id }}
            >
              {v.t('line.undo.registered', { name: registered.name })}
            </UndoBar>
          )}
          <section class="section" aria-labelledby="do">
            <h2 id="do">{v.t('line.do')}</h2>
            {callee.kind === 'person' ? <ForPerson v={v} callee={callee} about={about} answered={work?.askId} /> : null}
            {callee.kind === 'need' ? <ForHelped v={v} about={about} /> : null}
            <ButtonRow>
              <NewWork v={v} callee={callee} />
            </ButtonRow>
          </section>
        </>
      }
      work={work}
      after={
        <>
          <Outcome v={v} callee={callee} outcomes={outcomesOf(card)} errors={errors} typed={typed} />
          <Tries v={v} tries={about.tries} />
          {about.done.length === 0 ? null : (
            <section class="section" aria-labelledby="done">
              <h2 id="done">{v.t('line.done.title')}</h2>
              <DoneList v={v} done={about.done} />
            </section>
          )}
        </>
      }
    />
  )
}

const Standing = ({ v, callee, card }: { v: View; callee: Callee; card: CalleeCard }) => {
  if (card.isTaken) return <Notice title={v.t('line.call.taken')} />
  if (card.heldUntil === undefined)
    return (
      <Notice title={v.t('line.call.incoming')}>
        <Form v={v} action="/line/take" hidden={{ kind: callee.kind, id: callee.id }}>
          <Button kind="secondary" icon="phone">
            {v.t('line.call.take')}
          </Button>
        </Form>
      </Notice>
    )
  return (
    <>
      <Notice tone="needs-you" title={v.t('line.call.yours', { time: v.say.time(card.heldUntil) })}>
        {card.isSafe ? <Numbers v={v} numbers={card.numbers} /> : <p>{v.t('line.call.unsafe')}</p>}
      </Notice>
      <div hx-post={`${pathOf(callee)}/hold`} hx-trigger={`every ${HOLD_SECONDS}s`} hx-swap="none" />
    </>
  )
}

const Numbers = ({ v, numbers }: { v: View; numbers: readonly string[] }) =>
  numbers.length === 0 ? (
    <p>{v.t('line.call.noNumber')}</p>
  ) : (
    <ul class="plain-list">
      {numbers.map((number) => (
        <li>
          <a href={`tel:${number}`}>{sayPhone(number)}</a>
        </li>
      ))}
    </ul>
  )

const said = ['yes', 'no'] as const

const ForPerson = ({
  v,
  callee,
  about,
  answered,
}: {
  v: View
  callee: Callee
  about: Case
  answered: string | undefined
}) => (
  <>
    {about.asks.map((ask) => (
      <Card
        level={3}
        title={ask.title}
        meta={`${ask.organization} · ${viewInZone(v, ask.zone).say.dateTime(ask.startsAt, ask.zone)}`}
        status={<Status>{v.t(`dispatch.state.${ask.state}`)}</Status>}
        actions={
          ask.id === answered ? undefined : (
            <>
              <Form v={v} action={`${pathOf(callee)}/ask/${ask.id}`} hidden={{ how: 'call' }}>
                <ButtonRow equal>
                  {said.map((kind) => (
                    <Button
                      kind={kind === 'yes' ? 'primary' : 'secondary'}
                      name="say"
                      value={kind}
                      label={`${v.t(`line.ask.${kind}`)} ${ask.title}`}
                    >
                      {v.t(`line.ask.${kind}`)}
                    </Button>
                  ))}
                </ButtonRow>
              </Form>
              <Button kind="quiet" href={`${pathOf(callee)}/ask/${ask.id}`} into={WORK}>
                {v.t('line.ask.other')}
              </Button>
            </>
          )
        }
      />
    ))}
    <Form v={v} action={`/people/${callee.id}/help`} hidden={{ way: 'call' }}>
      <Button kind="secondary" icon="people">
        {v.t('line.account')}
      </Button>
    </Form>
    <p class="muted">{v.t('line.account.hint')}</p>
  </>
)

/** What can be begun in any call: a request, a registration. */
export const NewWork = ({ v, callee }: { v: View; callee: Callee | undefined }) => (
  <>
    <Button href={`${pathOf(callee)}/need`} into={WORK} kind="secondary" icon="hand">
      {v.t('line.need')}
    </Button>
    <Button href={`${pathOf(callee)}/register`} into={WORK} kind="secondary" icon="plus">
      {v.t('line.register')}
    </Button>
  </>
)

const ForHelped = ({ v, about: { need, unanswered, mayConfirm, speakers } }: { v: View; about: Case }) => {
  if (need === undefined) return null
  const path = pathOf({ kind: 'need', id: need.id })
  return (
    <>
      <p>
        <b>{need.reference}</b> <Status>{v.t(`needs.state.${need.state}`)}</Status>
      </p>
      {mayConfirm ? (
        <Form v={v} action={`${path}/receipt`} hidden={{ result: 'yes' }}>
          <Button icon="check">{v.t('line.request.received')}</Button>
        </Form>
      ) : null}
      {mayConfirm
        ? speakers.map(({ companionId, name }) => (
            <Form v={v} action={`${path}/receipt`} hidden={{ companion: companionId }}>
              <Button kind="secondary">{v.t('line.request.receivedBy', { name: name ?? '' })}</Button>
            </Form>
          ))
        : null}
      <ButtonRow>
        {!mayConfirm ? null : unanswered.length === 0 ? (
          <Button href={`${path}/receipt`} into={WORK} kind="secondary">
            {v.t('line.request.notRight')}
          </Button>
        ) : (
          unanswered.map((delivery) => (
            <Button href={`${path}/receipt/${delivery.id}`} into={WORK} kind="secondary">
              {v.t('line.request.notRightOf', { what: deliveryInWords(v, delivery, true) })}
            </Button>
          ))
        )}
        <Button href={`/needs/${need.id}`} kind="quiet">
          {v.t('line.request.open')}
        </Button>
      </ButtonRow>
    </>
  )
}

const outcomesOf = ({ heldUntil, isSafe }: CalleeCard): readonly Noted[] =>
  heldUntil === undefined ? incomingOutcomes : isSafe ? outcomes : ['reached', 'no-call']

const Outcome = ({
  v,
  callee,
  outcomes,
  errors,
  typed,
}: {
  v: View
  callee: Callee
  outcomes: readonly Noted[]
  errors: FieldErrors
  typed: Readonly<Record<string, string>>
}) => {
  // Where nobody may ring, nothing is chosen beforehand: one press would say that somebody was spoken with.
  const mayLater = outcomes.includes('later')
  return (
    <section class="section" aria-labelledby="outcome-heading">
      <h2 id="outcome-heading">{v.t('line.outcome')}</h2>
      <kept-form>
        <Form v={v} action={pathOf(callee)} errors={errors}>
          <Choice
            v={v}
            name="outcome"
            legend={v.t('line.outcome.what')}
            value={typed.outcome ?? (mayLater ? 'reached' : undefined)}
            error={errors.outcome}
            options={outcomes.map((one) => ({
              value: one,
              label: v.t(`line.outcome.${one}`),
            }))}
          />
          {mayLater ? (
            <Field
              v={v}
              name="at"
              type="datetime-local"
              optional
              label={v.t('line.outcome.at')}
              hint={v.t('line.outcome.atHint')}
              value={typed.at}
              error={errors.at}
            />
          ) : null}
          <Field
            v={v}
            name="noted"
            rows={3}
            maxlength={1000}
            optional
            label={v.t('line.words')}
            hint={v.t('line.words.hint')}
            value={typed.noted}
          />
          <Button size="large">{v.t('line.outcome.keep')}</Button>
        </Form>
      </kept-form>
    </section>
  )
}

const Tries = ({ v, tries }: { v: View; tries: Case['tries'] }) =>
  tries.length === 0 ? null : (
    <section class="section" aria-labelledby="tries">
      <h2 id="tries">{v.t('line.tries')}</h2>
      <ul class="plain-list">
        {tries.map((one) => (
          <li>
            <p>
              <When v={v} at={one.at} /> · {v.t(`line.outcome.${one.outcome}`)}
              {one.operator === null ? '' : ` · ${one.operator}`}
            </p>
            {one.words === null ? null : <blockquote>{one.words}</blockquote>}
          </li>
        ))}
      </ul>
    </section>
  )
