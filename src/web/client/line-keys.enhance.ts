const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector)

const does: Readonly<Record<string, () => HTMLElement | null>> = {
  '/': () => find('input[name="who"]'),
  n: () => find('form[action="/line/next"] button'),
  t: () => find('form[action="/line/caller/need"] button, a.button[href$="/need"]'),
  r: () => find('a.button[href$="/register"]'),
  a: () => find('form[action*="/ask/"] button[value="yes"]'),
  y: () => find('a.button[href*="/ask/"]'),
  c: () => find('form[action$="/receipt"] button'),
  p: () => find('a.button[href*="/receipt"]'),
  g: () => find('form[action="/line/take"] button'),
  u: () => find('.undo-bar button'),
}

// Back at the list the next caller is another: what was begun for one who was not known is nobody's (see kept-form.enhance.ts).
if (location.pathname === '/line')
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('kept-form /line/caller/')) sessionStorage.removeItem(key)

/** On the operators' console a key focuses its field or button, and enter presses it: nothing is done by one key alone. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !location.pathname.startsWith('/line')) return
  // A chosen outcome has the focus, and still another figure chooses another.
  const inChoice = event.target instanceof HTMLInputElement && event.target.type === 'radio'
  if (isWriting(event.target) && !inChoice) return
  const outcome = /^[1-7]$/.test(event.key)
    ? document.querySelectorAll<HTMLInputElement>('input[name="outcome"]')[Number(event.key) - 1]
    : undefined
  if (outcome !== undefined) outcome.checked = true
  const found = outcome ?? does[event.key]?.()
  if (found === undefined || found === null) return
  event.preventDefault()
  found.focus()
  found.scrollIntoView({ block: 'nearest' })
})

export {}
