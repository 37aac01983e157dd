import type { Subject } from '../people'
import { companionScopes } from '../people'
import { placeName } from '../places'
import {
  Button,
  ButtonRow,
  Card,
  Choice,
  DefinitionList,
  type FieldErrors,
  Form,
  languageNames,
  Notice,
  Page,
  type View,
} from '../web'
import type { CompanionAsk, LiveWish } from './queries'

type WishPageProps = {
  readonly v: View
  readonly subject: Subject
  readonly wish: LiveWish | undefined
  readonly chosen: readonly string[]
  readonly errors: FieldErrors
}

/** Where a person asks for a companion, sees how it stands, and says yes or no to the volunteer who offered. */
export const WishPage = ({ v, subject, wish, chosen, errors }: WishPageProps) => (
  <Page v={v} stage="app" title={v.t('pairing.wish.title')} lead={v.t('pairing.wish.lead')}>
    {wish === undefined ? (
      <Form v={v} action={`${subject.base}/wish`} hidden={subject.hidden} errors={errors}>
        <Choice
          v={v}
          name="scope"
          kind="checkbox"
          legend={v.t('pairing.wish.scope')}
          hint={v.t('pairing.wish.scope.hint')}
          value={chosen}
          error={errors.scope}
          options={companionScopes.map((scope) => ({ value: scope, label: v.t(`people.scope.${scope}`) }))}
        />
        <Button size="large">{v.t('pairing.wish.ask')}</Button>
      </Form>
    ) : wish.state === 'offered' ? (
      <Offered v={v} subject={subject} wish={wish} errors={errors} />
    ) : (
      <Notice title={v.t('pairing.wish.waiting')}>
        <p>{v.t('pairing.wish.waitingHint')}</p>
      </Notice>
    )}
    {wish === undefined ? null : (
      <Form v={v} action={`${subject.base}/wish/withdraw`} hidden={subject.hidden}>
        <Button kind="quiet">{v.t('pairing.wish.withdraw')}</Button>
      </Form>
    )}
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

const Offered = ({ v, subject, wish, errors }: { v: View; subject: Subject; wish: LiveWish; errors: FieldErrors }) => (
  <Card
    level={2}
    tone="needs-you"
    title={v.t('pairing.offered', { name: firstNameOf(wish.volunteer) })}
    meta={v.t('pairing.why', { kept: wish.kept ?? 0, minutes: wish.travel_minutes ?? 0 })}
  >
    <p>
      {v.t('people.companion.allowed')} {v.say.list(wish.scopes.map((scope) => v.t(`people.scope.${scope}`)))}
    </p>
    <p>{v.t('people.until', { date: v.say.date(wish.until) })}</p>
    <Form v={v} action={`${subject.base}/wish/decide`} hidden={subject.hidden} errors={errors}>
      <ButtonRow equal>
        <Button name="say" value="yes" size="large" kind="secondary" icon="check">
          {v.t('pairing.agree')}
        </Button>
        <Button name="say" value="no" size="large" kind="secondary" icon="close">
          {v.t('pairing.refuse')}
        </Button>
      </ButtonRow>
    </Form>
  </Card>
)

const firstNameOf = (name: string | null): string => name?.split(' ')[0] ?? ''

const whereOf = (v: View, ask: CompanionAsk): string =>
  placeName(
    {
      name_kk: ask.name_kk ?? ask.region_kk,
      name_ru: ask.name_ru ?? ask.region_ru,
      name_en: ask.name_en ?? ask.region_en,
    },
    v.lang,
  )

const Answers = ({ v, askId }: { v: View; askId: string }) => (
  <Form v={v} action={`/me/companion-asks/${askId}`}>
    <ButtonRow equal>
      <Button name="say" value="yes" size="large" kind="secondary" icon="check">
        {v.t('pairing.ask.yes')}
      </Button>
      <Button name="say" value="no" size="large" kind="secondary" icon="close">
        {v.t('pairing.ask.no')}
      </Button>
    </ButtonRow>
  </Form>
)

/** Asks a volunteer on their home. */
export const AskCard = ({ v, ask }: { v: View; ask: CompanionAsk }) => (
  <Card
    level={2}
    tone="needs-you"
    title={v.t('pairing.ask.title', { place: whereOf(v, ask) })}
    href={`/me/companion-asks/${ask.id}`}
  >
    <p>{v.t('pairing.ask.why', { kept: ask.kept, minutes: ask.travel_minutes })}</p>
    <Answers v={v} askId={ask.id} />
  </Card>
)

/** Tells a person on their home that somebody offered. */
export const OfferCard = ({ v, wish }: { v: View; wish: LiveWish }) => (
  <Card
    level={2}
    tone="needs-you"
    title={v.t('pairing.offered', { name: firstNameOf(wish.volunteer) })}
    href="/me/account/wish"
  >
    <p>{v.t('pairing.offered.hint')}</p>
  </Card>
)

/** What a volunteer is asked: where, in which language, what for, until when, and why they. The person is nameless until both agree. */
export const CompanionAskPage = ({ v, ask }: { v: View; ask: CompanionAsk }) => {
  const isOpen = ask.state === 'asked' && ask.ended_at === null
  return (
    <Page v={v} stage="app" title={v.t('pairing.ask.title', { place: whereOf(v, ask) })} lead={v.t('pairing.ask.lead')}>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('pairing.ask.lang'), value: languageNames[ask.lang as keyof typeof languageNames] },
          {
            term: v.t('pairing.ask.what'),
            value: v.say.list(ask.scopes.map((scope) => v.t(`people.scope.${scope}`))),
          },
          { term: v.t('pairing.ask.until'), value: v.say.date(ask.until) },
          {
            term: v.t('pairing.ask.whyYou'),
            value: v.t('pairing.ask.why', { kept: ask.kept, minutes: ask.travel_minutes }),
          },
          ...(isOpen ? [{ term: v.t('pairing.ask.by'), value: v.say.dateTime(ask.answer_by) }] : []),
        ]}
      />
      {isOpen ? <Answers v={v} askId={ask.id} /> : <Notice title={v.t(`pairing.state.${ask.state}`)} />}
      <p class="muted">{v.t('pairing.ask.rules')}</p>
    </Page>
  )
}
