import htmx from 'htmx.org'

type InternalApi = { initSecurity(policy: undefined, sync: () => never, async: () => never): void }

const refuse = (): never => {
  throw new Error('Attributes of a page never hold script')
}

// What the page's policy forbids is refused before the browser has to: no hx-on, no js: values, no filters in triggers.
htmx.registerExtension('no-script-in-attributes', {
  init: (api: InternalApi) => api.initSecurity(undefined, refuse, refuse),
  htmx_before_on_init: () => false,
})

type Message = { readonly message: { event: string } }

// The stream names its topic, and htmx only swaps messages without a name.
htmx.registerExtension('live-parts', {
  htmx_sse_before_message: (element: Element, { message }: Message) => {
    if (element.hasAttribute('data-live')) message.event = ''
  },
})

Object.assign(htmx.config, {
  history: 'reload',
  noSwap: [204, 304, '5xx'],
  defaultTimeout: 20_000,
  includeIndicatorCSS: false,
})

export { htmx }
