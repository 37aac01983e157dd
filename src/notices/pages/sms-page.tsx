import {
  Button,
  ButtonRow,
  DefinitionList,
  EmptyState,
  Form,
  languageNames,
  languages,
  Notice,
  Page,
  SmsField,
  Status,
  Table,
  type View,
  When,
} from '../../web'
import type { SmsState } from '../channels/sms/read-sms-state'

const TIYN = 100

/** How text messages do: providers, what today cost, and how long a text is on a telephone. */
export const SmsPage = ({
  v,
  state,
  texts,
}: {
  v: View
  state: SmsState | undefined
  /** Texts by language to be measured. */
  texts: Readonly<Record<string, string | undefined>>
}) => (
  <Page v={v} title={v.t('notices.sms.title')} stage="app">
    {state === undefined ? (
      <EmptyState icon="phone" title={v.t('notices.sms.none')}>
        {v.t('notices.sms.noneHint')}
      </EmptyState>
    ) : (
      <State v={v} state={state} />
    )}
    <h2>{v.t('notices.sms.length')}</h2>
    <p>{v.t('notices.sms.lengthAbout')}</p>
    <Form v={v} action="/notices/sms">
      {languages.map((lang) => (
        <SmsField v={v} name={lang} rows={3} maxlength={1000} label={languageNames[lang]} value={texts[lang]} />
      ))}
      <ButtonRow>
        <Button kind="secondary">{v.t('notices.sms.measure')}</Button>
      </ButtonRow>
    </Form>
  </Page>
)

const State = ({ v, state: { providers, today } }: { v: View; state: SmsState }) => (
  <>
    {today.isNearCap ? (
      <Notice tone="needs-you" title={v.t('notices.sms.nearCap')}>
        <p>{v.t('notices.sms.nearCapHint', { count: today.heldBack })}</p>
      </Notice>
    ) : null}
    <DefinitionList
      v={v}
      items={[
        {
          term: v.t('notices.sms.today'),
          value: v.t('notices.sms.counts', { messages: today.messages, parts: today.parts }),
        },
        { term: v.t('notices.sms.cost'), value: v.t('notices.sms.tenge', { sum: v.say.number(today.tiyn / TIYN, 2) }) },
        {
          term: v.t('notices.sms.cap'),
          value:
            today.capTiyn === undefined
              ? v.t('notices.sms.noCap')
              : v.t('notices.sms.tenge', { sum: v.say.number(today.capTiyn / TIYN, 2) }),
        },
      ]}
    />
    <Table
      v={v}
      caption={v.t('notices.sms.providers')}
      rows={providers}
      columns={[
        { label: v.t('notices.sms.provider'), head: true, cell: (row) => `${row.name} (${row.kind.toUpperCase()})` },
        {
          label: v.t('notices.sms.state'),
          cell: (row) =>
            row.demotedUntil !== null ? (
              <>
                <Status tone="needs-you">{v.t('notices.sms.demoted')}</Status> <When v={v} at={row.demotedUntil} />{' '}
                {row.lastCode}
              </>
            ) : row.lastTakenAt === null ? (
              v.t('notices.sms.unused')
            ) : (
              <>
                <Status>{v.t('notices.sms.works')}</Status> <When v={v} at={row.lastTakenAt} />
              </>
            ),
        },
        { label: v.t('notices.sms.taken'), numeric: true, cell: (row) => v.say.number(row.taken) },
        { label: v.t('notices.sms.arrived'), numeric: true, cell: (row) => v.say.number(row.arrived) },
        { label: v.t('notices.sms.lost'), numeric: true, cell: (row) => v.say.number(row.lost) },
      ]}
    />
  </>
)
