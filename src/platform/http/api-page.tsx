import type { z } from 'zod'
import {
  Badge,
  Button,
  ButtonRow,
  DefinitionList,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Status,
  Table,
  type View,
} from '../../web'
import type { ApiOperation } from './api'
import { listBodyFields } from './body-fields'
import { pathParameters, templatePath } from './openapi'

const addressOf = (operation: ApiOperation): string => `${operation.method} /api/v1${templatePath(operation.path)}`

/** All operations of the API by subject, and where its description and open data stand. */
export const ApiPage = ({ v, operations }: { v: View; operations: readonly ApiOperation[] }) => {
  const tags = [...Map.groupBy(operations, (operation) => operation.tag)].sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <Page v={v} title={v.t('api.title')} lead={v.t('api.lead')}>
      <p>
        <a href="/api/v1/openapi.json">{v.t('api.description')}</a>
      </p>
      <p>{v.t('api.keys')}</p>
      {tags.map(([tag, list]) => (
        <section aria-labelledby={`tag-${tag}`}>
          <h2 id={`tag-${tag}`} lang="en">
            {tag}
          </h2>
          <Table
            v={v}
            caption={tag}
            captionHidden
            rows={list}
            columns={[
              {
                label: v.t('api.operation'),
                head: true,
                cell: (operation) => (
                  <a href={`/api/operations/${operation.id}`} lang="en">
                    {operation.summary}
                  </a>
                ),
              },
              {
                label: v.t('api.request'),
                cell: (operation) => <code>{addressOf(operation)}</code>,
              },
              {
                label: v.t('api.scope'),
                cell: (operation) =>
                  operation.may === 'anyone' ? v.t('api.open') : <Badge icon="lock">{operation.may}</Badge>,
              },
            ]}
          />
        </section>
      ))}
    </Page>
  )
}

/** What the service answered to a request tried from the page. */
export type TriedAnswer = {
  readonly request: string
  readonly status: number
  readonly type: string
  readonly body: string
}

/** One operation with a form that sends it and shows the answer; complete without script. */
export const OperationPage = ({
  v,
  operation,
  typed,
  errors,
  answer,
}: {
  v: View
  operation: ApiOperation
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
  answer: TriedAnswer | undefined
}) => {
  const { example } = operation
  return (
    <Page v={v} title={operation.summary} hidden>
      <p>
        <code>{addressOf(operation)}</code>
      </p>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('api.scope'), value: operation.may === 'anyone' ? v.t('api.open') : operation.may },
          {
            term: v.t('api.records'),
            value: operation.records.length === 0 ? v.t('api.recordsNothing') : operation.records.join(', '),
          },
        ]}
      />
      {answer === undefined ? null : <Answer v={v} answer={answer} />}
      {operation.body === undefined ? null : <Fields v={v} body={operation.body} />}
      <h2>{v.t('api.try')}</h2>
      {operation.method === 'POST' ? <Notice title={v.t('api.tryIsReal')} /> : null}
      <Form v={v} action={`/api/operations/${operation.id}`} errors={errors}>
        {operation.may === 'anyone' ? null : (
          <Field
            v={v}
            name="key"
            type="password"
            autocomplete="off"
            label={v.t('api.key')}
            hint={v.t('api.keyHint')}
            error={errors.key}
          />
        )}
        {pathParameters(operation.path).map((name) => (
          <Field
            v={v}
            name={`path-${name}`}
            label={name}
            value={typed[`path-${name}`] ?? example.params?.[name]}
            error={errors[`path-${name}`]}
          />
        ))}
        {Object.entries(operation.query.shape as Record<string, z.ZodType>).map(([name, schema]) => (
          <Field
            v={v}
            name={`query-${name}`}
            label={name}
            hint={schema.description}
            optional={schema.safeParse(undefined).success}
            value={typed[`query-${name}`] ?? example.query?.[name]}
            error={errors[`query-${name}`]}
          />
        ))}
        {operation.body === undefined ? null : (
          <Field
            v={v}
            name="body"
            label={v.t('api.body')}
            rows={12}
            value={typed.body ?? JSON.stringify(example.body ?? {}, null, 2)}
            error={errors.body}
          />
        )}
        <ButtonRow>
          <Button>{v.t('api.send')}</Button>
        </ButtonRow>
      </Form>
      <p>
        <a href="/api">{v.t('api.all')}</a>
      </p>
    </Page>
  )
}

const Fields = ({ v, body }: { v: View; body: z.ZodType }) => {
  const fields = listBodyFields(body)
  return fields.length === 0 ? null : (
    <section aria-labelledby="fields">
      <h2 id="fields">{v.t('api.fields')}</h2>
      <Table
        v={v}
        caption={v.t('api.fields')}
        captionHidden
        rows={fields}
        columns={[
          { label: v.t('api.fields.name'), head: true, cell: (field) => <code>{field.name}</code> },
          {
            label: v.t('api.fields.form'),
            cell: (field) => (
              <div>
                <code class="breaks-anywhere">{field.form}</code>
                {field.isNeeded ? <> ({v.t('api.fields.needed')})</> : null}
                {field.about === undefined ? null : <p lang="en">{field.about}</p>}
              </div>
            ),
          },
        ]}
      />
    </section>
  )
}

const Answer = ({ v, answer }: { v: View; answer: TriedAnswer }) => (
  <section aria-labelledby="answer">
    <h2 id="answer">{v.t('api.answer')}</h2>
    <p>
      <Status tone={answer.status < 300 ? 'confirmed' : 'neutral'}>{String(answer.status)}</Status>{' '}
      <code>{answer.type}</code>
    </p>
    <p class="breaks-anywhere">
      <code>{answer.request}</code>
    </p>
    <pre class="words-kept breaks-anywhere" tabindex={0}>
      <code>{answer.body}</code>
    </pre>
  </section>
)
