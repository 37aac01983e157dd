import { Button, Form, type IconName, Notice, Page, type View } from '../../web'
import { type DayRange, mergeRanges, type Preset, presets } from '../volunteer'

const icons = { evenings: 'clock', weekends: 'home', days: 'calendar', everyday: 'check' } as const satisfies Record<
  Preset,
  IconName
>

/** When somebody can come, as one question with few answers; exact hours are one link away. */
export const SimpleTimePage = ({ v, said, week }: { v: View; said: string; week: readonly DayRange[] }) => (
  <Page v={v} title={v.t('volunteers.simpleTime.question')} lead={v.t('volunteers.simpleTime.lead')} stage="app">
    {week.length === 0 ? null : <Notice title={v.t('volunteers.simpleTime.said', { said })} />}
    <Form v={v} action="/me/availability/preset" label={v.t('volunteers.simpleTime.question')}>
      {presetNames.map((preset) => {
        const what = v.t(`volunteers.simpleTime.${preset}`)
        return holdsAll(week, presets[preset]) ? (
          <Notice tone="success" title={v.t('volunteers.simpleTime.chosen', { what })} />
        ) : (
          <Button kind="secondary" size="large" icon={icons[preset]} name="preset" value={preset}>
            {what}
          </Button>
        )
      })}
      {week.length === 0 ? null : (
        <Button kind="quiet" name="preset" value="none">
          {v.t('volunteers.simpleTime.none')}
        </Button>
      )}
    </Form>
    <p>
      <a href="/me/availability?exact=1">{v.t('volunteers.simpleTime.exact')}</a>
    </p>
    <p>
      <a href="/me">{v.t('volunteers.simpleTime.back')}</a>
    </p>
  </Page>
)

const presetNames = Object.keys(presets) as Preset[]

// Adding what is there already changes nothing.
const holdsAll = (week: readonly DayRange[], wanted: readonly DayRange[]): boolean => {
  const kept = mergeRanges(week)
  return wanted.every((one) =>
    kept.some(
      (range) =>
        range.weekday === one.weekday && range.startMinute <= one.startMinute && range.endMinute >= one.endMinute,
    ),
  )
}
