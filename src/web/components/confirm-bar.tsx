import type { View } from '../view'
import { Button, ButtonRow } from './button'
import type { Child } from './child'
import { Form } from './form'

/** A step that cannot be undone, asked once more on its own page or part: what will happen, the act, the way back. */
export const ConfirmBar = ({
  v,
  action,
  hidden = {},
  question,
  consequence,
  confirm,
  backHref,
  danger,
}: {
  v: View
  action: string
  hidden?: Record<string, string | number>
  question: Child
  consequence?: Child
  /** Verb of the act. */
  confirm: string
  backHref: string
  danger?: boolean
}) => (
  <div class={danger ? 'confirm-bar confirm-bar--danger' : 'confirm-bar'}>
    <p class="confirm-bar__question">{question}</p>
    {consequence ? <p>{consequence}</p> : null}
    <Form v={v} action={action} hidden={hidden}>
      <ButtonRow>
        <Button kind={danger ? 'danger' : 'primary'}>{confirm}</Button>
        <Button kind="secondary" href={backHref}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </div>
)
