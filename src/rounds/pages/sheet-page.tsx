import { sayPhone } from '../../people'
import { Page, PaperBlockPicture, PrintSheet, type View } from '../../web'
import type { Doors } from '../commands/look-at-round'
import type { GoodsView, RoundView, StopView } from '../queries/find-round'
import { sayLeft, sayRound } from './round-parts'
import { goodsOf, nameOf, sayStop } from './say-goods'
import { endsOf, lineOfStop, sayEnd, stopBlock } from './stop-block'

/** A round for paper: numbered, to be destroyed the day after. Doors stand on it only where whoever prints it goes there. */
export const SheetPage = ({
  v,
  round,
  stops,
  goods,
  doors,
  number,
  destroyBy,
  path,
}: {
  v: View
  round: RoundView
  stops: readonly StopView[]
  goods: readonly GoodsView[]
  doors: Doors | undefined
  number: string
  destroyBy: Temporal.PlainDate
  path: string
}) => (
  <Page v={v} title={v.t('rounds.sheet.title', { reference: round.reference })} headingless stage="app" secret>
    <PrintSheet
      v={v}
      title={v.t('rounds.sheet.title', { reference: round.reference })}
      number={number}
      destroyBy={destroyBy}
      path={path}
    >
      <p>{sayRound(v, round)}</p>
      <p>{v.t('rounds.sheet.lead')}</p>
      <section class="table-scroll" tabindex={0} aria-label={v.t('rounds.round.stops')}>
        <table class="table table--wide roster">
          <caption>{v.t('rounds.round.stops')}</caption>
          <thead>
            <tr>
              <th scope="col">{v.t('rounds.sheet.number')}</th>
              <th scope="col">{v.t('rounds.sheet.where')}</th>
              <th scope="col">{v.t('rounds.sheet.what')}</th>
              <th scope="col">{v.t('rounds.sheet.time')}</th>
              <th scope="col">{v.t('rounds.sheet.happened')}</th>
            </tr>
          </thead>
          <tbody>
            {stops
              .filter(({ state }) => state === 'planned' || state === 'arrived')
              .map((stop, i) => (
                <tr>
                  <td>{i + 1}</td>
                  <th scope="row">
                    {v.t(`rounds.kind.${stop.kind}`)}: {sayStop(v, stop)}
                    {sayDoor(stop, doors).map((line) => (
                      <>
                        <br />
                        {line}
                      </>
                    ))}
                  </th>
                  <td>
                    {goodsOf(stop, goods)
                      .map((one) => `${nameOf(v, one)}, ${sayLeft(v, one)}`)
                      .join('; ')}
                  </td>
                  <td>{v.say.time(stop.arrives_at)}</td>
                  <td>
                    <PaperBlockPicture
                      v={v}
                      number={round.reference}
                      line={lineOfStop(stop)}
                      block={stopBlock(round, stop)}
                      labels={endsOf(stop.kind).map((what) => sayEnd(v, stop.kind, what))}
                    />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </PrintSheet>
  </Page>
)

function sayDoor(stop: StopView, doors: Doors | undefined): string[] {
  const need = doors?.needs.get(stop.id)
  const donor = doors?.donors.get(stop.id)
  const phone =
    need === undefined ? donor?.contact : need.call_safe && need.contact_kind === 'phone' ? need.contact : null
  return [
    stop.site_address,
    need?.name ?? donor?.name,
    need?.address ?? donor?.address,
    phone == null ? null : sayPhone(phone),
  ].flatMap((line) => (line == null || line === '' ? [] : [line]))
}
