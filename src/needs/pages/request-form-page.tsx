import { Page, PaperBlockPicture, PrintSheet, type View } from '../../web'
import { requestBlocks } from './request-blocks'

/** The request as a paper form: the same four questions, for where there is no line. Blank, so it carries nobody's data until filled in. */
export const RequestFormPage = ({ v, numbers }: { v: View; numbers: readonly string[] }) => (
  <Page v={v} title={v.t('needs.form.title')} stage="desk" headingless>
    {numbers.map((number, copy) => (
      <RequestForm v={v} number={number} level={copy === 0 ? 1 : 2} />
    ))}
  </Page>
)

const RequestForm = ({ v, number, level }: { v: View; number: string; level: 1 | 2 }) => {
  const blocks = requestBlocks(v, number)
  const ticks = (line: string) => {
    const found = blocks.find((one) => one.line === line)
    return found && <PaperBlockPicture v={v} number={number} caption={number} {...found} />
  }
  const blank = (label: string, lines = 1) => (
    <>
      <p class="paper-line">
        <span>{label}</span>
        <span class="paper-line__blank" />
      </p>
      {Array.from({ length: lines - 1 }, () => (
        <p class="paper-line">
          <span class="paper-line__blank" />
        </p>
      ))}
    </>
  )
  return (
    <PrintSheet v={v} title={v.t('needs.form.title')} number={number} path={`/sheets?number=${number}`} level={level}>
      <p>
        <strong>{v.t('needs.form.112')}</strong>
      </p>
      <h2>1. {v.t('needs.ask.title.1')}</h2>
      {ticks('kind')}
      {blank(`${v.t('needs.desk.what')} 1`)}
      {blank(`${v.t('needs.desk.what')} 2`)}
      {blank(`${v.t('needs.desk.what')} 3`)}
      {blank(v.t('needs.ask.words'), 2)}
      <h2>2. {v.t('needs.ask.title.2')}</h2>
      {blank(v.t('needs.ask.place'))}
      {blank(v.t('needs.ask.address'), 2)}
      <p>{v.t('needs.ask.home')}</p>
      {ticks('home')}
      <h2>3. {v.t('needs.ask.title.3')}</h2>
      {ticks('when')}
      {blank(v.t('needs.ask.date'))}
      <h2>4. {v.t('needs.ask.title.4')}</h2>
      {blank(v.t('needs.ask.name'))}
      {blank(v.t('needs.ask.phone'))}
      {ticks('safe')}
      <p>{v.t('needs.form.consent')}</p>
      {blank(v.t('needs.form.signature'))}
      {blank(v.t('needs.form.entered'))}
      <p>{v.t('needs.form.destroy')}</p>
    </PrintSheet>
  )
}
