import { Button, ButtonRow, Field, Page, SheetPhoto, type View } from '../../web'
import type { FormPlace } from '../finders'

/** Which sheet is it? Its number, or the address in a code; and the blank forms to print. */
export const FindSheetPage = ({
  v,
  forms,
  typed,
  error,
}: {
  v: View
  forms: readonly FormPlace[]
  typed?: string
  error?: string
}) => (
  <Page v={v} title={v.t('paper.find.title')} lead={v.t('paper.find.lead')} stage="app">
    <form class="form" action="/sheets" method="get">
      <Field
        v={v}
        name="number"
        type="code"
        label={v.t('paper.find.number')}
        hint={v.t('paper.find.numberHint')}
        value={typed}
        error={error}
        width={16}
        maxlength={40}
      />
      <Button>{v.t('paper.find.open')}</Button>
    </form>
    <SheetPhoto v={v} />
    {forms.length === 0 ? null : (
      <section class="section">
        <h2>{v.t('paper.forms.title')}</h2>
        <p>{v.t('paper.forms.lead')}</p>
        <form class="form" method="get" action={forms[0]?.print}>
          <Field v={v} name="copies" type="number" label={v.t('paper.forms.copies')} value="1" width={4} />
          <ButtonRow>
            {forms.map(({ form, print }) => (
              <Button kind="secondary" icon="print" formaction={print}>
                {v.t(`paper.forms.${form}`)}
              </Button>
            ))}
          </ButtonRow>
        </form>
      </section>
    )}
  </Page>
)
