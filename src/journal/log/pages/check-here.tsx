import { Button, type View } from '../../../web'

// Filled in by the browser, which has no translator: the same places are named to both sides.
const places = { size: '{size}', key: '{key}', from: '{from}', to: '{to}', position: '{position}', count: '{count}' }

/** What the visitor's browser says while it checks. */
const said = [
  'signed',
  'grown',
  'first',
  'entry',
  'whole',
  'notSame',
  'failed',
  'otherKey',
  'tooOld',
  'working',
] as const

/**
 * A check by the visitor's own browser, and the command that does the same where there is no script. `position`: the entry; without one, the whole
 * log is looked at. `shown`: the sealed entry as the page shows it.
 */
export const CheckHere = ({
  v,
  position,
  shown,
}: {
  v: View
  position?: number | undefined
  shown?: string | undefined
}) => (
  <>
    <log-check
      hidden
      data-log="/log"
      data-position={position}
      data-shown={shown}
      data-texts={JSON.stringify(Object.fromEntries(said.map((name) => [name, v.t(`journal.check.${name}`, places)])))}
    >
      <Button type="button" icon="check">
        {v.t(position === undefined ? 'journal.check.pressWhole' : 'journal.check.press')}
      </Button>
      <div role="status" aria-label={v.t('journal.check.heading')}>
        <ul class="plain-list" />
      </div>
    </log-check>
    <p>{v.t('journal.check.byCommand')}</p>
    <p>
      <code class="code breaks-anywhere">
        {position === undefined
          ? `npx asar verify copy ${v.url}/log`
          : `npx asar verify entry ${v.url}/log/entries/${position}`}
      </code>
    </p>
  </>
)
