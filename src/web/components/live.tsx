import type { Child } from './child'

/**
 * A part of the page that keeps itself up to date: the fragment of `topic` and `id` is morphed in whenever it changes, so
 * that focus and what is being typed stay. Without script it shows what was true when the page was made.
 */
export const Live = ({ topic, id, children }: { topic: string; id: string; children?: Child }) => (
  <div data-live="" hx-swap="innerMorph" {...{ 'hx-sse:connect': `/live/${topic}/${id}` }}>
    {children}
  </div>
)
