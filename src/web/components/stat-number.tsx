import { TrendLine } from '../plot/trend-line'
import type { View } from '../view'
import type { Child } from './child'
import type { RestState } from './state-note'

/** What `StatNumber` takes. */
export type StatNumberProps = {
  v: View
  label: Child
  /** `null` is a number nobody measures yet, and is said so. */
  value: number | null
  /** What is said in place of a missing value, where "not yet measured" would be wrong. */
  missing?: string
  /** The value in words where it is not a plain count: "3 h 20 min", "62 %". */
  said?: string
  unit?: string
  /** Earlier values, oldest first, drawn from zero. */
  trend?: readonly number[]
  /** What the trend says in words, for those who do not see it. */
  trendLabel?: string
  asOf?: Child
  /** Page where the number can be opened. */
  openHref?: string
  state?: Extract<RestState, 'partial' | 'loading' | 'error' | 'offline'>
}

/** A number with its trend and the link that opens it. */
export const StatNumber = (props: StatNumberProps) => {
  const { v, label, value, said, unit, trend, trendLabel, asOf, openHref, state } = props
  const missing = state === 'loading' || state === 'error' || value === null
  return (
    <div class={state ? `stat stat--${state}` : 'stat'}>
      <p class="stat__label">{label}</p>
      {missing ? (
        <p class="stat__missing">{(state === undefined ? props.missing : undefined) ?? missingWords(v, state)}</p>
      ) : (
        <p class="stat__value">
          {said ?? v.say.number(value)}
          {unit ? <span class="stat__unit"> {unit}</span> : null}
        </p>
      )}
      {trend && trend.length > 1 && !missing ? <TrendLine values={trend} label={trendLabel ?? ''} small /> : null}
      {state === 'partial' || state === 'offline' ? <p class="stat__note">{missingWords(v, state)}</p> : null}
      <p class="stat__foot">
        {asOf ? <span>{asOf}</span> : null}
        {openHref ? <a href={openHref}>{v.t('web.stat.open')}</a> : null}
      </p>
    </div>
  )
}

const missingWords = (v: View, state: StatNumberProps['state']): string => {
  switch (state) {
    case 'loading':
      return v.t('web.state.loading')
    case 'error':
      return v.t('web.state.error')
    case 'partial':
      return v.t('web.state.partial')
    case 'offline':
      return v.t('web.state.offline')
    default:
      return v.t('web.stat.notMeasured')
  }
}
