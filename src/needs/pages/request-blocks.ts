import { layBlock, type PaperBlock, type View } from '../../web'
import { whens } from '../by-when'
import { needKinds } from '../need'

/** A question of the paper form that is answered by ticks. */
export type RequestBlock = {
  /** Name of the field, which is also the line of the sheet. */
  readonly line: string
  readonly block: PaperBlock
  readonly labels: readonly string[]
}

/** What of the paper form a telephone can read: each question with boxes, in the order of the form. */
export function requestBlocks(v: View, number: string): RequestBlock[] {
  const question = (line: string, options: readonly (readonly [value: string, label: string])[], columns: number) => ({
    line,
    block: layBlock(
      `${number} ${line}`,
      options.map(([value]) => ({ name: line, value })),
      {
        columns,
        columnWidth: 156 / columns,
      },
    ),
    labels: options.map(([, label]) => label),
  })
  const coded = (prefix: string, codes: readonly string[]) =>
    codes.map((code) => [code, v.t(`${prefix}.${code}`)] as const)
  const yesNo = [
    ['yes', v.t('needs.yes')],
    ['no', v.t('needs.no')],
  ] as const
  return [
    question('kind', coded('needs.kind', Object.keys(needKinds)), 2),
    question('home', yesNo, 2),
    question('when', coded('needs.when', whens), 2),
    question('callSafe', yesNo, 2),
    question('textSafe', yesNo, 2),
  ]
}
