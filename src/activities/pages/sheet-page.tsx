import { referenceOf } from '../../kit/reference'
import { Button, EmptyState, Form, Notice, Page, SheetPhoto, Table, type View } from '../../web'
import type { ActivityView } from '../queries/find-activity'
import type { PersonInActivity } from '../queries/list-people-of'
import type { WalkIn } from '../queries/list-walk-ins'
import { lineBlock, lineOf, walkInBlock } from './line-block'
import { sayPlace, sayTime } from './say-place'
import { WalkInLines } from './walk-in-lines'

/** What came of a line that was entered: recorded, known before, or why not. */
export type LineOutcome =
  | 'recorded'
  | 'known'
  | { readonly refusal: string /** Somebody else was entered by this line. */; readonly isTaken?: boolean }

type Props = {
  v: View
  activity: ActivityView
  people: readonly PersonInActivity[]
  /** Lines that were empty when the sheet was printed. */
  walkIns: readonly WalkIn[]
  /** Code of the line that was scanned: where typing begins. */
  line?: string | undefined
  /** What was typed, by the name of its field, where not all of it could be recorded. */
  typed?: Readonly<Record<string, string>>
  outcomes?: ReadonlyMap<string, LineOutcome>
}

const timeOf = (v: View, at: Temporal.Instant, zone: string) => v.say.time(at, zone)

/** A filled sign-in sheet is entered line by line: what is recorded already stands there, times of the rest are typed. */
export const SheetPage = ({ v, activity, people, walkIns, line, typed = {}, outcomes = new Map() }: Props) => {
  const counted = [...outcomes.values()].filter((one) => one === 'recorded').length
  const known = [...outcomes.values()].filter((one) => one === 'known').length
  const refused = [...outcomes.values()].filter((one) => typeof one === 'object').length
  return (
    <Page
      v={v}
      title={v.t('activities.sheet.title')}
      lead={`${activity.title} · ${sayTime(v, activity)} · ${sayPlace(v, activity)}`}
      stage="app"
      nav={
        <p>
          <a href={`/activities/${activity.id}/manage`}>{v.t('activities.sheet.back')}</a> ·{' '}
          <a href={`/activities/${activity.id}/roster`}>{v.t('activities.manage.roster')}</a>
        </p>
      }
    >
      {outcomes.size === 0 ? null : (
        <Notice
          tone={refused > 0 ? 'error' : 'success'}
          title={v.t('activities.sheet.done', { counted, known, refused })}
        />
      )}
      {people.length === 0 && walkIns.length === 0 ? (
        <EmptyState title={v.t('activities.sheet.nobody')} />
      ) : (
        <Form v={v} action={`/activities/${activity.id}/sheet`}>
          <p>{v.t('activities.sheet.how')}</p>
          <SheetPhoto
            v={v}
            blocks={[
              ...people
                .filter(({ checkedOutAt }) => checkedOutAt === null)
                .map((person) => lineBlock(activity, person)),
              ...walkIns
                .filter(({ volunteerId }) => volunteerId === undefined)
                .map(({ code }) => walkInBlock(activity, code)),
            ]}
          />
          <Table
            v={v}
            caption={v.t('activities.sheet.lines')}
            captionHidden
            columns={[
              {
                label: v.t('activities.manage.name'),
                head: true,
                cell: (person: PersonInActivity) => person.name ?? v.t('activities.manage.erased'),
              },
              { label: v.t('activities.roster.code'), cell: (person) => <code>{referenceOf(lineOf(person))}</code> },
              {
                label: v.t('activities.roster.came'),
                cell: (person) =>
                  person.checkedInAt === null ? (
                    <TimeField v={v} what="came" person={person} typed={typed} line={line} />
                  ) : (
                    timeOf(v, person.checkedInAt, activity.zone)
                  ),
              },
              {
                label: v.t('activities.roster.left'),
                cell: (person) =>
                  person.checkedOutAt === null ? (
                    <TimeField
                      v={v}
                      what="left"
                      person={person}
                      typed={typed}
                      line={person.checkedInAt === null ? undefined : line}
                    />
                  ) : (
                    timeOf(v, person.checkedOutAt, activity.zone)
                  ),
              },
              {
                label: v.t('activities.roster.whole'),
                cell: (person) =>
                  person.checkedOutAt === null ? <WholeBox v={v} person={person} typed={typed} /> : '',
              },
              {
                label: v.t('activities.sheet.state'),
                cell: (person) => <Outcome v={v} person={person} outcome={outcomes.get(referenceOf(lineOf(person)))} />,
              },
            ]}
            rows={people}
            empty={v.t('activities.sheet.nobody')}
          />
          {walkIns.length === 0 ? null : (
            <WalkInLines
              v={v}
              activity={activity}
              people={people}
              walkIns={walkIns}
              scanned={line}
              typed={typed}
              outcomes={outcomes}
            />
          )}
          <Button>{v.t('activities.sheet.save')}</Button>
        </Form>
      )}
      {walkIns.length > 0 ? null : <p class="muted">{v.t('activities.sheet.others')}</p>}
    </Page>
  )
}

const TimeField = ({
  v,
  what,
  person,
  typed,
  line,
}: {
  v: View
  what: 'came' | 'left'
  person: PersonInActivity
  typed: Readonly<Record<string, string>>
  line: string | undefined
}) => {
  const code = referenceOf(lineOf(person))
  const name = `${what}-${code}`
  return (
    <input
      class="input input--8"
      type="time"
      name={name}
      value={typed[name]}
      autofocus={line === code}
      aria-label={v.t(`activities.sheet.${what}Of`, { name: person.name ?? v.t('activities.manage.erased') })}
    />
  )
}

/** The tick that stands for both times. */
const WholeBox = ({
  v,
  person,
  typed,
}: {
  v: View
  person: PersonInActivity
  typed: Readonly<Record<string, string>>
}) => {
  const name = `whole-${referenceOf(lineOf(person))}`
  return (
    <input
      class="choice__input"
      type="checkbox"
      name={name}
      value="yes"
      checked={typed[name] === 'yes'}
      aria-label={v.t('activities.sheet.wholeOf', { name: person.name ?? v.t('activities.manage.erased') })}
    />
  )
}

const Outcome = ({ v, person, outcome }: { v: View; person: PersonInActivity; outcome: LineOutcome | undefined }) => {
  if (typeof outcome === 'object') return <strong>{outcome.refusal}</strong>
  if (outcome === 'known') return <>{v.t('activities.sheet.known')}</>
  return <>{person.checkedOutAt === null ? '' : v.t('activities.sheet.recorded')}</>
}
