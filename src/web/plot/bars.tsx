import type { Child } from '../components/child'
import { StateNote } from '../components/state-note'
import type { View } from '../view'

/** One bar; `null` was not measured; `soft` draws a part that nobody confirmed. */
export type Bar = {
  readonly label: string
  readonly value: number | null
  readonly href?: string
  readonly soft?: boolean
  /** Drawn lighter behind it, up to here: how far most of what it stands for reaches. */
  readonly beyond?: number | null
  /** What is said of it instead of its value alone. */
  readonly said?: string
}

/** What `Bars` takes. */
export type BarsProps = {
  v: View
  caption: Child
  bars: readonly Bar[]
  say?: (value: number) => string
  /** What is said where there is no value; that nobody measured it, by itself. */
  none?: string
  note?: Child
}

/** Amounts side by side from zero: a table whose last column is drawn, so that it reads the same on paper and aloud. */
export const Bars = ({
  v,
  caption,
  bars,
  say = (value) => v.say.number(value, 1),
  none = v.t('web.figure.none'),
  note,
}: BarsProps) => {
  const most = Math.max(1, ...bars.map(({ value, beyond }) => Math.max(value ?? 0, beyond ?? 0)))
  const widthOf = (value: number | null | undefined) => (((value ?? 0) / most) * 100).toFixed(1)
  return (
    <figure class="figure">
      {bars.length === 0 ? (
        <>
          <figcaption class="figure__caption">{caption}</figcaption>
          <StateNote v={v} state="empty" />
        </>
      ) : (
        <table class="bars">
          <caption class="figure__caption">{caption}</caption>
          <tbody>
            {bars.map(({ label, value, href, soft, beyond, said }) => (
              <tr>
                <th scope="row">{href ? <a href={href}>{label}</a> : label}</th>
                <td class="bars__value">{value === null ? none : (said ?? say(value))}</td>
                <td class="bars__bar">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    {beyond === undefined ? null : (
                      <rect class="plot__bar plot__bar--soft" width={widthOf(beyond)} height="10" />
                    )}
                    <rect class={soft ? 'plot__bar plot__bar--soft' : 'plot__bar'} width={widthOf(value)} height="10" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note ? <p class="figure__note">{note}</p> : null}
    </figure>
  )
}
