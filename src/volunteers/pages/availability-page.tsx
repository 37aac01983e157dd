import { Button, ButtonRow, Card, Choice, Field, type FieldErrors, Form, Notice, Page, type View } from '../../web'
import type { TypedRange } from '../parse-time'
import type { KeptBusy, KeptException } from '../queries'
import { type DayRange, presets } from '../volunteer'

export type AvailabilityPageProps = {
  v: View
  zone: string
  said: string
  /** As typed when a form is shown again, else as kept. */
  ranges: readonly TypedRange[]
  exceptions: readonly KeptException[]
  busy: readonly KeptBusy[]
  errors?: FieldErrors
  /** Which form `errors` belongs to, and what was typed in it. */
  wrong?: 'week' | 'exception' | 'busy' | undefined
  typed?: Readonly<Record<string, string>> | undefined
}

/** `HH:MM` of a minute of the day; the midnight that ends a day reads 00:00. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Ranges of the kept week as the form shows them. */
export const typedRanges = (week: readonly DayRange[]): TypedRange[] =>
  week.map(({ weekday, startMinute, endMinute }) => ({ weekday, from: clockOf(startMinute), to: clockOf(endMinute) }))

const days = [1, 2, 3, 4, 5, 6, 7]
const someMonday = Temporal.PlainDate.from('2024-01-01')

/** The usual week, days that differ, and times that are taken: a plain form each; the grid to tap and drag on stands on top of the first. */
export const AvailabilityPage = (props: AvailabilityPageProps) => {
  const { v, zone, said, ranges, exceptions, busy, errors = {}, wrong, typed = {} } = props
  return (
    <Page v={v} title={v.t('volunteers.time.title')} lead={v.t('volunteers.time.lead')} stage="app">
      <Notice title={v.t('volunteers.time.said', { said })}>
        <p>{v.t('volunteers.time.zone', { time: v.say.time(v.now, zone) })}</p>
      </Notice>
      <section aria-labelledby="presets">
        <h2 id="presets">{v.t('volunteers.time.presets')}</h2>
        <Form v={v} action="/me/availability/preset" label={v.t('volunteers.time.presets')}>
          <ButtonRow>
            {Object.keys(presets).map((preset) => (
              <Button kind="secondary" name="preset" value={preset}>
                {v.t(`volunteers.preset.${preset}`)}
              </Button>
            ))}
            <Button kind="quiet" name="preset" value="none">
              {v.t('volunteers.preset.none')}
            </Button>
          </ButtonRow>
        </Form>
      </section>
      <section aria-labelledby="week">
        <h2 id="week">{v.t('volunteers.time.week')}</h2>
        <Form v={v} action="/me/availability" {...(wrong === 'week' ? { errors } : {})}>
          <week-grid data-hint={v.t('volunteers.time.gridHint')} data-free={v.t('volunteers.time.free')}>
            {days.map((weekday) => (
              <WeekdayFields
                v={v}
                weekday={weekday}
                ranges={ranges.filter((one) => one.weekday === weekday)}
                errors={wrong === 'week' ? errors : {}}
              />
            ))}
          </week-grid>
          <Button>{v.t('volunteers.time.saveWeek')}</Button>
        </Form>
      </section>
      <section aria-labelledby="exceptions">
        <h2 id="exceptions">{v.t('volunteers.time.exceptions')}</h2>
        {exceptions.length === 0 ? <p class="muted">{v.t('volunteers.time.noExceptions')}</p> : null}
        {exceptions.map((one) => (
          <KeptLine
            v={v}
            action="/me/availability/exceptions/remove"
            id={one.id}
            words={v.t(one.free ? 'volunteers.time.exceptionFree' : 'volunteers.time.exceptionNot', {
              day: v.say.day(one.date),
              hours: hoursOf(v, one),
            })}
          />
        ))}
        <details open={wrong === 'exception'}>
          <summary>{v.t('volunteers.time.sayException')}</summary>
          <Form v={v} action="/me/availability/exceptions" {...(wrong === 'exception' ? { errors } : {})}>
            <Field
              v={v}
              name="date"
              type="date"
              label={v.t('volunteers.time.date')}
              value={typed.date}
              error={wrong === 'exception' ? errors.date : undefined}
              width={16}
            />
            <Choice
              v={v}
              name="free"
              legend={v.t('volunteers.time.thatDay')}
              layout="inline"
              value={typed.free ?? 'no'}
              options={[
                { value: 'no', label: v.t('volunteers.time.notFree') },
                { value: 'yes', label: v.t('volunteers.time.free') },
              ]}
            />
            <p class="field__hint">{v.t('volunteers.time.emptyAllDay')}</p>
            <div class="field-row">
              <Field
                v={v}
                name="from"
                type="time"
                label={v.t('volunteers.time.from')}
                value={typed.from}
                error={wrong === 'exception' ? errors.from : undefined}
                optional
                width={8}
              />
              <Field
                v={v}
                name="to"
                type="time"
                label={v.t('volunteers.time.to')}
                value={typed.to}
                optional
                width={8}
              />
            </div>
            <Button kind="secondary">{v.t('volunteers.time.addException')}</Button>
          </Form>
        </details>
      </section>
      <section aria-labelledby="busy">
        <h2 id="busy">{v.t('volunteers.time.busy')}</h2>
        <p>{v.t('volunteers.time.busyWords')}</p>
        {busy.map((one) => (
          <KeptLine
            v={v}
            action="/me/availability/busy/remove"
            id={one.id}
            words={v.say.between(one.start, one.end, zone)}
          />
        ))}
        <details open={wrong === 'busy'}>
          <summary>{v.t('volunteers.time.sayBusy')}</summary>
          <Form v={v} action="/me/availability/busy" {...(wrong === 'busy' ? { errors } : {})}>
            <div class="field-row">
              <Field
                v={v}
                name="busyFrom"
                type="datetime-local"
                label={v.t('volunteers.time.busyFrom')}
                value={typed.busyFrom}
                error={wrong === 'busy' ? errors.busyFrom : undefined}
                width={16}
              />
              <Field
                v={v}
                name="busyTo"
                type="datetime-local"
                label={v.t('volunteers.time.busyTo')}
                value={typed.busyTo}
                error={wrong === 'busy' ? errors.busyTo : undefined}
                width={16}
              />
            </div>
            <Button kind="secondary">{v.t('volunteers.time.addBusy')}</Button>
          </Form>
        </details>
      </section>
    </Page>
  )
}

const hoursOf = (v: View, { startMinute, endMinute }: KeptException): string =>
  startMinute === 0 && endMinute === 1440
    ? v.t('volunteers.time.allDay')
    : v.t('volunteers.time.fromTo', { from: clockOf(startMinute), to: clockOf(endMinute) })

// One empty row more than there are ranges, so that another can be added without script.
const WeekdayFields = ({
  v,
  weekday,
  ranges,
  errors,
}: {
  v: View
  weekday: number
  ranges: readonly TypedRange[]
  errors: FieldErrors
}) => {
  const name = v.t(`volunteers.availability.day.${weekday}`)
  const error = errors[`from-${weekday}`]
  return (
    <fieldset
      class={error ? 'field week-day field--wrong' : 'field week-day'}
      data-weekday={weekday}
      data-short={v.say.weekday(someMonday.add({ days: weekday - 1 }))}
    >
      <legend class="field__label">{name}</legend>
      {error ? (
        <p class="field__error" id={`f-from-${weekday}-error`}>
          {error}
        </p>
      ) : null}
      <div class="week-day__ranges">
        {[...ranges, { weekday, from: '', to: '' }].map((range, place) => (
          <div class="week-day__range">
            <input
              class="input input--8"
              type="time"
              name={`from-${weekday}`}
              id={place === 0 ? `f-from-${weekday}` : undefined}
              value={range.from}
              aria-label={v.t('volunteers.time.fromOn', { day: name, place: place + 1 })}
            />
            <span aria-hidden="true">–</span>
            <input
              class="input input--8"
              type="time"
              name={`to-${weekday}`}
              value={range.to}
              aria-label={v.t('volunteers.time.toOn', { day: name, place: place + 1 })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}

const KeptLine = ({ v, action, id, words }: { v: View; action: string; id: string; words: string }) => (
  <Card level={3}>
    <p>{words}</p>
    <Form v={v} action={action} hidden={{ id }} inline>
      <Button kind="quiet" icon="close" label={v.t('volunteers.time.removeLabel', { what: words })}>
        {v.t('volunteers.time.remove')}
      </Button>
    </Form>
  </Card>
)
