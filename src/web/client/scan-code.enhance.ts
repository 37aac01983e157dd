type Found = { readonly rawValue: string }
type Detector = { detect(source: HTMLVideoElement): Promise<readonly Found[]> }
type DetectorClass = new (options: { formats: readonly string[] }) => Detector

const LOOK_MILLISECONDS = 250
const LABEL_PATH = /^\/c\/([2-9A-HJ-NP-Z-]{4,12})$/
/** The personal code of somebody with a seat. */
const PERSON_PATH = /^\/attend\/([0-9a-f-]{36})$/

/**
 * Reads the code of a label with the camera and opens what it stands for; shown only where the browser itself can read codes. Elsewhere
 * the telephone's own camera opens the same address, or the code is typed in the field beside it.
 */
class ScanCode extends HTMLElement {
  #stream: MediaStream | undefined
  readonly #done = new Set<string>()

  connectedCallback(): void {
    const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass }
    if (BarcodeDetector === undefined || navigator.mediaDevices === undefined || this.childElementCount > 0) return
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--primary'
    button.textContent = this.dataset.start ?? ''
    const said = document.createElement('p')
    said.setAttribute('role', 'status')
    this.append(button, said)
    this.hidden = false
    button.addEventListener('click', () => void this.#start(detector, said))
  }

  disconnectedCallback(): void {
    this.#stop()
  }

  async #start(detector: Detector, said: HTMLElement): Promise<void> {
    this.#stop()
    const video = document.createElement('video')
    video.className = 'scan-code__picture'
    video.muted = true
    video.playsInline = true
    try {
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
      const [found] = await detector.detect(video).catch(() => [])
      const path = found === undefined ? undefined : pathOf(found.rawValue)
      if (path !== undefined && this.#open(path, said)) return
      if (found !== undefined) said.textContent = this.dataset.other ?? ''
      await new Promise((later) => setTimeout(later, LOOK_MILLISECONDS))
    }
  }

  /** Opens what a code stands for; on a list of people, presses the button of its person, with or without a network. */
  #open(path: string, said: HTMLElement): boolean {
    const person = PERSON_PATH.exec(path)?.[1]
    if (this.dataset.within === undefined) {
      if (person !== undefined) return false
      this.#stop()
      location.assign(path)
      return true
    }
    const card = person === undefined ? null : document.getElementById(`p-${person}`)
    const form = [...(card?.querySelectorAll('form') ?? [])].find((one) => one.closest('[hidden]') === null)
    // Held in front of the camera a second longer, nobody leaves again.
    if (form === undefined || person === undefined || this.#done.has(person)) return false
    this.#done.add(person)
    said.textContent = card?.querySelector('h2')?.textContent ?? ''
    if (form.querySelector('button:disabled') === null) form.requestSubmit()
    return false
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
