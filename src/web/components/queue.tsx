import type { Child } from './child'

/** One row of a queue. */
export type QueueRow = {
  href: string
  title: Child
  /** A `Status` at the end of the row. */
  status?: Child
  /** One line of small facts: age, place, quantity. */
  facts?: Child
  /** Shown in the detail pane now. */
  current?: boolean
  danger?: boolean
}

/** A list to work off from the top, each row one link; the keys j and k move over rows by `data-queue-row`. */
export const Queue = ({ label, rows }: { label: string; rows: readonly QueueRow[] }) => (
  <ol class="queue" aria-label={label}>
    {rows.map(({ href, title, status, facts, current, danger }) => (
      <li class={danger ? 'queue__row queue__row--danger' : 'queue__row'} aria-current={current ? 'true' : undefined}>
        <a class="queue__title" href={href} data-queue-row="">
          {title}
        </a>
        {status}
        {facts ? <p class="queue__facts">{facts}</p> : null}
      </li>
    ))}
  </ol>
)
