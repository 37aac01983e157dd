/**
 * Reads the page aloud with the voice of the browser; shown only where it has one for the language of the page, since another language's
 * voice is no help.
 */
export class ReadAloud extends HTMLElement {
  #button = document.createElement('button')

  connectedCallback(): void {
    if (!('speechSynthesis' in window) || this.childElementCount > 0) return
    this.#button.type = 'button'
    this.#button.className = 'button button--secondary'
    this.#say('start')
    this.#button.addEventListener('click', () => this.#toggle())
    this.append(this.#button)
    const show = () => {
      this.hidden = this.#voice() === undefined
    }
    show()
    // Browsers list their voices a moment after the page has opened.
    speechSynthesis.addEventListener('voiceschanged', show)
    window.addEventListener('pagehide', () => speechSynthesis.cancel())
  }

  #voice(): SpeechSynthesisVoice | undefined {
    const { lang } = document.documentElement
    return speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(lang))
  }

  #toggle(): void {
    const wasReading = speechSynthesis.speaking
    speechSynthesis.cancel()
    const voice = this.#voice()
    this.#say('start')
    if (wasReading || voice === undefined) return
    // Sentence by sentence: some browsers fall silent in the middle of a long text.
    const sentences = this.#words()
      .split(/(?<=[.!?…])\s+|\n+/)
      .filter((sentence) => sentence.trim() !== '')
    for (const [i, sentence] of sentences.entries()) {
      const spoken = new SpeechSynthesisUtterance(sentence)
      spoken.voice = voice
      spoken.lang = voice.lang
      spoken.rate = 0.9
      if (i === sentences.length - 1) spoken.addEventListener('end', () => this.#say('start'))
      speechSynthesis.speak(spoken)
    }
    this.#say('stop')
  }

  /** What stands on the page, without the button itself. */
  #words(): string {
    this.hidden = true
    const words = this.closest('main')?.innerText ?? ''
    this.hidden = false
    return words
  }

  #say(what: 'start' | 'stop'): void {
    this.#button.textContent = this.dataset[what] ?? ''
  }
}

customElements.define('read-aloud', ReadAloud)
