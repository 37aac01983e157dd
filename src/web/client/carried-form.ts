/** What was typed on a page that could not be sent: put down by the service worker, taken up once by the form it belongs to. */
export const CARRIED = '/carried-form'
/** Cache of pages kept for work with no network; what is carried lies among them. */
export const KEPT_PAGES = 'kept-pages'

/** Fills in what was carried over from another page, if anything was. */
export async function takeCarried(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-offline-draft]')
  if (form === null || !('caches' in window) || !(await caches.has(KEPT_PAGES))) return
  const pages = await caches.open(KEPT_PAGES)
  const carried = await pages.match(CARRIED)
  if (carried === undefined) return
  await pages.delete(CARRIED)
  const fields = new URLSearchParams(await carried.text())
  for (const control of form.elements) {
    if (!('name' in control) || control instanceof HTMLButtonElement) continue
    const values = fields.getAll(String(control.name))
    if (control instanceof HTMLInputElement && control.type === 'hidden') continue
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
      if (values.includes(control.value)) control.checked = true
    } else if (
      (control instanceof HTMLInputElement ||
        control instanceof HTMLTextAreaElement ||
        control instanceof HTMLSelectElement) &&
      values[0] !== undefined
    )
      control.value = values[0]
  }
}
