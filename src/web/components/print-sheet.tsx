import type { View } from '../view'
import type { Child } from './child'
import { Ornament, WordMark } from './mark'
import { Qr } from './qr'

/** What `PrintSheet` takes. */
export type PrintSheetProps = {
  v: View
  title: Child
  /** Number of this copy, entered in the record of looks. */
  number: string
  /** Day by which the sheet must be destroyed, where it names people. */
  destroyBy?: Temporal.PlainDate
  /** Path of the live page, printed as address and QR. */
  path: string
  /** Level of its heading, where it is a part of a page. */
  level?: 1 | 2
  children?: Child
}

/** A sheet for paper: numbered, dated, with a destroy-by day and a way back to the live page. */
export const PrintSheet = ({ v, title, number, destroyBy, path, level = 1, children }: PrintSheetProps) => {
  const Heading = `h${level}` as 'h1'
  const address = `${v.url}${path}`
  return (
    <section class="sheet">
      <header class="sheet__head">
        <div>
          <WordMark v={v} />
          <Heading class="sheet__title">{title}</Heading>
          <p class="sheet__facts">
            {v.t('web.sheet.number', { number })} · {v.say.dateTimeLong(v.now)}
          </p>
          {destroyBy ? (
            <p class="sheet__destroy">{v.t('web.sheet.destroyBy', { date: v.say.date(destroyBy) })}</p>
          ) : null}
        </div>
        <Qr text={address} label={v.t('web.sheet.live', { address })} />
      </header>
      <Ornament />
      {children}
      <footer class="sheet__foot">{v.t('web.sheet.live', { address })}</footer>
    </section>
  )
}
