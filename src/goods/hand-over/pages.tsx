import { findItem, lineName, sayQuantity, typedQuantity } from '../../needs'
import {
  Button,
  ButtonRow,
  Card,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  Select,
  Status,
  type View,
  When,
} from '../../web'
import { refusals } from './ask'
import type { ShownAsk } from './queries'

type Named = { readonly id: string; readonly name: string }
type Typed = Readonly<Record<string, string>>

const unitOf = (ask: ShownAsk) => ask.unit ?? findItem(ask.item_id ?? '')?.unit ?? 'piece'
const whatOf = (v: View, ask: ShownAsk, quantity = ask.quantity) =>
  v.t('needs.line.withQuantity', {
    name: lineName(v, { item_id: ask.item_id, competence_id: null }),
    quantity: sayQuantity(v, quantity, unitOf(ask)),
  })

const tones = { asked: 'needs-you', given: 'progress', taken: 'confirmed' } as const

/** What other organizations ask of one's own, and what one's own asked of others. */
export const HandOverPage = ({
  v,
  asks,
  own,
  mayManage,
  sites,
  problem,
}: {
  v: View
  asks: readonly ShownAsk[]
  /** Whether an organization is one's own. */
  own: (organizationId: string) => boolean
  mayManage: boolean
  sites: readonly (Named & { readonly organization_id: string })[]
  /** What went wrong with the last form. */
  problem: FieldErrors
}) => (
  <Page v={v} title={v.t('handOver.title')} lead={v.t('handOver.lead')} stage="desk">
    {Object.values(problem).map((words) => (
      <p role="alert">{words}</p>
    ))}
    {mayManage ? (
      <ButtonRow>
        <Button href="/hand-over/new" icon="plus">
          {v.t('handOver.new')}
        </Button>
      </ButtonRow>
    ) : null}
    {asks.length === 0 ? <EmptyState title={v.t('handOver.none')}>{v.t('handOver.none.text')}</EmptyState> : null}
    {asks.map((ask) => (
      <Card
        title={whatOf(v, ask)}
        level={2}
        status={
          <Status tone={tones[ask.state as keyof typeof tones] ?? 'neutral'}>
            {v.t(`handOver.state.${ask.state}`)}
          </Status>
        }
        meta={
          <>
            {v.t('handOver.between', { asker: ask.asker, holder: ask.holder })}
            {ask.site === null ? '' : ` · ${v.t('handOver.to', { site: ask.site })}`}
            {ask.need_id === null ? null : (
              <>
                {' '}
                · <a href={`/needs/${ask.need_id}`}>{ask.reference}</a>
              </>
            )}{' '}
            · {v.t('handOver.until')} <When v={v} at={ask.until} full zone={ask.zone} />
          </>
        }
      >
        {ask.words === '' ? null : <p>{ask.words}</p>}
        {ask.reason === null ? null : <p>{v.t(`handOver.refusal.${ask.reason}`)}</p>}
        {ask.given > 0 ? <p>{v.t('handOver.given', { what: whatOf(v, ask, ask.given) })}</p> : null}
        {ask.state === 'taken' && ask.arrived < ask.given ? (
          <p>{v.t('handOver.missing', { quantity: sayQuantity(v, ask.given - ask.arrived, unitOf(ask)) })}</p>
        ) : null}
        {ask.state === 'asked' && mayManage && own(ask.holder_id) ? <Answer v={v} ask={ask} sites={sites} /> : null}
        {ask.state === 'asked' && mayManage && own(ask.asker_id) ? (
          <Form v={v} action="/hand-over/withdraw" hidden={{ ask: ask.id }}>
            <Button kind="quiet" icon="undo">
              {v.t('handOver.withdraw')}
            </Button>
          </Form>
        ) : null}
        {ask.state === 'given' && own(ask.asker_id) ? (
          <Form v={v} action="/hand-over/take" hidden={{ ask: ask.id }} label={whatOf(v, ask)}>
            <label class="field__label" for={`arrived-${ask.id}`}>
              {v.t('handOver.arrived')}
            </label>
            <input
              class="input"
              id={`arrived-${ask.id}`}
              name="arrived"
              value={typedQuantity(ask.given, unitOf(ask))}
            />
            <Button icon="check">{v.t('handOver.take')}</Button>
          </Form>
        ) : null}
      </Card>
    ))}
  </Page>
)

const Answer = ({
  v,
  ask,
  sites,
}: {
  v: View
  ask: ShownAsk
  sites: readonly (Named & { readonly organization_id: string })[]
}) => (
  <>
    <Form v={v} action="/hand-over/give" hidden={{ ask: ask.id }} label={whatOf(v, ask)}>
      <label class="field__label" for={`many-${ask.id}`}>
        {v.t('handOver.many')}
      </label>
      <input class="input" id={`many-${ask.id}`} name="quantity" value={typedQuantity(ask.quantity, unitOf(ask))} />
      {ask.claim_id === null ? (
        <>
          <label class="field__label" for={`from-${ask.id}`}>
            {v.t('handOver.from')}
          </label>
          <select class="input" id={`from-${ask.id}`} name="site">
            {sites
              .filter(({ organization_id }) => organization_id === ask.holder_id)
              .map(({ id, name }) => (
                <option value={id}>{name}</option>
              ))}
          </select>
        </>
      ) : null}
      <Button icon="check">{v.t('handOver.give')}</Button>
    </Form>
    <details>
      <summary>{v.t('handOver.refuse')}</summary>
      <Form v={v} action="/hand-over/refuse" hidden={{ ask: ask.id }}>
        <ButtonRow>
          {refusals.map((code) => (
            <Button kind="quiet" name="reason" value={code}>
              {v.t(`handOver.refusal.${code}`)}
            </Button>
          ))}
        </ButtonRow>
      </Form>
    </details>
  </>
)

/** Asks another organization: for stock of an item, or for a claim it holds. */
export const NewAskPage = ({
  v,
  typed,
  errors,
  askers,
  holders,
  sites,
  claim,
}: {
  v: View
  typed: Typed
  errors: FieldErrors
  askers: readonly Named[]
  holders: readonly Named[]
  sites: readonly Named[]
  /** Set where a claim is asked for. */
  claim: { readonly id: string; readonly what: string; readonly holder: string; readonly reference: string } | undefined
}) => (
  <Page v={v} title={v.t('handOver.new')} lead={v.t('handOver.new.lead')} stage="desk">
    <Form v={v} action="/hand-over/new" errors={errors} hidden={claim === undefined ? {} : { claim: claim.id }}>
      <Select
        v={v}
        name="asker"
        label={v.t('handOver.asker')}
        value={typed.asker}
        options={askers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {claim === undefined ? (
        <>
          <Select
            v={v}
            name="holder"
            label={v.t('handOver.holder')}
            value={typed.holder}
            error={errors.holder}
            options={holders.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Field
            v={v}
            name="item"
            label={v.t('handOver.item')}
            value={typed.item}
            error={errors.item}
            maxlength={200}
          />
          <Select
            v={v}
            name="site"
            label={v.t('handOver.site')}
            value={typed.site}
            error={errors.site}
            options={sites.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </>
      ) : (
        <p>
          {claim.reference} · {claim.what} · {claim.holder}
        </p>
      )}
      <Field
        v={v}
        name="quantity"
        label={v.t('handOver.many')}
        value={typed.quantity}
        error={errors.quantity}
        width={8}
        maxlength={40}
      />
      <Field
        v={v}
        name="until"
        type="datetime-local"
        label={v.t('handOver.until')}
        value={typed.until}
        error={errors.until}
        width={16}
      />
      <Field v={v} name="words" label={v.t('handOver.words')} value={typed.words} rows={3} maxlength={500} optional />
      <ButtonRow>
        <Button>{v.t('handOver.ask')}</Button>
        <Button kind="quiet" href="/hand-over">
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)
