import { layBlock, type PaperBlock, type View } from '../../web'
import { whens } from '../by-when'
import { needKinds } from '../need'

/** Questions of the paper form that are answered by ticks, by the line of the sheet on which they stand. */
export type RequestBlock = {
  readonly line: string
  readonly block: PaperBlock
  readonly labels: readonly string[]
}

type Answer = { readonly name: string; readonly value: string; readonly label: string }

const COLUMNS = { columns: 2, columnWidth: 72 }

/** What of the paper form a telephone can read, in the order of the form. */
export function requestBlocks(v: View, number: string): RequestBlock[] {
  const block = (line: string, answers: readonly Answer[]): RequestBlock => ({
    line,
    block: layBlock(`${number} ${line}`, answers, COLUMNS),
    labels: answers.map(({ label }) => label),
  })
  const coded = (name: string, prefix: string, codes: readonly string[]): Answer[] =>
    codes.map((value) => ({ name, value, label: v.t(`${prefix}.${value}`) }))
  const yesNo = (name: string, question = ''): Answer[] => [
    { name, value: 'yes', label: `${question} ${v.t('needs.yes')}`.trim() },
    { name, value: 'no', label: `${question} ${v.t('needs.no')}`.trim() },
  ]
  return [
    block('kind', coded('kind', 'needs.kind', Object.keys(needKinds))),
    block('home', yesNo('home')),
    block('when', coded('when', 'needs.when', whens)),
    block('safe', [...yesNo('callSafe', v.t('needs.form.callSafe')), ...yesNo('textSafe', v.t('needs.form.textSafe'))]),
  ]
}
