import type { View } from '../view'
import type { Child } from './child'
import { ErrorSummary, type FieldErrors } from './error-summary'

/** What `Form` takes. */
export type FormProps = {
  v: View
  action: string
  method?: 'post' | 'get'
  id?: string
  /** Messages by field name, shown in a summary on top; the fields show their own. */
  errors?: FieldErrors
  /** Values sent along unseen. */
  hidden?: Record<string, string | number>
  /** Idempotency key to keep when a wrong form is shown again; a fresh one otherwise. */
  idempotencyKey?: string
  multipart?: boolean
  /** Fields of the form stand side by side in one line, as in filters. */
  inline?: boolean
  label?: string
  /** Without a network it waits on the device and is sent later, under this name; see `offline-reports.enhance.ts`. */
  offlineAs?: string
  /** Typed anew each time: it is empty again at once, and opens as it was typed if it is refused later. */
  offlineReopens?: boolean
  /** Waits only where there is no network; with one it is sent as any page is, with an answer of its own. */
  offlineDraft?: boolean
  /** What has one's own word taken where another is recorded: offered beside a refusal of what waited. */
  offlineInsist?: boolean
  /** Without a network what was typed is carried over to the page that stands in for this one; see `service-worker.ts`. */
  offlineCarries?: boolean
  /** Signs out: with or without a network the device is cleared of what it keeps; see `leave-device.ts`. */
  offlineLeaves?: boolean
  children?: Child
}

/**
 * A form that can be sent twice without harm: every posting form carries `_key`, the idempotency key of its write.
 * Browser checks are off, so that the server's words are the only ones and nothing typed is lost.
 */
export const Form = ({
  v,
  action,
  method = 'post',
  id,
  errors,
  hidden = {},
  idempotencyKey,
  multipart,
  inline,
  label,
  offlineAs,
  offlineReopens,
  offlineDraft,
  offlineInsist,
  offlineCarries,
  offlineLeaves,
  children,
}: FormProps) => (
  <form
    class={inline ? 'form form--inline' : 'form'}
    id={id}
    action={action}
    method={method}
    enctype={multipart ? 'multipart/form-data' : undefined}
    aria-label={label}
    novalidate
    data-guard={method === 'post' && offlineAs === undefined && !offlineLeaves ? '' : undefined}
    data-offline-as={offlineAs}
    data-offline-reopens={offlineReopens ? '' : undefined}
    data-offline-draft={offlineDraft ? '' : undefined}
    data-offline-insist={offlineInsist ? '' : undefined}
    data-offline-carries={offlineCarries ? '' : undefined}
    data-offline-leaves={offlineLeaves ? '' : undefined}
  >
    {method === 'post' ? <input type="hidden" name="_key" value={idempotencyKey ?? v.newKey()} /> : null}
    {Object.entries(hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={String(value)} />
    ))}
    {errors ? <ErrorSummary v={v} errors={errors} /> : null}
    {children}
  </form>
)
