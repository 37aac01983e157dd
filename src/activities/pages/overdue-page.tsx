import { sayPhone } from '../../people'
import { Button, Card, Choice, Field, Form, Notice, Page, type View } from '../../web'
import { callOutcomes } from '../commands/note-call'
import type { CallView, OverdueView } from '../queries/find-overdue'

type OverduePageProps = {
  v: View
  overdue: OverdueView
  /** The person's own numbers, and those written in the emergency contact. */
  phones: readonly string[]
  emergencyPhones: readonly string[]
  calls: readonly CallView[]
  typed: Readonly<Record<string, string | undefined>>
  error?: string | undefined
}

/** Somebody has not checked out where silence may mean danger: whom to ring, one after the other, and what came of it. */
export const OverduePage = ({ v, overdue, phones, emergencyPhones, calls, typed, error }: OverduePageProps) => (
  <Page
    v={v}
    title={v.t('activities.overdue.title', { name: overdue.name ?? v.t('activities.manage.erased') })}
    lead={`${overdue.title} · ${v.t('activities.overdue.due', { time: v.say.dateTime(overdue.ends_at, overdue.zone) })}`}
    stage="app"
  >
    {overdue.checked_out_at === null ? (
      <>
        <Notice tone="error" title={v.t('activities.overdue.danger')} />
        {error === undefined ? null : <Notice tone="error" title={error} />}
        <p>{v.t('activities.overdue.text')}</p>
        {overdue.place_words === '' ? null : <p>{v.t('activities.overdue.place', { place: overdue.place_words })}</p>}
        <RingCard
          v={v}
          title={v.t('activities.overdue.ring.person')}
          note={phones.length === 0 ? v.t('activities.overdue.noPhone') : undefined}
          phones={phones}
        />
        <RingCard
          v={v}
          title={v.t('activities.overdue.ring.emergency-contact')}
          note={overdue.emergency_contact === '' ? v.t('activities.overdue.noContact') : overdue.emergency_contact}
          phones={emergencyPhones}
        />
        <Form v={v} action={`/overdue/${overdue.id}`}>
          <Choice
            v={v}
            name="whom"
            legend={v.t('activities.overdue.whom')}
            layout="inline"
            value={typed.whom}
            options={(['person', 'emergency-contact'] as const).map((one) => ({
              value: one,
              label: v.t(`activities.overdue.whom.${one}`),
            }))}
          />
          <Choice
            v={v}
            name="outcome"
            legend={v.t('activities.overdue.outcome')}
            value={typed.outcome}
            options={callOutcomes.map((one) => ({ value: one, label: v.t(`activities.overdue.outcome.${one}`) }))}
          />
          <Field
            v={v}
            name="left"
            type="time"
            label={v.t('activities.overdue.left')}
            hint={v.t('activities.overdue.leftHint')}
            optional
            value={typed.left}
          />
          <Button>{v.t('activities.overdue.save')}</Button>
        </Form>
      </>
    ) : (
      <Notice
        tone="success"
        title={v.t('activities.presence.out', {
          from: v.say.time(overdue.checked_in_at, overdue.zone),
          until: v.say.time(overdue.checked_out_at, overdue.zone),
        })}
      />
    )}
    {calls.length === 0 ? null : (
      <section class="section">
        <h2>{v.t('activities.overdue.calls')}</h2>
        <ul>
          {calls.map((call) => (
            <li>
              {[
                v.say.time(call.called_at, overdue.zone),
                v.t(`activities.overdue.whom.${call.whom}`),
                v.t(`activities.overdue.outcome.${call.outcome}`),
                call.caller ?? v.t('activities.manage.erased'),
              ].join(' · ')}
            </li>
          ))}
        </ul>
      </section>
    )}
    <p>
      <a href={`/activities/${overdue.activityId}/manage`}>{v.t('activities.tools.back')}</a>
    </p>
  </Page>
)

const RingCard = ({
  v,
  title,
  note,
  phones,
}: {
  v: View
  title: string
  note: string | undefined
  phones: readonly string[]
}) => (
  <Card
    level={2}
    title={title}
    tone="needs-you"
    actions={phones.map((phone) => (
      <Button href={`tel:${phone}`}>{v.t('activities.overdue.call', { phone: sayPhone(phone) })}</Button>
    ))}
  >
    {note === undefined ? null : <p>{note}</p>}
  </Card>
)
