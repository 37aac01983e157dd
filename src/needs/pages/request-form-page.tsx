import { Page, PrintSheet, type View } from '../../web'
import { whens } from '../by-when'
import { consentHows, needKinds } from '../need'

/** The request as a paper form: the same four questions, for where there is no line. Blank, so it carries nobody's data until filled in. */
export const RequestFormPage = ({ v, number }: { v: View; number: string }) => {
  const boxes = (labels: readonly string[]) => (
    <ul class="paper-boxes">
      {labels.map((label) => (
        <li class="paper-boxes__box">{label}</li>
      ))}
    </ul>
  )
  const coded = (prefix: string, codes: readonly string[]) => boxes(codes.map((code) => v.t(`${prefix}.${code}`)))
  const yesOrNo = (question: string) => (
    <div class="paper-line">
      <span>{question}</span>
      {boxes([v.t('needs.yes'), v.t('needs.no')])}
    </div>
  )
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
    <Page v={v} title={v.t('needs.form.title')} stage="desk" headingless>
      <PrintSheet v={v} title={v.t('needs.form.title')} number={number} path="/ask">
        <p>
          <strong>{v.t('needs.form.112')}</strong>
        </p>
        <h2>1. {v.t('needs.ask.title.1')}</h2>
        {coded('needs.kind', Object.keys(needKinds))}
        {blank(`${v.t('needs.desk.what')} 1`)}
        {blank(`${v.t('needs.desk.what')} 2`)}
        {blank(`${v.t('needs.desk.what')} 3`)}
        {blank(v.t('needs.ask.words'), 2)}
        <h2>2. {v.t('needs.ask.title.2')}</h2>
        {blank(v.t('needs.ask.place'))}
        {blank(v.t('needs.ask.address'), 2)}
        {yesOrNo(v.t('needs.ask.home'))}
        <h2>3. {v.t('needs.ask.title.3')}</h2>
        {coded('needs.when', whens)}
        {blank(v.t('needs.ask.date'))}
        <h2>4. {v.t('needs.ask.title.4')}</h2>
        {blank(v.t('needs.ask.name'))}
        {blank(v.t('needs.ask.phone'))}
        {yesOrNo(v.t('needs.ask.callSafe'))}
        {yesOrNo(v.t('needs.ask.textSafe'))}
        <h2>{v.t('needs.desk.consent')}</h2>
        {coded('needs.consent', consentHows)}
        {blank(v.t('needs.form.signature'))}
        {blank(v.t('needs.form.entered'))}
        <p>{v.t('needs.form.destroy')}</p>
      </PrintSheet>
    </Page>
  )
}
