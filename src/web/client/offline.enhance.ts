const bar = document.getElementById('offline')

/** Shows or hides the line that says there is no connection. */
export const showOffline = (): void => {
  if (bar) bar.hidden = navigator.onLine
}

addEventListener('online', showOffline)
addEventListener('offline', showOffline)
showOffline()
