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
  Page,
  Status,
  UndoBar,
  type View,
  viewInZone,
  When,
} from '../../web'
import { type Callee, incomingOutcomes, type Outcome as Noted, outcomes, pathOf } from '../callee'
import type { CalleeCard } from '../commands/read-callee'
import type { Case } from '../queries/read-case'
import { DoneList } from './done-by-phone'
import { NewNeed } from './line-page'
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
  /** This operator registered them a short while ago. */
  readonly canUnregister: boolean
}

/** The page of a call. Numbers stand here only while the call is this operator's. */
export const CalleePage = ({ v, callee, card, about, errors, typed, canUnregister }: CalleePageProps) => {
  const title = card.name ?? about.need?.reference ?? about.gift ?? v.t(`line.list.${callee.kind}`)
  const taken = card.heldUntil !== undefined
  return (
    <Page v={v} title={title} lead={v.t('line.call.speaks', { lang: languageNames[card.lang] })} stage="desk" emergency>
      {canUnregister ? (
        <UndoBar v={v} action={`${pathOf(callee)}/unregister`}>
          {v.t('line.undo.registered')}
        </UndoBar>
      ) : null}
      {card.heldUntil === undefined ? (
        <Notice title={v.t('line.call.incoming')}>
          <Form v={v} action="/line/take" hidden={{ kind: callee.kind, id: callee.id }}>
            <Button kind="secondary" icon="phone">
              {v.t('line.call.take')}
            </Button>
          </Form>
        </Notice>
      ) : (
        <Notice tone="needs-you" title={v.t('line.call.yours', { time: v.say.time(card.heldUntil) })}>
          {card.isSafe ? <Numbers v={v} numbers={card.numbers} /> : <p>{v.t('line.call.unsafe')}</p>}
        </Notice>
      )}
      <Script v={v} lang={card.lang} kind={callee.kind} />
      <ToTell v={v} lang={card.lang} untold={about.untold} />
      <Written v={v} messages={about.messages} withNumber={taken && card.isSafe} />
      {callee.kind === 'person' ? <ForPerson v={v} personId={callee.id} card={card} about={about} /> : null}
      {callee.kind === 'need' ? <ForHelped v={v} about={about} /> : null}
      {callee.kind === 'message' ? <ForSender v={v} card={card} about={about} /> : null}
      <Outcome v={v} callee={callee} outcomes={outcomesOf(card)} errors={errors} typed={typed} />
      <Tries v={v} tries={about.tries} />
      {about.done.length === 0 ? null : (
        <section class="section" aria-labelledby="done">
          <h2 id="done">{v.t('line.done.title')}</h2>
          <DoneList v={v} done={about.done} />
        </section>
      )}
      <p>
        <a href="/line">{v.t('line.back')}</a>
      </p>
    </Page>
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

const ForPerson = ({ v, personId, card, about }: { v: View; personId: string; card: CalleeCard; about: Case }) => (
  <section class="section" aria-labelledby="do">
    <h2 id="do">{v.t('line.do')}</h2>
    {about.asks.map((ask) => (
      <Card
        level={3}
        title={ask.title}
        meta={`${ask.organization} · ${viewInZone(v, ask.zone).say.dateTime(ask.startsAt, ask.zone)}`}
        status={<Status>{v.t(`dispatch.state.${ask.state}`)}</Status>}
        actions={
          <Form v={v} action={`/asks/${ask.id}/theirs`} hidden={{ how: 'call', from: 'line' }}>
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
        }
      >
        <p>
          <a href={`/asks/${ask.id}/theirs`}>{v.t('line.ask.other')}</a>
        </p>
      </Card>
    ))}
    <ButtonRow>
      <Form v={v} action={`/people/${personId}/help`} hidden={{ way: 'call' }}>
        <Button kind="secondary" icon="people">
          {v.t('line.account')}
        </Button>
      </Form>
      <NewNeed v={v} typed={card.numbers[0] ?? ''} lang={card.lang} />
    </ButtonRow>
    <p class="muted">{v.t('line.account.hint')}</p>
  </section>
)

/** An unknown sender asks for help, or wants to: what they wrote goes into the request. */
const ForSender = ({ v, card, about }: { v: View; card: CalleeCard; about: Case }) => (
  <section class="section" aria-labelledby="do">
    <h2 id="do">{v.t('line.do')}</h2>
    <ButtonRow>
      <NewNeed v={v} typed={card.numbers[0] ?? ''} lang={card.lang} words={about.messages.map(({ text }) => text)} />
      <Button href="/line/register" kind="secondary" icon="plus">
        {v.t('line.register')}
      </Button>
    </ButtonRow>
  </section>
)

const ForHelped = ({ v, about }: { v: View; about: Case }) =>
  about.need === undefined ? null : (
    <section class="section" aria-labelledby="do">
      <h2 id="do">{v.t('line.do')}</h2>
      <p>
        <b>{about.need.reference}</b> <Status>{v.t(`needs.state.${about.need.state}`)}</Status>
      </p>
      {isConfirmable(about) ? (
        <Form v={v} action={`/line/need/${about.need.id}/receipt`}>
          <Button icon="check">{v.t('line.request.received')}</Button>
        </Form>
      ) : null}
      <ButtonRow>
        <Button href={`/needs/${about.need.id}`} kind="secondary" icon="hand">
          {v.t('line.request.open')}
        </Button>
        {about.deliveries === 0 ? null : (
          <Button href={`/needs/${about.need.id}/goods`} kind="secondary" icon="check">
            {v.t('line.request.receipt', { count: about.deliveries })}
          </Button>
        )}
      </ButtonRow>
    </section>
  )

const isConfirmable = ({ need, deliveries }: Case): boolean => need?.state === 'helped' || deliveries > 0

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
}) => (
  <section class="section" aria-labelledby="outcome-heading">
    <h2 id="outcome-heading">{v.t('line.outcome')}</h2>
    <Form v={v} action={pathOf(callee)} errors={errors}>
      <Choice
        v={v}
        name="outcome"
        legend={v.t('line.outcome.what')}
        value={typed.outcome ?? 'reached'}
        error={errors.outcome}
        options={outcomes.map((one) => ({
          value: one,
          label: v.t(`line.outcome.${one}`),
        }))}
      />
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
      <Field
        v={v}
        name="words"
        rows={3}
        maxlength={1000}
        optional
        label={v.t('line.words')}
        hint={v.t('line.words.hint')}
        value={typed.words}
      />
      <Button size="large">{v.t('line.outcome.keep')}</Button>
    </Form>
  </section>
)

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
