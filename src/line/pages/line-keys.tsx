import type { View } from '../../web'

const keys = ['/', 'n', 'j', 'k', 't', 'r', 'u', 'g', 'a', 'y', 'c', 'p', '1–7'] as const

/** What the keys of the console do; see `line-keys.enhance.ts`. */
export const LineKeys = ({ v }: { v: View }) => (
  <details data-line-keys="">
    <summary>{v.t('line.keys')}</summary>
    <dl class="definitions">
      {keys.map((key) => (
        <div class="definitions__row">
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{v.t(`line.keys.${key === '/' ? 'slash' : key === '1–7' ? 'digits' : key}`)}</dd>
        </div>
      ))}
    </dl>
    <p>{v.t('line.keys.hint')}</p>
  </details>
)
