import { type Seal, SealedNote } from '../../journal'
import type { Credential } from '../../training'
import {
  Button,
  ButtonRow,
  Card,
  EmptyState,
  Form,
  Page,
  Pager,
  Select,
  StatNumber,
  Status,
  Table,
  type View,
} from '../../web'
import { bases } from '../contribution'
import type { RecordLine, YearHours, YearResult } from '../queries/list-record'
import { CompetencesTable } from './competences-table'

export type RecordPageProps = {
  v: View
  hours: readonly YearHours[]
  results: readonly YearResult[]
  lines: readonly RecordLine[]
  /** Competences somebody else confirmed. */
  competences: readonly Credential[]
  /** Seals of the lines, by id. */
  seals: ReadonlyMap<string, Seal>
  nextHref?: string | undefined
}

const years = (props: RecordPageProps): number[] =>
  [...new Set([...props.hours, ...props.results].map(({ year }) => year))].sort((a, b) => b - a)

const sum = (hours: readonly YearHours[], of: 'confirmedMinutes' | 'unconfirmedMinutes'): number =>
  hours.reduce((total, row) => total + row[of], 0)

/** Hours that count as volunteering: duty, paid time and work for one's own family stand apart and are never added in. */
export const isCounted = (row: { basis: string }): boolean => row.basis === 'free' || row.basis === 'unknown'

/** A person's record: hours and results by year, confirmed and unconfirmed apart. */
export const RecordPage = (props: RecordPageProps) => {
  const { v, hours, results, lines, competences } = props
  const counted = hours.filter(isCounted)
  return (
    <Page v={v} title={v.t('contributions.record.title')} lead={v.t('contributions.record.lead')} stage="app">
      {lines.length === 0 && hours.length === 0 && competences.length === 0 ? (
        <EmptyState
          icon="document"
          title={v.t('contributions.record.empty')}
          action={<Button href="/activities">{v.t('contributions.record.find')}</Button>}
        >
          {v.t('contributions.record.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <div class="stats">
            <StatNumber
              v={v}
              label={v.t('contributions.record.confirmed')}
              value={sum(counted, 'confirmedMinutes')}
              said={v.say.duration(sum(counted, 'confirmedMinutes'))}
            />
            <StatNumber
              v={v}
              label={v.t('contributions.record.unconfirmed')}
              value={sum(counted, 'unconfirmedMinutes')}
              said={v.say.duration(sum(counted, 'unconfirmedMinutes'))}
            />
          </div>
          <ButtonRow>
            <Button href="/me/record/share">{v.t('badges.choose.title')}</Button>
            <Button href="/me/record.pdf" kind="secondary" icon="print">
              {v.t('contributions.record.pdf')}
            </Button>
          </ButtonRow>
          <p>
            <a href="/me/letters">{v.t('badges.letters.title')}</a> · <a href="/awards">{v.t('badges.awards.title')}</a>{' '}
            · <a href="/me/shares">{v.t('badges.shares.title')}</a>
          </p>
          {years(props).map((year) => (
            <YearSection v={v} year={year} hours={hours} results={results} />
          ))}
          {competences.length === 0 ? null : <CompetencesTable v={v} competences={competences} />}
          <section class="section">
            <h2>{v.t('contributions.record.lines')}</h2>
            {lines.map((line) => (
              <LineCard v={v} line={line} seal={props.seals.get(line.id)} />
            ))}
            <Pager v={v} shown={lines.length} nextHref={props.nextHref} />
          </section>
        </>
      )}
    </Page>
  )
}

const YearSection = ({
  v,
  year,
  hours,
  results,
}: {
  v: View
  year: number
  hours: readonly YearHours[]
  results: readonly YearResult[]
}) => {
  const own = results.filter((row) => row.year === year)
  return (
    <section class="section">
      <h2>{String(year)}</h2>
      <p>
        <a href={`/me/record.pdf?year=${year}`}>{v.t('contributions.record.pdfYear', { year: String(year) })}</a>
      </p>
      <Table
        v={v}
        caption={v.t('contributions.record.hours')}
        rows={hours.filter((row) => row.year === year)}
        columns={[
          {
            label: v.t('contributions.record.basis'),
            head: true,
            cell: (row) => v.t(`contributions.basis.${row.basis}`),
          },
          {
            label: v.t('contributions.record.confirmed'),
            numeric: true,
            cell: (row) => v.say.duration(row.confirmedMinutes),
          },
          {
            label: v.t('contributions.record.unconfirmed'),
            numeric: true,
            cell: (row) => v.say.duration(row.unconfirmedMinutes),
          },
        ]}
      />
      {own.length === 0 ? null : (
        <Table
          v={v}
          caption={v.t('contributions.record.results')}
          rows={own}
          columns={[
            {
              label: v.t('contributions.record.activity'),
              head: true,
              cell: (row) => <a href={`/activities/${row.activityId}`}>{row.title}</a>,
            },
            {
              label: v.t('contributions.record.result'),
              cell: (row) => v.t(`activities.unit.${row.unit}`, { count: row.quantity }),
            },
            {
              label: v.t('contributions.record.state'),
              cell: (row) =>
                row.state === 'confirmed' ? (
                  <Status tone="confirmed">
                    {v.t(`contributions.by.${row.confirmed_by_kind ?? 'second-person'}`)}
                  </Status>
                ) : (
                  <Status>{v.t('contributions.state.unconfirmed')}</Status>
                ),
            },
          ]}
        />
      )}
    </section>
  )
}

const LineCard = ({ v, line, seal }: { v: View; line: RecordLine; seal: Seal | undefined }) => (
  <Card
    title={line.title}
    href={`/activities/${line.activityId}`}
    tone={line.state === 'confirmed' ? 'confirmed' : 'plain'}
    meta={`${v.say.date(Temporal.PlainDate.from(line.on_date))} · ${v.say.duration(line.minutes)} · ${line.organization}`}
    status={
      <Status tone={line.state === 'confirmed' ? 'confirmed' : line.state === 'disputed' ? 'needs-you' : 'neutral'}>
        {v.t(`contributions.state.${line.state}`)}
      </Status>
    }
  >
    {line.answer === null || line.answer === '' ? null : (
      <p>
        {v.t('contributions.dispute.answer')}: {line.answer}
      </p>
    )}
    <details>
      <summary>{v.t('contributions.line.more')}</summary>
      <SealedNote v={v} seal={seal} inList />
      <Form v={v} action={`/contributions/${line.id}/basis`} inline>
        <Select
          v={v}
          name="basis"
          label={v.t('contributions.record.basis')}
          value={line.basis}
          options={bases.map((basis) => ({ value: basis, label: v.t(`contributions.basis.${basis}`) }))}
        />
        <Button kind="secondary">{v.t('contributions.line.saveBasis')}</Button>
      </Form>
      {line.state === 'disputed' ? (
        <p>{v.t('contributions.dispute.waiting', { claimed: v.say.duration(line.claimed ?? 0) })}</p>
      ) : (
        <Form v={v} action={`/contributions/${line.id}/dispute`}>
          <label class="field__label" for={`f-minutes-${line.id}`}>
            {v.t('contributions.dispute.minutes')}
          </label>
          <input
            class="input input--4"
            id={`f-minutes-${line.id}`}
            name="minutes"
            inputmode="numeric"
            value={String(line.minutes)}
          />
          <label class="field__label" for={`f-words-${line.id}`}>
            {v.t('contributions.dispute.words')}
          </label>
          <textarea class="input" id={`f-words-${line.id}`} name="words" rows={2} maxlength={2000} />
          <Button kind="secondary">{v.t('contributions.dispute.send')}</Button>
        </Form>
      )}
    </details>
  </Card>
)
