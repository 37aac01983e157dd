import { DefinitionList, Page, SceneSvg, StatNumber, Table, type View } from '../../web'
import type { Report, ReportPlot, ReportSection, ReportTable } from '../report'

/** A report as a page: figures that open to what they count, pictures, and the table that says the same beside each. */
export const ReportPage = ({ v, report }: { v: View; report: Report }) => (
  <Page v={v} title={report.title} lead={report.lead}>
    <p>
      <a href={`${report.path}/report.pdf${report.query}`}>{v.t('reports.pdf')}</a> ·{' '}
      <a href={`${report.path}/report.xlsx${report.query}`}>{v.t('reports.xlsx')}</a>
      {report.kind === 'region' ? (
        <>
          {' '}
          · <a href="/regions">{v.t('reports.country.all')}</a>
        </>
      ) : null}
    </p>
    {report.sections.map((section) => (
      <Section v={v} section={section} />
    ))}
    <section class="section">
      <h2>{v.t('reports.proof')}</h2>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('reports.asOf'), value: v.say.number(report.asOf) },
          { term: v.t('reports.madeAt'), value: v.say.dateTimeLong(report.madeAt) },
        ]}
      />
      <p>{v.t('reports.proof.text')}</p>
      {report.notes.map((note) => (
        <p class="muted">{note}</p>
      ))}
    </section>
  </Page>
)

const Section = ({ v, section }: { v: View; section: ReportSection }) => (
  <section class="section" id={section.id}>
    <h2>{section.title}</h2>
    {section.lead === undefined ? null : <p>{section.lead}</p>}
    {section.figures.length === 0 ? null : (
      <div class="stats">
        {section.figures.map(({ label, value, said, proof }) => (
          <StatNumber
            v={v}
            label={label}
            value={value}
            {...(value === null ? { missing: said } : { said })}
            openHref={proof}
          />
        ))}
      </div>
    )}
    {section.plots.map((plot) => (
      <Plot v={v} plot={plot} />
    ))}
    {section.tables.map((table) =>
      table.folds && table.rows.length > 0 ? (
        <>
          <RowsOneByOne v={v} table={table} />
          <div class="not-on-phones">
            <ReportTableOf v={v} table={table} />
          </div>
        </>
      ) : (
        <ReportTableOf v={v} table={table} />
      ),
    )}
  </section>
)

const Plot = ({ v, plot }: { v: View; plot: ReportPlot }) => (
  <div class="report-plot">
    <figure class="figure">
      <figcaption class="figure__caption">{plot.table.caption}</figcaption>
      <SceneSvg scene={plot.scene} />
      {plot.credit === undefined ? null : <p class="figure__note">{plot.credit}</p>}
    </figure>
    <details class="report-plot__table">
      <summary>{v.t('web.figure.table')}</summary>
      <ReportTableOf v={v} table={plot.table} />
    </details>
  </div>
)

// Opening one closes the other, without script: they share a name.
const RowsOneByOne = ({ v, table }: { v: View; table: ReportTable }) => (
  <div class="folds only-phones">
    <h3>{table.caption}</h3>
    <p class="folds__head" aria-hidden="true">
      <span>{table.columns[0]?.label}</span> <span>{table.columns[1]?.label}</span>
    </p>
    {table.rows.map(([name, first, ...rest]) => (
      <details name={table.id}>
        <summary>
          <span>{name?.said}</span>{' '}
          <span class="numbers">
            <span class="visually-hidden">{table.columns[1]?.label}: </span>
            {first?.said}
          </span>
        </summary>
        <DefinitionList
          v={v}
          items={[first, ...rest].map((cell, at) => ({
            term: table.columns[at + 1]?.label ?? '',
            value: cell?.href === undefined ? cell?.said : <a href={cell.href}>{cell.said}</a>,
          }))}
        />
        {name?.href === undefined ? null : (
          <p>
            <a href={name.href}>{v.t('reports.region.open', { name: name.said })}</a>
          </p>
        )}
      </details>
    ))}
  </div>
)

const WIDE = 6

const ReportTableOf = ({ v, table }: { v: View; table: ReportTable }) => (
  <div>
    <Table
      v={v}
      caption={table.caption}
      rows={table.rows}
      empty={table.empty}
      wide={table.columns.length > WIDE}
      columns={table.columns.map(({ label, numeric = false }, at) => ({
        label,
        numeric,
        head: at === 0,
        cell: (row: ReportTable['rows'][number]) => {
          const cell = row[at]
          if (cell === undefined) return ''
          return cell.href === undefined ? cell.said : <a href={cell.href}>{cell.said}</a>
        },
      }))}
    />
    {table.note === undefined ? null : <p class="muted">{table.note}</p>}
  </div>
)
