import { DefinitionList, Notice, Page, Table, type View } from '../../web'
import { postName } from '../pages/post-name'
import type { LotView } from './find-lot'

/** An entry of a draw as anybody may see it. */
export type ShownEntry = {
  readonly number: string
  readonly tickets: number
  readonly place: number
  readonly outcome: string
}

// What draws the same order without us: the list of `NUMBER TICKETS` goes in, the numbers come out in order.
const recipe = (seed: string) => `SEED=${seed}
while read number tickets; do for ticket in $(seq $tickets); do
  echo "$(printf %s "$SEED:$number:$ticket" | sha256sum | cut -c 1-64) $number"
done; done < list | sort | awk '!seen[$2]++'`

/** A lot: what was fixed beforehand, and after the draw all that anybody needs to draw it again. */
export const LotPage = ({
  v,
  lot,
  entries,
  own,
}: {
  v: View
  lot: LotView
  entries: readonly ShownEntry[]
  /** The viewer's own number, where they took part. */
  own: string | undefined
}) => (
  <Page
    v={v}
    title={v.t('dispatch.lot.title')}
    lead={`${lot.title} · ${postName(v, lot.post_title)}`}
    nav={
      <p>
        <a href={`/activities/${lot.activity_id}`}>{v.t('dispatch.ask.activity')}</a>
      </p>
    }
  >
    <p>
      {lot.state === 'open'
        ? v.t('dispatch.lot.apply', { time: v.say.dateTime(lot.closes_at, lot.zone) })
        : v.t(lot.state === 'drawn' ? 'dispatch.lot.wasDrawn' : 'dispatch.lot.calledOff')}
    </p>
    {own === undefined ? null : <Notice tone="success" title={v.t('dispatch.lot.own', { number: own })} />}
    <DefinitionList
      v={v}
      items={[
        { term: v.t('dispatch.lot.closes'), value: v.say.dateTime(lot.closes_at, lot.zone) },
        { term: v.t('dispatch.lot.commitment'), value: <code>{lot.commitment}</code> },
        { term: v.t('dispatch.lot.seed'), value: lot.seed === null ? undefined : <code>{lot.seed}</code> },
      ]}
    />
    {lot.seed === null ? (
      <p>{v.t('dispatch.lot.before')}</p>
    ) : (
      <>
        <Table
          v={v}
          caption={v.t('dispatch.lot.order')}
          rows={entries}
          empty={v.t('dispatch.lot.nobody')}
          columns={[
            { label: v.t('dispatch.lot.place'), head: true, cell: (one) => v.say.number(one.place) },
            { label: v.t('dispatch.lot.number'), cell: (one) => one.number },
            { label: v.t('dispatch.lot.tickets'), numeric: true, cell: (one) => v.say.number(one.tickets) },
            { label: v.t('dispatch.lot.outcome'), cell: (one) => v.t(`dispatch.lot.${one.outcome}`) },
          ]}
        />
        <section class="section">
          <h2>{v.t('dispatch.lot.again')}</h2>
          <p>{v.t('dispatch.lot.againHow')}</p>
          <pre>{recipe(lot.seed)}</pre>
          <pre>
            {entries
              .toSorted((a, b) => Number(a.number) - Number(b.number))
              .map((one) => `${one.number} ${one.tickets}`)
              .join('\n')}
          </pre>
        </section>
      </>
    )}
  </Page>
)
