// The worker learns the current style sheet from its own address: a new build is a new address, hence an update.
const styles = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')
if (navigator.serviceWorker && styles && location.protocol.startsWith('http')) {
  const file = new URL(styles.href).pathname
  navigator.serviceWorker.register(`/service-worker.js?styles=${encodeURIComponent(file)}`).catch(() => undefined)
}

export {}
