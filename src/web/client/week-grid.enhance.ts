type Span = [start: number, end: number]

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
// Few help at night: these hours are drawn for those who do.
const DAY_FROM_HOUR = 6

/**
 * A week to tap and drag on, over the plain fields it stands around: what is marked is written into them, and they are what is sent. Minutes typed
 * in the fields stay. The grid is for pointers; keyboards and screen readers keep the fields.
 */
class WeekGrid extends HTMLElement {
  #marks: boolean | undefined

  connectedCallback(): void {
    if (this.querySelector('.week-grid')) return
    const days = this.#days()
    const grid = document.createElement('div')
    grid.className = 'week-grid'
    grid.setAttribute('aria-hidden', 'true')
    grid.append(cornerOf(this.dataset.hint ?? ''))
    for (const day of days) grid.append(headOf(day.dataset.short ?? ''))
    const nightly = days.some((day) => readRanges(day).some(([start]) => start < DAY_FROM_HOUR * 60))
    for (const hour of HOURS.slice(nightly ? 0 : DAY_FROM_HOUR)) {
      grid.append(labelOf(hour))
      for (const day of days) grid.append(cellOf(Number(day.dataset.weekday), hour))
    }
    this.prepend(grid)
    this.#show()
    grid.addEventListener('pointerdown', (event) => this.#begin(event))
    grid.addEventListener('pointermove', (event) => this.#over(event))
    for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const)
      grid.addEventListener(name, () => {
        this.#marks = undefined
      })
    this.addEventListener('change', () => this.#show())
  }

  #days(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-weekday]')]
  }

  #begin(event: PointerEvent): void {
    const cell = cellAt(event)
    if (!cell) return
    event.preventDefault()
    this.#marks = cell.dataset.free !== 'yes'
    this.#mark(cell)
  }

  #over(event: PointerEvent): void {
    const cell = this.#marks === undefined ? null : cellAt(event)
    if (cell) this.#mark(cell)
  }

  #mark(cell: HTMLElement): void {
    const day = this.#days().find((one) => one.dataset.weekday === cell.dataset.day)
    if (!day) return
    const hour: Span = [Number(cell.dataset.hour) * 60, Number(cell.dataset.hour) * 60 + 60]
    const left = readRanges(day).flatMap((range) => without(range, hour))
    writeRanges(day, this.#marks ? joined([...left, hour]) : left)
    this.#show()
  }

  #show(): void {
    const ranges = new Map(this.#days().map((day) => [day.dataset.weekday, readRanges(day)]))
    for (const cell of this.querySelectorAll<HTMLElement>('.week-grid__cell')) {
      const start = Number(cell.dataset.hour) * 60
      const covered = (ranges.get(cell.dataset.day) ?? []).reduce(
        (sum, [from, to]) => sum + Math.max(0, Math.min(to, start + 60) - Math.max(from, start)),
        0,
      )
      cell.dataset.free = covered >= 60 ? 'yes' : covered > 0 ? 'part' : 'no'
    }
  }
}

const cellAt = (event: PointerEvent): HTMLElement | null =>
  document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('.week-grid__cell') ?? null

const made = (name: string, text = ''): HTMLElement => {
  const element = document.createElement('span')
  element.className = name
  element.textContent = text
  return element
}
const cornerOf = (hint: string) => made('week-grid__hint', hint)
const headOf = (day: string) => made('week-grid__day', day)
const labelOf = (hour: number) => made('week-grid__hour', `${hour}:00`)
const cellOf = (day: number, hour: number): HTMLElement => {
  const cell = made('week-grid__cell')
  cell.dataset.day = String(day)
  cell.dataset.hour = String(hour)
  return cell
}

const inputs = (day: HTMLElement, end: 'from' | 'to'): HTMLInputElement[] => [
  ...day.querySelectorAll<HTMLInputElement>(`input[name^="${end}-"]`),
]

const minuteOf = (text: string): number | undefined => {
  const found = /^(\d\d):(\d\d)/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}

// A range past midnight is left to the fields: here it ends with its day.
function readRanges(day: HTMLElement): Span[] {
  const ends = inputs(day, 'to')
  return inputs(day, 'from').flatMap((from, place): Span[] => {
    const start = minuteOf(from.value)
    const end = minuteOf(ends[place]?.value ?? '')
    return start === undefined || end === undefined ? [] : [[start, end > start ? end : 1440]]
  })
}

function writeRanges(day: HTMLElement, ranges: readonly Span[]): void {
  const rows = [...day.querySelectorAll<HTMLElement>('.week-day__range')]
  const last = rows.at(-1)
  while (last && rows.length <= ranges.length) {
    const row = last.cloneNode(true) as HTMLElement
    for (const input of row.querySelectorAll('input')) input.removeAttribute('id')
    last.after(row)
    rows.push(row)
  }
  const [starts, ends] = [inputs(day, 'from'), inputs(day, 'to')]
  starts.forEach((start, place) => {
    const range = ranges[place]
    start.value = range ? clock(range[0]) : ''
    const end = ends[place]
    if (end) end.value = range ? clock(range[1]) : ''
  })
}

const two = (number: number): string => String(number).padStart(2, '0')
const clock = (minute: number): string => `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`

const without = ([start, end]: Span, [from, to]: Span): Span[] => {
  const left: Span[] = [
    [start, Math.min(end, from)],
    [Math.max(start, to), end],
  ]
  return left.filter(([a, b]) => a < b)
}

function joined(ranges: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else all.push([start, end])
  }
  return all
}

customElements.define('week-grid', WeekGrid)
