import readerAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { BOX, type PaperBlock, type PaperBox } from '../sheet/block'
import { greyOf } from '../sheet/grey'
import { project } from '../sheet/homography'
import { type GreyPicture, type ReadBlock, readBlock } from '../sheet/read-block'
import { type FoundCode, prepareCodeReader, readCodes } from '../sheet/read-codes'
import { SHEET_IN_HAND } from './sheet-in-hand'

type Texts = Record<'choose' | 'reading' | 'none' | 'other' | 'read' | 'ask' | 'ticked' | 'empty' | 'covered', string>

/** Longest side of a picture that is read: more costs time and shows no more. */
const PIXELS_MAX = 3200
const CUT_PIXELS_PER_MILLIMETRE = 8
const CUT_MARGIN = 4

/**
 * Reads a photographed sheet on the device itself. On the page of a sheet it fills in the form it stands in and asks about what is doubtful,
 * beside its piece of the picture; on the page that looks for a sheet it leads to the right one.
 */
class SheetPhoto extends HTMLElement {
  readonly #said = document.createElement('p')
  readonly #questions = document.createElement('ul')

  connectedCallback(): void {
    if (this.querySelector('input') !== null) return
    prepareCodeReader({ address: readerAddress })
    const { choose } = this.#texts
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.className = 'visually-hidden'
    const label = document.createElement('label')
    label.className = 'button button--secondary'
    label.append(choose, input)
    this.#said.setAttribute('role', 'status')
    this.#questions.className = 'sheet-photo__questions'
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      // Emptied, so that nothing of it is sent along with the form, and the same picture can be chosen again.
      input.value = ''
      if (file !== undefined) void this.#take(file)
    })
    this.append(label, this.#said, this.#questions)
    this.hidden = false
    if (this.#blocks !== undefined) void takeInHand().then((file) => file && this.#take(file))
  }

  get #texts(): Texts {
    return JSON.parse(this.dataset.texts ?? '{}') as Texts
  }

  /** Blocks of the form; undefined where no sheet is known yet. */
  get #blocks(): readonly PaperBlock[] | undefined {
    return this.dataset.blocks === undefined ? undefined : (JSON.parse(this.dataset.blocks) as readonly PaperBlock[])
  }

  async #take(file: Blob): Promise<void> {
    const texts = this.#texts
    this.#questions.replaceChildren()
    this.#said.textContent = texts.reading
    // The words are to be seen before the processor is busy.
    await new Promise((drawn) => setTimeout(drawn, 50))
    const image = await pixelsOf(file).catch(() => undefined)
    const codes = image === undefined ? [] : await readCodes(image)
    const [first] = codes
    if (image === undefined || first === undefined) this.#said.textContent = texts.none
    else if (this.#blocks === undefined) await leadTo(first.number, file)
    else this.#fill(greyOf(image), codes, this.#blocks)
  }

  #fill(picture: GreyPicture, codes: readonly FoundCode[], blocks: readonly PaperBlock[]): void {
    const texts = this.#texts
    let count = 0
    for (const { number, line, corners } of codes) {
      const block = blocks.find(({ code }) => code === `${number} ${line}`)
      if (block === undefined) continue
      const read = readBlock(picture, block, corners)
      if (read === undefined) this.#tell(`${line}: ${texts.covered}`)
      else {
        count += 1
        this.#enter(picture, read)
      }
    }
    this.#said.textContent =
      count === 0 && this.#questions.childElementCount === 0
        ? texts.other
        : texts.read.replace('{read}', String(count)).replace('{of}', String(blocks.length))
  }

  /** Ticks what is ticked; of two ticks where one answer is asked for, a person says which. */
  #enter(picture: GreyPicture, read: ReadBlock): void {
    for (const box of read.boxes) {
      const control = this.#controlOf(box)
      if (control === undefined) continue
      const rivals = read.boxes.filter((one) => one.name === box.name && one.mark !== 'empty').length
      if (box.mark === 'doubtful' || (box.mark === 'ticked' && control.type === 'radio' && rivals > 1))
        this.#ask(picture, read, box, control)
      else if (box.mark === 'ticked') tick(control, true)
    }
  }

  #controlOf({ name, value }: PaperBox): HTMLInputElement | undefined {
    const controls = this.closest('form')?.querySelectorAll<HTMLInputElement>('input[type=checkbox], input[type=radio]')
    return [...(controls ?? [])].find((control) => control.name === name && control.value === value)
  }

  #ask(picture: GreyPicture, read: ReadBlock, box: PaperBox, control: HTMLInputElement): void {
    const texts = this.#texts
    const item = this.#tell(`${nameOf(control)}: ${texts.ask}`)
    item.prepend(cutOut(picture, read, box))
    for (const [words, isTicked] of [
      [texts.ticked, true],
      [texts.empty, false],
    ] as const) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'button button--secondary'
      button.textContent = words
      button.addEventListener('click', () => {
        tick(control, isTicked)
        item.remove()
      })
      item.append(button)
    }
  }

  #tell(words: string): HTMLLIElement {
    const item = document.createElement('li')
    const text = document.createElement('p')
    text.textContent = words
    item.append(text)
    this.#questions.append(item)
    return item
  }
}

function tick(control: HTMLInputElement, isTicked: boolean): void {
  // What was filled in is to be seen.
  if (isTicked) control.closest('details')?.setAttribute('open', '')
  if (control.checked === isTicked) return
  control.checked = isTicked
  control.dispatchEvent(new Event('change', { bubbles: true }))
}

/** What a box is called on the page: its line, its question and its answer. */
function nameOf(control: HTMLInputElement): string {
  const answer = control.getAttribute('aria-label') ?? control.closest('label')?.textContent ?? ''
  const question = control.closest('fieldset')?.querySelector('legend')?.textContent
  const line = control.closest('.card')?.querySelector('.card__title')?.textContent
  return [line, question, answer].filter(Boolean).join(', ')
}

async function pixelsOf(file: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(file)
  const by = Math.min(1, PIXELS_MAX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * by)
  canvas.height = Math.round(bitmap.height * by)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The piece of the picture around a box, laid straight. */
function cutOut(picture: GreyPicture, { lies }: ReadBlock, { x, y }: PaperBox): HTMLCanvasElement {
  const side = Math.round((BOX + 2 * CUT_MARGIN) * CUT_PIXELS_PER_MILLIMETRE)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  const cut = context?.createImageData(side, side)
  if (!context || !cut) return canvas
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = project(lies, {
        x: x - CUT_MARGIN + column / CUT_PIXELS_PER_MILLIMETRE,
        y: y - CUT_MARGIN + row / CUT_PIXELS_PER_MILLIMETRE,
      })
      const shade = picture.pixels[Math.round(at.y) * picture.width + Math.round(at.x)] ?? 255
      cut.data.set([shade, shade, shade, 255], 4 * (row * side + column))
    }
  context.putImageData(cut, 0, 0)
  return canvas
}

async function leadTo(number: string, file: Blob): Promise<void> {
  const hand = await caches.open(SHEET_IN_HAND)
  await hand.put(`/${SHEET_IN_HAND}`, new Response(file))
  location.assign(`/sheets?number=${encodeURIComponent(number)}`)
}

async function takeInHand(): Promise<Blob | undefined> {
  if (!(await caches.has(SHEET_IN_HAND))) return undefined
  const kept = await caches.match(`/${SHEET_IN_HAND}`, { cacheName: SHEET_IN_HAND })
  const file = await kept?.blob()
  await caches.delete(SHEET_IN_HAND)
  return file
}

customElements.define('sheet-photo', SheetPhoto)
