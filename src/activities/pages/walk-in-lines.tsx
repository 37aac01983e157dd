import { ageBands } from '../../standards'
import { Card, Choice, Field, Notice, Select, type View } from '../../web'
import type { ActivityView } from '../queries/find-activity'
import type { PersonInActivity } from '../queries/list-people-of'
import type { WalkIn } from '../queries/list-walk-ins'
import type { LineOutcome } from './sheet-page'

type Props = {
  readonly v: View
  readonly activity: ActivityView
  readonly people: readonly PersonInActivity[]
  readonly walkIns: readonly WalkIn[]
  /** Code of the line that was scanned: where typing begins. */
  readonly scanned?: string | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly outcomes: ReadonlyMap<string, LineOutcome>
}

/** Lines that were empty when the sheet was printed, copy by copy: who wrote on them, each under its own code. */
export const WalkInLines = (props: Props) => {
  const { v, walkIns, scanned, typed, outcomes } = props
  const copies = [...new Set(walkIns.map(({ copy }) => copy))]
  return (
    <section class="section">
      <h2>{v.t('activities.sheet.walkIn.title')}</h2>
      <p>{v.t('activities.sheet.walkIn.how')}</p>
      {copies.map((copy) => {
        const lines = walkIns.filter((line) => line.copy === copy)
        const isOpen = lines.some(
          ({ code }) => code === scanned || outcomes.has(code) || typed[`name-${code}`] !== undefined,
        )
        return (
          <details open={isOpen || copies.length === 1}>
            <summary>{v.t('activities.sheet.walkIn.copy', { copy })}</summary>
            {lines.map((line) => (
              <WalkInCard {...props} line={line} />
            ))}
          </details>
        )
      })}
    </section>
  )
}

const WalkInCard = ({ v, activity, people, line, scanned, typed, outcomes }: Props & { readonly line: WalkIn }) => {
  const { code, volunteerId } = line
  const outcome = outcomes.get(code)
  const entered = volunteerId === undefined ? undefined : people.find((one) => one.volunteerId === volunteerId)
  const isRefused = typeof outcome === 'object'
  return (
    <Card level={3} id={`line-${code}`} title={code} tone={scanned === code ? 'needs-you' : 'plain'}>
      {isRefused ? <Notice tone="error">{outcome.refusal}</Notice> : null}
      {volunteerId === undefined ? null : (
        <p>
          {sayEntered(v, activity, entered)}
          {outcome === 'known' ? ` · ${v.t('activities.sheet.known')}` : ''}
        </p>
      )}
      {volunteerId === undefined || isRefused ? <WalkInFields v={v} code={code} people={people} typed={typed} /> : null}
      {isRefused && outcome.isTaken === true ? (
        <Choice
          v={v}
          kind="checkbox"
          name={`copy-${code}`}
          legend={v.t('activities.sheet.walkIn.copyLegend')}
          layout="inline"
          optional
          options={[{ value: 'yes', label: v.t('activities.sheet.walkIn.isCopy') }]}
        />
      ) : null}
    </Card>
  )
}

const sayEntered = (v: View, activity: ActivityView, entered: PersonInActivity | undefined): string =>
  [
    entered?.name ?? v.t('activities.manage.erased'),
    ...[entered?.checkedInAt, entered?.checkedOutAt].flatMap((at) => (at ? [v.say.time(at, activity.zone)] : [])),
  ].join(' · ')

const WalkInFields = ({
  v,
  code,
  people,
  typed,
}: {
  readonly v: View
  readonly code: string
  readonly people: readonly PersonInActivity[]
  readonly typed: Readonly<Record<string, string>>
}) => {
  const field = (name: string) => ({ name: `${name}-${code}`, value: typed[`${name}-${code}`] })
  return (
    <>
      <Field v={v} {...field('name')} label={v.t('activities.sheet.walkIn.name')} maxlength={80} autocomplete="off" />
      <Choice
        v={v}
        {...field('age')}
        legend={v.t('activities.sheet.walkIn.age')}
        layout="inline"
        options={ageBands.map((band) => ({ value: band, label: v.t(`standards.age.${band}`) }))}
      />
      <Choice
        v={v}
        kind="checkbox"
        {...field('adult')}
        legend={v.t('activities.gate.young')}
        layout="inline"
        optional
        options={[{ value: 'yes', label: v.t('activities.gate.representative') }]}
      />
      <Field v={v} {...field('came')} type="time" label={v.t('activities.roster.came')} width={8} />
      <Field v={v} {...field('left')} type="time" label={v.t('activities.roster.left')} width={8} />
      <Choice
        v={v}
        kind="checkbox"
        {...field('whole')}
        legend={v.t('activities.sheet.walkIn.times')}
        layout="inline"
        optional
        options={[{ value: 'yes', label: v.t('activities.roster.whole') }]}
      />
      {people.length === 0 ? null : (
        <Select
          v={v}
          {...field('who')}
          label={v.t('activities.sheet.walkIn.who')}
          optional
          empty={v.t('activities.sheet.walkIn.whoEmpty')}
          options={people.map(({ volunteerId, name }) => ({
            value: volunteerId,
            label: name ?? v.t('activities.manage.erased'),
          }))}
        />
      )}
    </>
  )
}
