import { type Child, Notice, type View } from '../../web'
import type { EnteredSheet } from '../take-sheet'

/** Says that a form was entered before, and leads to what came of it. */
export const EnteredNotice = ({ v, entered, children }: { v: View; entered: EnteredSheet; children?: Child }) => (
  <Notice tone="needs-you" title={v.t('paper.entered.title', { time: v.say.dateTime(entered.enteredAt) })}>
    <p>
      {v.t('paper.entered.words')} {children}
    </p>
  </Notice>
)
