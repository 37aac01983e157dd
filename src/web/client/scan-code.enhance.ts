type Found = { readonly rawValue: string }
type Detector = { detect(source: HTMLVideoElement): Promise<readonly Found[]> }
type DetectorClass = new (options: { formats: readonly string[] }) => Detector
/** What the code in front of the camera says. */
type ReadFrame = (video: HTMLVideoElement) => Promise<string | undefined>

const LOOK_MILLISECONDS = 250
/** A code that comes back into view later than this is shown anew: somebody who arrived leaves. */
const AGAIN_MILLISECONDS = 60_000
const LABEL_PATH = /^\/c\/([2-9A-HJ-NP-Z-]{4,12})$/
/** The personal code of somebody with a seat. */
const PERSON_PATH = /^\/attend\/([0-9a-f-]{36})$/

/** The browser's own reader where it has one, which costs nothing; else ours, fetched when it is needed. */
async function openReader(): Promise<ReadFrame> {
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass }
  if (BarcodeDetector === undefined) return (await import('./read-frame')).readFrame
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video))[0]?.rawValue
}

/** On a page that is kept for work with no network our reader is kept too, once there is a worker that keeps it. */
async function keepReader(): Promise<void> {
  const worker = navigator.serviceWorker
  if ('BarcodeDetector' in window || worker === undefined) return
  if (worker.controller === null)
    await new Promise<void>((controls) => worker.addEventListener('controllerchange', () => controls(), { once: true }))
  await (await import('./read-frame')).fetchReader()
}

/**
 * Reads the code of a label or of a person with the camera and does what it stands for. Without script the telephone's own camera opens
 * the same address, or the code is typed in the field beside it.
 */
class ScanCode extends HTMLElement {
  #stream: MediaStream | undefined
  /** When the code of each person was last in view, and what was done by it. */
  readonly #seen = new Map<string, { readonly at: number; readonly words: string }>()

  connectedCallback(): void {
    if (navigator.mediaDevices === undefined || this.childElementCount > 0) return
    // Without a network there is nothing to keep.
    if (this.dataset.within !== undefined) keepReader().catch(() => undefined)
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--primary'
    button.textContent = this.dataset.start ?? ''
    const said = document.createElement('p')
    said.setAttribute('role', 'status')
    this.append(button, said)
    this.hidden = false
    button.addEventListener('click', () => void this.#start(said))
  }

  disconnectedCallback(): void {
    this.#stop()
  }

  async #start(said: HTMLElement): Promise<void> {
    this.#stop()
    const video = document.createElement('video')
    let read: ReadFrame
    video.className = 'scan-code__picture'
    video.muted = true
    video.playsInline = true
    try {
      read = await openReader()
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      video.srcObject = this.#stream
      this.append(video)
      await video.play()
    } catch {
      this.#stop()
      said.textContent = this.dataset.refused ?? ''
      return
    }
    said.textContent = this.dataset.looking ?? ''
    while (this.#stream !== undefined) {
      const found = await read(video).catch(() => undefined)
      const path = found === undefined ? undefined : pathOf(found)
      const person = path === undefined ? undefined : PERSON_PATH.exec(path)?.[1]
      if (path !== undefined && person === undefined && this.dataset.within === undefined) {
        this.#stop()
        location.assign(path)
        return
      }
      if (found !== undefined) said.textContent = this.#press(person) ?? this.dataset.other ?? ''
      await new Promise((later) => setTimeout(later, LOOK_MILLISECONDS))
    }
  }

  /**
   * On a list of people, presses the button of whose code it is, with or without a network.
   * @returns what was done, in words; undefined where it is of nobody here
   */
  #press(person: string | undefined): string | undefined {
    const card = this.dataset.within === undefined ? null : document.getElementById(`p-${person}`)
    if (person === undefined || card === null) return undefined
    const before = this.#seen.get(person)
    const at = Date.now()
    // Held in front of the camera a second longer, nobody leaves again.
    if (before !== undefined && at - before.at < AGAIN_MILLISECONDS) {
      this.#seen.set(person, { ...before, at })
      return before.words
    }
    const form = [...card.querySelectorAll('form')].find(
      (one) => one.closest('[hidden]') === null && one.querySelector('button:disabled') === null,
    )
    const words = form?.dataset.offlineAs ?? card.querySelector('h2')?.textContent ?? ''
    this.#seen.set(person, { at, words })
    form?.requestSubmit()
    return words
  }

  #stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop()
    this.#stream = undefined
    this.querySelector('video')?.remove()
  }
}

/** The path of one of our labels, wherever it was printed; a code of anything else is followed nowhere. */
function pathOf(text: string): string | undefined {
  try {
    const { pathname } = new URL(text)
    return LABEL_PATH.test(pathname) || PERSON_PATH.test(pathname) ? pathname : undefined
  } catch {
    return undefined
  }
}

customElements.define('scan-code', ScanCode)

export {}
