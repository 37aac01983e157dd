type Found = { readonly rawValue: string }
type Detector = { detect(source: HTMLVideoElement): Promise<readonly Found[]> }
type DetectorClass = new (options: { formats: readonly string[] }) => Detector

const LOOK_MILLISECONDS = 250
const LABEL_PATH = /^\/c\/([2-9A-HJ-NP-Z-]{4,12})$/

/**
 * Reads the code of a label with the camera and opens what it stands for; shown only where the browser itself can read codes. Elsewhere
 * the telephone's own camera opens the same address, or the code is typed in the field beside it.
 */
class ScanCode extends HTMLElement {
  #stream: MediaStream | undefined

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
      if (path !== undefined) {
        this.#stop()
        location.assign(path)
        return
      }
      if (found !== undefined) said.textContent = this.dataset.other ?? ''
      await new Promise((later) => setTimeout(later, LOOK_MILLISECONDS))
    }
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
    return LABEL_PATH.test(pathname) ? pathname : undefined
  } catch {
    return undefined
  }
}

customElements.define('scan-code', ScanCode)

export {}
