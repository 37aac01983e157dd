import { Button, ButtonRow, EmptyState, Field, type FieldErrors, Form, Page, Select, Table, type View } from '../../web'
import { causes } from '../need'
import type { CauseAnswer } from '../queries/causes'
import type { ShownCause } from '../shown-cells'

type Named = { readonly id: string; readonly name: string }

/** What would have made needs unnecessary, by region and district, with the authority's dated answer beside it. */
export const CausesPage = ({
  v,
  shown,
  answers,
  regions,
  region,
  districts,
  mayAnswer,
}: {
  v: View
  shown: readonly ShownCause[]
  answers: readonly CauseAnswer[]
  regions: readonly Named[]
  region: string | undefined
  districts: readonly Named[]
  mayAnswer: boolean
}) => {
  const nameOf = (list: readonly Named[], id: string) => list.find((one) => one.id === id)?.name ?? id
  const answersTo = (row: ShownCause) =>
    answers.filter((one) => one.region_id === row.regionId && one.cause === row.cause)
  return (
    <Page v={v} title={v.t('needs.causes.title')} lead={v.t('needs.causes.lead')}>
      <form class="form form--inline" action="/causes" method="get">
        <Select
          v={v}
          name="region"
          label={v.t('needs.queue.region')}
          empty={v.t('needs.queue.allRegions')}
          value={region}
          options={regions.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button kind="secondary">{v.t('needs.queue.choose')}</Button>
      </form>
      {shown.length === 0 ? (
        <EmptyState title={v.t('needs.causes.none')}>{v.t('needs.causes.none.text')}</EmptyState>
      ) : (
        <Table
          v={v}
          caption={v.t('needs.causes.caption')}
          rows={shown}
          columns={[
            { label: v.t('needs.causes.cause'), head: true, cell: (row) => v.t(`needs.cause.${row.cause}`) },
            { label: v.t('needs.queue.region'), cell: (row) => nameOf(regions, row.regionId) },
            { label: v.t('needs.causes.needs'), numeric: true, cell: (row) => v.say.number(row.needs) },
            {
              label: v.t('needs.causes.districts'),
              cell: (row) => (
                <>
                  {row.districts
                    .map(({ districtId, needs }) => `${nameOf(districts, districtId)}: ${v.say.number(needs)}`)
                    .join('; ')}
                  {row.hidden ? <span class="muted"> {v.t('needs.causes.hidden')}</span> : null}
                </>
              ),
            },
            {
              label: v.t('needs.causes.answer'),
              cell: (row) => (
                <>
                  {answersTo(row).map((answer) => (
                    <p>
                      {v.say.date(answer.answered_at)}
                      {answer.district_id === null ? '' : ` (${nameOf(districts, answer.district_id)})`}: {answer.words}
                    </p>
                  ))}
                  {answersTo(row).length === 0 ? <span class="muted">{v.t('needs.causes.noAnswer')}</span> : null}
                  {mayAnswer ? (
                    <p>
                      <a href={`/causes/answer?region=${encodeURIComponent(row.regionId)}&cause=${row.cause}`}>
                        {v.t('needs.causes.toAnswer')}
                      </a>
                    </p>
                  ) : null}
                </>
              ),
            },
          ]}
        />
      )}
      <p class="muted">{v.t('needs.causes.rule')}</p>
    </Page>
  )
}

/** Where the authority answers a cause in its region. */
export const AnswerCausePage = ({
  v,
  typed,
  errors,
  region,
  districts,
}: {
  v: View
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
  region: Named
  districts: readonly Named[]
}) => (
  <Page v={v} title={v.t('needs.causes.answerTitle', { region: region.name })} stage="desk">
    <Form v={v} action="/causes/answer" errors={errors} hidden={{ region: region.id }}>
      <Select
        v={v}
        name="cause"
        label={v.t('needs.causes.cause')}
        value={typed.cause}
        options={causes.map((cause) => ({ value: cause, label: v.t(`needs.cause.${cause}`) }))}
      />
      <Select
        v={v}
        name="district"
        label={v.t('needs.causes.district')}
        empty={v.t('needs.causes.wholeRegion')}
        value={typed.district}
        options={districts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field
        v={v}
        name="words"
        label={v.t('needs.causes.words')}
        hint={v.t('needs.causes.words.hint')}
        value={typed.words}
        error={errors.words}
        rows={5}
        maxlength={2000}
      />
      <ButtonRow>
        <Button>{v.t('needs.causes.publish')}</Button>
      </ButtonRow>
    </Form>
  </Page>
)
