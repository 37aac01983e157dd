const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** In a queue, j and k move to the next and the previous row; enter opens it as it opens any link. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
  if (step === 0) return
  const rows = [...document.querySelectorAll<HTMLElement>('[data-queue-row]')]
  const focused = rows.indexOf(document.activeElement as HTMLElement)
  const current = focused === -1 ? rows.findIndex((row) => row.closest('[aria-current]')) : focused
  const next = rows[Math.min(rows.length - 1, Math.max(0, current + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
})
