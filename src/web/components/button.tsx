import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** What `Button` takes. */
export type ButtonProps = {
  /** A verb in the first person or the imperative: "I can come", "Send". */
  children?: Child
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'normal' | 'large'
  icon?: IconName
  /** A link that looks like a button, for going somewhere; without it the button submits its form. */
  href?: string
  /** With script the part of this id is fetched from `href` into this page; without, the link goes there. */
  into?: string
  /** Name and value sent with the form, where it has several buttons. */
  name?: string
  value?: string
  /** Form this button belongs to, when it stands outside. */
  form?: string
  formaction?: string
  disabled?: boolean
  pending?: boolean
  /** Has the focus when the page opens: the next thing to do. */
  autofocus?: boolean
  /** Says more to screen readers where the same words stand many times on a page. */
  label?: string
  type?: 'submit' | 'button'
}

/** The one button of the product. `pending` shows a running write; a disabled one keeps its words readable. */
export const Button = ({
  children,
  kind = 'primary',
  size = 'normal',
  icon,
  href,
  into,
  name,
  value,
  form,
  formaction,
  disabled,
  pending,
  autofocus,
  label,
  type = 'submit',
}: ButtonProps) => {
  const classes = `button button--${kind}${size === 'large' ? ' button--large' : ''}`
  const inside = (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </>
  )
  if (href !== undefined) {
    return (
      <a class={classes} href={href} aria-label={label} {...(into === undefined ? {} : fetchedInto(href, into))}>
        {inside}
      </a>
    )
  }
  return (
    <button
      class={classes}
      type={type}
      name={name}
      value={value}
      form={form}
      formaction={formaction}
      disabled={disabled || pending}
      aria-busy={pending ? 'true' : undefined}
      autofocus={autofocus}
      aria-label={label}
    >
      {inside}
    </button>
  )
}

const fetchedInto = (href: string, id: string) => ({
  'hx-get': href,
  'hx-target': `#${id}`,
  'hx-select': `#${id}`,
  'hx-swap': 'outerHTML',
  'hx-push-url': 'true',
})

/** Buttons side by side, below each other on a phone. `equal` gives them the same width: no answer is nudged. */
export const ButtonRow = ({ children, equal }: { children?: Child; equal?: boolean }) => (
  <div class={`button-row${equal ? ' button-row--equal' : ''}`}>{children}</div>
)
