import type { View } from '../view'
import type { Child } from './child'
import { type RestState, StateNote } from './state-note'

/** What `Card` takes. */
export type CardProps = {
  title?: Child
  /** The title leads here. */
  href?: string
  /** What waits for the reader, danger, and what a person confirmed stand out; the rest is plain. */
  tone?: 'plain' | 'needs-you' | 'danger' | 'confirmed'
  /** One line of small facts: place, time, distance. */
  meta?: Child
  /** A `Status` at the top. */
  status?: Child
  actions?: Child
  level?: 2 | 3 | 4
  id?: string
  children?: Child
} & ({ v: View; state?: RestState | undefined } | { v?: undefined; state?: undefined })

/** One thing with its facts and its actions. */
export const Card = (props: CardProps) => {
  const { title, href, tone = 'plain', meta, status, actions, level = 3, id, children } = props
  const Heading = `h${level}` as 'h3'
  return (
    <article class={`card card--${tone}`} id={id}>
      {status}
      {title ? <Heading class="card__title">{href ? <a href={href}>{title}</a> : title}</Heading> : null}
      {meta ? <p class="card__meta">{meta}</p> : null}
      {props.state ? <StateNote v={props.v} state={props.state} /> : children}
      {actions ? <div class="card__actions">{actions}</div> : null}
    </article>
  )
}

/** Cards in as many columns as fit. */
export const Cards = ({ children }: { children?: Child }) => <div class="cards">{children}</div>
