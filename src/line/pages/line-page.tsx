import {
  Button,
  ButtonRow,
  Card,
  Cards,
  EmptyState,
  Field,
  Form,
  Live,
  Notice,
  Page,
  Status,
  UndoBar,
  type View,
} from '../../web'
import { type Callee, pathOf } from '../callee'
import type { Caller } from '../commands/find-callers'
import type { ToRing } from '../queries/list-to-ring'
import { LineKeys } from './line-keys'
import { RingList } from './ring-list'

/** What the console shows at first. */
export type LinePageProps = {
  readonly v: View
  readonly typed: string
  readonly found: readonly Caller[] | undefined
  readonly error?: string | undefined
  readonly rows: readonly ToRing[]
  readonly listId: string
  readonly own: Callee | undefined
  readonly undoable: { readonly id: string; readonly outcome: string } | undefined
}

/** The operators' console: who is calling, whom to ring, what was just done. */
export const LinePage = ({ v, typed, found, error, rows, listId, own, undoable }: LinePageProps) => (
  <Page v={v} title={v.t('line.title')} lead={v.t('line.lead')} stage="desk" emergency>
    <LineKeys v={v} />
    {undoable === undefined ? null : (
      <UndoBar v={v} action={`/line/tries/${undoable.id}/undo`}>
        {v.t('line.undo.last', { outcome: v.t(`line.outcome.${undoable.outcome}`) })}
      </UndoBar>
    )}
    {own === undefined ? null : (
      <Notice tone="needs-you" title={v.t('line.own')}>
        <p>
          <a href={pathOf(own)}>{v.t('line.own.open')}</a>
        </p>
      </Notice>
    )}
    <section class="section" aria-labelledby="who-heading">
      <h2 id="who-heading">{v.t('line.who')}</h2>
      <Form v={v} action="/line" {...(error === undefined ? {} : { errors: { who: error } })}>
        <Field
          v={v}
          name="who"
          label={v.t('line.who.label')}
          hint={v.t('line.who.hint')}
          value={typed}
          error={error}
          maxlength={80}
          autocomplete="off"
        />
        <Button icon="search">{v.t('line.who.find')}</Button>
      </Form>
      {found === undefined ? null : <Found v={v} found={found} />}
      <ButtonRow>
        <NewNeed v={v} typed={typed} />
        <Button href="/line/caller/register" kind="secondary" icon="plus">
          {v.t('line.register')}
        </Button>
      </ButtonRow>
    </section>
    <section class="section" aria-labelledby="ring-heading">
      <h2 id="ring-heading">{v.t('line.list.title')}</h2>
      <Form v={v} action="/line/next">
        {/* A call is noted: the next one is a press of Enter away. */}
        <Button size="large" icon="phone" autofocus={Boolean(v.said)}>
          {v.t('line.next')}
        </Button>
      </Form>
      <Live topic="line" id={listId}>
        <RingList v={v} rows={rows} />
      </Live>
      <p>
        <a href="/line/figures">{v.t('line.figures')}</a>
      </p>
    </section>
  </Page>
)

const Found = ({ v, found }: { v: View; found: readonly Caller[] }) =>
  found.length === 0 ? (
    <EmptyState icon="search" title={v.t('line.who.none')}>
      {v.t('line.who.noneHint')}
    </EmptyState>
  ) : (
    <Cards>
      {found.map((caller) => (
        <Card
          level={3}
          title={caller.title}
          href={pathOf(caller)}
          status={
            <Status>
              {v.t(caller.kind === 'need' ? `needs.state.${caller.state}` : `line.account.${caller.state}`)}
            </Status>
          }
        >
          <p>{placeOf(v, caller)}</p>
        </Card>
      ))}
    </Cards>
  )

const placeOf = (v: View, caller: Caller): string =>
  (v.lang === 'kk' ? caller.placeKk : v.lang === 'ru' ? caller.placeRu : caller.placeEn) ?? v.t('line.who.noPlace')

/** A request of somebody not known, begun with what was typed as their number: it goes on in the body of a form, since addresses are kept. */
const NewNeed = ({ v, typed }: { v: View; typed: string }) => (
  <Form v={v} action="/line/caller/need" hidden={{ place_find: '1', who: typed }}>
    <Button kind="secondary" icon="hand">
      {v.t('line.need')}
    </Button>
  </Form>
)
