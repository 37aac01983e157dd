import { Page, PrintSheet, type View } from '../../web'
import { whens } from '../by-when'
import { consentHows, needKinds } from '../need'

/** The request as a paper form: the same four questions, for where there is no line. Blank, so it carries nobody's data until filled in. */
export const RequestFormPage = ({ v, number }: { v: View; number: string }) => {
  const boxes = (prefix: string, codes: readonly string[]) => (
    <p>{codes.map((code) => `☐ ${v.t(`${prefix}.${code}`)}`).join('   ')}</p>
  )
  const blank = (label: string, lines = 1) => (
    <p>
      {label}: {'_'.repeat(40 * lines)}
    </p>
  )
  return (
    <Page v={v} title={v.t('needs.form.title')} stage="desk" headingless>
      <PrintSheet v={v} title={v.t('needs.form.title')} number={number} path="/ask">
        <p>
          <strong>{v.t('needs.form.112')}</strong>
        </p>
        <h2>1. {v.t('needs.ask.title.1')}</h2>
        {boxes('needs.kind', Object.keys(needKinds))}
        {blank(`${v.t('needs.desk.what')} 1`)}
        {blank(`${v.t('needs.desk.what')} 2`)}
        {blank(`${v.t('needs.desk.what')} 3`)}
        {blank(v.t('needs.ask.words'), 2)}
        <h2>2. {v.t('needs.ask.title.2')}</h2>
        {blank(v.t('needs.ask.place'))}
        {blank(v.t('needs.ask.address'))}
        <p>
          {v.t('needs.ask.home')} ☐ {v.t('needs.yes')} ☐ {v.t('needs.no')}
        </p>
        <h2>3. {v.t('needs.ask.title.3')}</h2>
        {boxes('needs.when', whens)}
        {blank(v.t('needs.ask.date'))}
        <h2>4. {v.t('needs.ask.title.4')}</h2>
        {blank(v.t('needs.ask.name'))}
        {blank(v.t('needs.ask.phone'))}
        <p>
          {v.t('needs.ask.callSafe')} ☐ {v.t('needs.yes')} ☐ {v.t('needs.no')}
        </p>
        <p>
          {v.t('needs.ask.textSafe')} ☐ {v.t('needs.yes')} ☐ {v.t('needs.no')}
        </p>
        <h2>{v.t('needs.desk.consent')}</h2>
        {boxes('needs.consent', consentHows)}
        {blank(v.t('needs.form.signature'))}
        {blank(v.t('needs.form.entered'))}
        <p>{v.t('needs.form.destroy')}</p>
      </PrintSheet>
    </Page>
  )
}
