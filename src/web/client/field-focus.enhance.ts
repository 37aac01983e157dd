/** A wrong form opens with its summary in focus; each line of the summary puts the cursor into its field. */
document.querySelector<HTMLElement>('[data-focus]')?.focus()

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.error-summary a') : null
  const field = link ? document.getElementById(link.hash.slice(1)) : null
  if (!field) return
  event.preventDefault()
  field.scrollIntoView({ block: 'center' })
  field.focus()
})
