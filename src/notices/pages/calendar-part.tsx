import { Button, ButtonRow, Form, Notice, type View } from '../../web'

/** The private address of one's own calendar: made by a press, and shown this once. */
export const CalendarPart = ({ v, calendar }: { v: View; calendar: string | undefined }) => (
  <>
    <h2>{v.t('notices.calendar.title')}</h2>
    <p>{v.t('notices.calendar.about')}</p>
    {calendar === undefined ? null : (
      <Notice tone="success" title={v.t('notices.calendar.made')}>
        <p class="breaks-anywhere">
          <a href={calendar}>{calendar}</a>
        </p>
      </Notice>
    )}
    <Form v={v} action="/me/notices/calendar">
      <ButtonRow>
        <Button kind="secondary">{v.t('notices.calendar.make')}</Button>
      </ButtonRow>
    </Form>
  </>
)
