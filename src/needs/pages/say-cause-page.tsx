import { Button, ButtonRow, Choice, Field, type FieldErrors, Form, Page, type View } from '../../web'
import { causes } from '../need'

/** What would have made this unnecessary: for anyone who was involved, once the need has ended. */
export const SayCausePage = ({
  v,
  action,
  backHref,
  typed,
  errors,
  secret,
}: {
  v: View
  action: string
  backHref: string
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
  secret: boolean
}) => (
  <Page v={v} title={v.t('needs.sayCause.title')} headingless secret={secret}>
    <Form v={v} action={action} errors={errors}>
      <Choice
        v={v}
        name="cause"
        heading
        legend={v.t('needs.sayCause.title')}
        hint={v.t('needs.sayCause.hint')}
        value={typed.cause}
        error={errors.cause}
        options={causes.map((cause) => ({ value: cause, label: v.t(`needs.cause.${cause}`) }))}
      />
      <Field
        v={v}
        name="words"
        label={v.t('needs.sayCause.words')}
        value={typed.words}
        optional
        rows={3}
        maxlength={1000}
      />
      <ButtonRow>
        <Button>{v.t('needs.sayCause.do')}</Button>
        <Button kind="quiet" href={backHref}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)
