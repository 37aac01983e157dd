import { Bars, Page, StatNumber, type View } from '../../web'
import type { Dimension, PublishedPart } from '../publish-parts'
import type { PublishedNumber } from '../published'
import { NumberLink } from './definition-facts'
import { missing, sayFigure } from './said'

/** A number whose rows have their names. */
export type NamedNumber = Omit<PublishedNumber, 'parts'> & {
  readonly parts: readonly (PublishedPart & { readonly name: string })[]
}
type Numbers = ReadonlyMap<string, NamedNumber>

/** The divide in three questions: who asks, who answers, and who waits longer; each picture is its own table. */
export const DoorsPage = ({ v, asOf, numbers }: { v: View; asOf: number; numbers: Numbers }) => (
  <Page v={v} title={v.t('indicators.doors.title')} lead={v.t('indicators.doors.lead')}>
    <section class="section">
      <h2>{v.t('indicators.doors.waits')}</h2>
      <Divide v={v} numbers={numbers} />
      <Waits v={v} numbers={numbers} dimension="door" caption={v.t('indicators.doors.byDoor')} />
      <Waits v={v} numbers={numbers} dimension="settlement" caption={v.t('indicators.doors.bySettlement')} />
      <p class="muted">{v.t('indicators.doors.note')}</p>
    </section>
    <section class="section">
      <h2>{v.t('indicators.doors.asked')}</h2>
      <Shares v={v} numbers={numbers} ids={['needs-raised']} caption={v.t('indicators.doors.askedOf')} />
    </section>
    <section class="section">
      <h2>{v.t('indicators.doors.answered')}</h2>
      <Shares
        v={v}
        numbers={numbers}
        ids={['answers-offline', 'answers-online']}
        caption={v.t('indicators.doors.answeredOf')}
      />
    </section>
    <section class="section">
      <h2>{v.t('indicators.doors.companions')}</h2>
      <div class="stats">
        {['companions-agreed', 'served-by-companions'].flatMap((id) => {
          const number = numbers.get(id)
          if (number === undefined) return []
          const { definition, value } = number
          return [
            <StatNumber
              v={v}
              label={v.t(`indicators.${id}.name`)}
              value={value}
              missing={missing(v, number)}
              {...(value === null ? {} : { said: sayFigure(v, definition, value) })}
              openHref={`/numbers/${id}`}
            />,
          ]
        })}
      </div>
    </section>
    <p class="muted">{v.t('indicators.list.asOf', { position: asOf })}</p>
  </Page>
)

// Sentences that anybody can repeat; nothing where either side is a handful.
const Divide = ({ v, numbers }: { v: View; numbers: Numbers }) => {
  const bySettlement = rowsOf(numbers, ['help-wait'], 'settlement')
  const rowOf = (key: string) => bySettlement.find((row) => row.key === key)
  const told = [
    compare(v, numbers.get('help-wait-offline'), numbers.get('help-wait-online'), ['longer', 'notLonger']),
    compare(v, rowOf('village'), rowOf('town'), ['villageLonger', 'villageNotLonger']),
  ].filter((one) => one !== undefined)
  return (
    <>
      {told.length === 0 ? <p>{v.t('indicators.doors.tooFew')}</p> : null}
      {told.map((one) => (
        <p>{one}</p>
      ))}
    </>
  )
}

type Waits = Pick<NamedNumber, 'value' | 'ninth'>

function compare(
  v: View,
  one: Waits | undefined,
  other: Waits | undefined,
  [longer, notLonger]: readonly [longer: string, notLonger: string],
): string | undefined {
  // Nine of ten are told from five on: the middle of fewer is no sentence.
  if (one?.ninth == null || other?.ninth == null || one.value === null || other.value === null) return undefined
  const isLonger = one.value > other.value
  return v.t(`indicators.doors.${isLonger ? longer : notLonger}`, {
    one: sayWait(v, one.value),
    other: sayWait(v, other.value),
    ...(isLonger ? { percent: v.say.percent(one.value / Math.max(1, other.value) - 1) } : {}),
  })
}

// Waits are right to five per cent: minutes beside hours would say more than is known.
const sayWait = (v: View, minutes: number): string =>
  v.say.duration(minutes < WHOLE_HOURS_FROM ? minutes : Math.round(minutes / 60) * 60)
const WHOLE_HOURS_FROM = 180

const rowsOf = (numbers: Numbers, ids: readonly string[], dimension: Dimension) =>
  ids.flatMap((id) => numbers.get(id)?.parts.filter((part) => part.dimension === dimension) ?? [])

const Waits = ({
  v,
  numbers,
  dimension,
  caption,
}: {
  v: View
  numbers: Numbers
  dimension: 'door' | 'settlement'
  caption: string
}) => (
  <>
    <Bars
      v={v}
      caption={caption}
      none={v.t('indicators.parts.hidden')}
      bars={rowsOf(numbers, ['help-wait'], dimension).map(({ name, value, ninth }) => ({
        label: name,
        value,
        beyond: ninth,
        said: v.t('indicators.doors.half', { half: sayWait(v, value ?? 0), ninth: sayWait(v, ninth ?? 0) }),
      }))}
    />
    <p>
      <NumberLink v={v} id="help-wait" />
    </p>
  </>
)

// Shares of all that was counted; a row that is hidden keeps its place and its silence.
const Shares = ({
  v,
  numbers,
  ids,
  caption,
}: {
  v: View
  numbers: Numbers
  ids: readonly string[]
  caption: string
}) => {
  const whole = ids.reduce((sum, id) => sum + (numbers.get(id)?.value ?? 0), 0)
  const rows = rowsOf(numbers, ids, 'door').sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return (
    <>
      <Bars
        v={v}
        caption={caption}
        none={v.t('indicators.parts.hidden')}
        say={(share) => v.say.percent(share)}
        bars={rows.map(({ name, value }) => ({
          label: name,
          value: value === null ? null : value / Math.max(1, whole),
        }))}
      />
      <p>
        {ids.map((id, at) => (
          <>
            {at === 0 ? null : ' · '}
            <NumberLink v={v} id={id} />
          </>
        ))}
      </p>
    </>
  )
}
