import type { View } from '../view'
import type { Child } from './child'

/** A part of a page that simple mode folds away, so that the question stands alone; else a section under its heading. */
export const Folded = ({ v, title, children }: { v: View; title: string; children?: Child }) =>
  v.simple ? (
    <details class="section">
      <summary>{title}</summary>
      {children}
    </details>
  ) : (
    <section class="section">
      <h2>{title}</h2>
      {children}
    </section>
  )
