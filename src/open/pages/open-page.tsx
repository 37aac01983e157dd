import { Button, DefinitionList, Form, Notice, Page, Table, type View } from '../../web'
import { columnMessage } from '../dictionary'
import { LICENCE } from '../licence'
import { type FileLine, parseFileName, type Release } from '../release'
import { type TableName, tableNames, tables } from '../tables'
import { type Form as FileForm, formList } from '../write-part'

/** What the page of open data shows. */
export type OpenView = {
  readonly newest: Release | undefined
  readonly earlier: readonly { readonly id: string; readonly asOf: number; readonly at: Temporal.Instant }[]
}

const PARTS_SHOWN = 20
const names = { csv: 'CSV', json: 'JSON', parquet: 'Parquet' } as const

/** Open data: the newest release with every table, its files, its columns and what they mean. */
export const OpenPage = ({ v, open: { newest, earlier } }: { v: View; open: OpenView }) => (
  <Page v={v} title={v.t('open.title')} lead={v.t('open.lead')}>
    <p>
      {v.t('open.terms')}{' '}
      <a href={LICENCE} rel="license noreferrer">
        {v.t('web.footer.ccby')}
      </a>
      . <a href="/open/catalog.jsonld">{v.t('open.catalogue')}</a>
    </p>
    {newest === undefined ? <Notice title={v.t('open.none')} /> : <Newest v={v} release={newest} />}
    <Form v={v} action="/open/publish">
      <p class="muted">{v.t('open.publishText')}</p>
      <Button kind="secondary">{v.t('open.publish')}</Button>
    </Form>
    {tableNames.map((table) => (
      <section class="section" id={table}>
        <h2>{v.t(`open.${table}.title`)}</h2>
        <p>{v.t(`open.${table}.about`)}</p>
        {newest === undefined ? null : <Files v={v} release={newest} table={table} />}
        <Columns v={v} table={table} />
      </section>
    ))}
    {earlier.length === 0 ? null : (
      <section class="section" id="earlier">
        <h2>{v.t('open.earlier')}</h2>
        <ul>
          {earlier.map(({ id, asOf, at }) => (
            <li>
              <a href={`/open/${id}/all.tar`}>{id}</a> ({v.say.dateTimeLong(at)}; {v.t('open.upTo', { position: asOf })}
              ; <a href={`/open/${id}/manifest.json`}>{v.t('open.manifest')}</a>)
            </li>
          ))}
        </ul>
      </section>
    )}
  </Page>
)

const Newest = ({ v, release }: { v: View; release: Release }) => (
  <section class="section" id="newest">
    <h2>{v.t('open.newest')}</h2>
    <DefinitionList
      v={v}
      items={[
        { term: v.t('open.release'), value: release.id },
        { term: v.t('open.at'), value: v.say.dateTimeLong(release.at) },
        { term: v.t('open.asOf'), value: v.say.number(release.asOf) },
      ]}
    />
    <p>
      <Button href={`/open/${release.id}/all.tar`} icon="download">
        {v.t('open.all')}
      </Button>
    </p>
    <ul>
      <li>
        <a href={`/open/${release.id}/dictionary.json`}>{v.t('open.dictionary')}</a>
      </li>
      <li>
        <a href={`/open/${release.id}/manifest.json`}>{v.t('open.manifest')}</a>
      </li>
      <li>
        <a href={`/open/${release.id}/recompute.mjs`}>{v.t('open.script')}</a>
      </li>
    </ul>
    <h3>{v.t('open.check')}</h3>
    <p>{v.t('open.checkText')}</p>
    <p>
      <code class="code breaks-anywhere">{`tar -xf asar-open-${release.id}.tar && node asar-open-${release.id}/recompute.mjs asar-open-${release.id}`}</code>
    </p>
    <p>
      <code class="code breaks-anywhere">{`npx asar verify download asar-open-${release.id} ${v.url}/log`}</code>
    </p>
  </section>
)

const Files = ({ v, release, table }: { v: View; release: Release; table: TableName }) => {
  const parts = Map.groupBy(
    release.files.filter(({ name }) => parseFileName(name)?.table === table),
    ({ name }) => parseFileName(name)?.part ?? 0,
  )
  return (
    <>
      <ul>
        {[...parts].slice(-PARTS_SHOWN).map(([part, files]) => (
          <li>
            {part === 0 ? null : `${v.t('open.part', { part })}: `}
            {formList.map((form) => (
              <FileLink
                v={v}
                release={release}
                form={form}
                file={files.find(({ name }) => name.endsWith(`.${form}`))}
              />
            ))}
          </li>
        ))}
      </ul>
      {parts.size > PARTS_SHOWN ? <p class="muted">{v.t('open.moreParts', { count: parts.size })}</p> : null}
    </>
  )
}

const FileLink = ({
  v,
  release,
  form,
  file,
}: {
  v: View
  release: Release
  form: FileForm
  file: FileLine | undefined
}) =>
  file === undefined ? null : (
    <>
      <a href={`/open/${release.id}/${file.name}`}>{names[form]}</a> (
      {v.t('open.kilobytes', { count: Math.ceil(file.bytes / 1000) })}){' '}
    </>
  )

const Columns = ({ v, table }: { v: View; table: TableName }) => {
  const { columns } = tables[table]
  const caption = v.t('open.columns', { count: columns.length })
  return (
    <details>
      <summary>{caption}</summary>
      <Table
        v={v}
        caption={caption}
        captionHidden
        rows={columns}
        columns={[
          { label: v.t('open.columnName'), head: true, cell: ({ name }) => <code class="code">{name}</code> },
          { label: v.t('open.means'), cell: ({ name }) => v.t(`open.column.${columnMessage(table, name)}`) },
          { label: v.t('open.type'), cell: ({ type }) => v.t(`open.type.${type}`) },
          { label: 'HXL', cell: ({ tag }) => <code class="code">{tag}</code> },
        ]}
      />
    </details>
  )
}
