import { Button, Card, Form, Notice, Page, type View } from '../../web'
import type { findOwnAttendance } from '../queries/find-helper-stay'
import type { Scanned } from '../queries/find-scanned'

/** Where somebody is right now, without having signed up before. */
export const AttendancePage = ({
  v,
  attendance,
  refusal,
}: {
  v: View
  attendance: NonNullable<Awaited<ReturnType<typeof findOwnAttendance>>>
  refusal?: string | undefined
}) => (
  <Page v={v} title={attendance.title} stage="app">
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    {attendance.checked_out_at === null ? (
      <Card
        level={2}
        title={v.t('activities.attend.here', { time: v.say.time(attendance.checked_in_at, attendance.zone) })}
        tone={attendance.overdue_step > 0 ? 'danger' : 'needs-you'}
      >
        {attendance.overdue_step > 0 ? <p>{v.t('activities.attend.overdue')}</p> : null}
        {attendance.emergency_contact === '' ? null : (
          <p>
            {v.t('activities.field.emergencyContact')}: {attendance.emergency_contact}
          </p>
        )}
        <Form v={v} action={`/me/attendance/${attendance.id}/check-out`}>
          <Button size="large">{v.t('activities.attend.out')}</Button>
        </Form>
      </Card>
    ) : (
      <Card level={2} title={v.t('activities.attend.done')} tone="confirmed">
        <p>
          {v.t('activities.presence.out', {
            from: v.say.time(attendance.checked_in_at, attendance.zone),
            until: v.say.time(attendance.checked_out_at, attendance.zone),
          })}{' '}
          <a href="/me/record">{v.t('activities.attend.record')}</a>
        </p>
      </Card>
    )}
    <p>
      <a href={`/activities/${attendance.activity_id}`}>{v.t('activities.shift.toActivity')}</a>
    </p>
  </Page>
)

/** What a personal code opens on the coordinator's telephone: one person, one large button. */
export const ScanPage = ({ v, scanned, refusal }: { v: View; scanned: Scanned; refusal?: string | undefined }) => (
  <Page
    v={v}
    title={scanned.name ?? v.t('activities.manage.erased')}
    lead={`${scanned.title} · ${v.say.between(scanned.starts_at, scanned.ends_at, scanned.zone)}`}
    stage="app"
  >
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    <p>
      {scanned.checked_in_at === null
        ? v.t(`activities.standing.${scanned.state}`)
        : v.t('activities.presence.in', { time: v.say.time(scanned.checked_in_at, scanned.zone) })}
    </p>
    <Form v={v} action={`/attend/${scanned.id}`} hidden={{ do: scanned.attendance_id === null ? 'in' : 'out' }}>
      <Button size="large">
        {v.t(scanned.attendance_id === null ? 'activities.attend.inShort' : 'activities.attend.outShort')}
      </Button>
    </Form>
    <p>
      <a href={`/activities/${scanned.activity_id}/manage`}>{v.t('activities.tools.back')}</a>
    </p>
  </Page>
)
