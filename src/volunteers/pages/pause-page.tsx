import { Button, Card, Choice, ConfirmBar, Field, type FieldErrors, Form, Notice, Page, type View } from '../../web'
import type { Volunteer } from '../queries'

/** Lengths of a pause offered as one tap. */
export const pauseLengths = ['week', 'month', 'open', 'date'] as const

/** Stepping back for a while or for good: no reason is asked. */
export const PausePage = ({
  v,
  volunteer,
  errors = {},
  typed = {},
}: {
  v: View
  volunteer: Volunteer
  errors?: FieldErrors
  typed?: Readonly<Record<string, string>>
}) => (
  <Page v={v} title={v.t('volunteers.pause.title')} lead={v.t('volunteers.pause.lead')} stage="app">
    {volunteer.state === 'paused' ? (
      <Card
        title={
          volunteer.pausedUntil === null
            ? v.t('volunteers.home.paused')
            : v.t('volunteers.home.pausedUntil', { date: v.say.day(volunteer.pausedUntil, volunteer.zone) })
        }
        level={2}
      >
        <Form v={v} action="/me/resume">
          <Button>{v.t('volunteers.pause.resume')}</Button>
        </Form>
      </Card>
    ) : null}
    <Form v={v} action="/me/pause" errors={errors}>
      <Choice
        v={v}
        name="length"
        legend={v.t('volunteers.pause.length')}
        value={typed.length ?? 'week'}
        options={pauseLengths.map((one) => ({ value: one, label: v.t(`volunteers.pause.${one}`) }))}
      />
      <Field
        v={v}
        name="until"
        type="date"
        label={v.t('volunteers.pause.until')}
        value={typed.until}
        error={errors.until}
        optional
        width={16}
      />
      <Notice>
        <p>{v.t('volunteers.pause.seats')}</p>
      </Notice>
      <Button>{v.t('volunteers.pause.now')}</Button>
    </Form>
    <section aria-labelledby="leave">
      <h2 id="leave">{v.t('volunteers.leave.title')}</h2>
      <p>{v.t('volunteers.leave.words')}</p>
      <Button kind="secondary" href="/me/leave">
        {v.t('volunteers.leave.go')}
      </Button>
    </section>
  </Page>
)

/** The last look before leaving: what goes, what stays. */
export const LeavePage = ({ v }: { v: View }) => (
  <Page v={v} title={v.t('volunteers.leave.title')} stage="app">
    <ConfirmBar
      v={v}
      action="/me/leave"
      question={v.t('volunteers.leave.question')}
      consequence={v.t('volunteers.leave.consequence')}
      confirm={v.t('volunteers.leave.confirm')}
      backHref="/me/pause"
    />
  </Page>
)
