import type { View } from '../view'
import { Button } from './button'
import type { Child } from './child'
import { Form } from './form'

/** What was just done, with one step back, in place of "are you sure". */
export const UndoBar = ({
  v,
  action,
  hidden = {},
  children,
}: {
  v: View
  action: string
  hidden?: Record<string, string | number>
  children?: Child
}) => (
  <div class="undo-bar" role="status">
    <p>{children}</p>
    <Form v={v} action={action} hidden={hidden}>
      <Button kind="secondary" icon="undo">
        {v.t('web.undo')}
      </Button>
    </Form>
  </div>
)
