/** The choice of colours takes effect without loading the page anew; the link keeps it for the next pages. */
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('[data-theme-choice]') : null
  const theme = link?.dataset.themeChoice
  if (!link || !theme) return
  event.preventDefault()
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  for (const other of document.querySelectorAll('[data-theme-choice]')) other.removeAttribute('aria-current')
  link.setAttribute('aria-current', 'true')
  void fetch(link.href, { redirect: 'manual' })
})
