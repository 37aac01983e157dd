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
      <Shares v={v} numbers={numbers} ids={['needs-raised']} caption={v.t('indicators.doors.asked')} />
    </section>
    <section class="section">
      <h2>{v.t('indicators.doors.answered')}</h2>
      <Shares
        v={v}
        numbers={numbers}
        ids={['answers-offline', 'answers-online']}
        caption={v.t('indicators.doors.answered')}
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

// One sentence that anybody can repeat; nothing where either side is a handful.
const Divide = ({ v, numbers }: { v: View; numbers: Numbers }) => {
  const [offline, online] = ['help-wait-offline', 'help-wait-online'].map((id) => numbers.get(id))
  // Nine of ten are told from five on: the middle of fewer is no sentence.
  if (offline?.ninth == null || online?.ninth == null || offline.value === null || online.value === null)
    return <p>{v.t('indicators.doors.tooFew')}</p>
  const isLonger = offline.value > online.value
  return (
    <p class="lead">
      {v.t(isLonger ? 'indicators.doors.longer' : 'indicators.doors.notLonger', {
        offline: v.say.duration(offline.value),
        online: v.say.duration(online.value),
        ...(isLonger ? { percent: v.say.percent(offline.value / Math.max(1, online.value) - 1) } : {}),
      })}
    </p>
  )
}

const rowsOf = ({ numbers }: { numbers: Numbers }, ids: readonly string[], dimension: Dimension) =>
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
      bars={rowsOf({ numbers }, ['help-wait'], dimension).map(({ name, value, ninth }) => ({
        label: name,
        value,
        beyond: ninth,
        said: v.t('indicators.doors.half', { half: v.say.duration(value ?? 0), ninth: v.say.duration(ninth ?? 0) }),
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
  const rows = rowsOf({ numbers }, ids, 'door').sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
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
