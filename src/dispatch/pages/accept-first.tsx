import { Choice, type View } from '../../web'
import type { AskView } from '../queries/find-ask'

/** What a yes owes before it counts; null and false where nothing is owed. */
export type OwedAcceptance = { readonly ethicsVersion: number | null; readonly briefing: boolean }

/** The briefing to read and the box to tick with a yes; `aloud` where somebody reads it to the person who says the yes. */
export const AcceptFirst = ({
  v,
  ask,
  accept,
  error,
  aloud = false,
}: {
  v: View
  ask: AskView
  accept: OwedAcceptance
  error?: string | undefined
  aloud?: boolean
}) => {
  if (ask.risk_tier === 0 || !(accept.briefing || accept.ethicsVersion !== null)) return null
  const what = accept.ethicsVersion === null ? 'acceptBriefing' : 'acceptBoth'
  return (
    <>
      <details open={aloud}>
        <summary>{v.t('dispatch.ask.briefing')}</summary>
        {ask.briefing.split('\n').map((line) => (line.trim() === '' ? null : <p>{line}</p>))}
        {aloud && accept.ethicsVersion !== null ? (
          <p>
            <a href="/standards/code">{v.t('dispatch.theirs.readCode')}</a>
          </p>
        ) : null}
      </details>
      <input type="hidden" name="briefing" value={String(ask.briefing_version)} />
      {accept.ethicsVersion === null ? null : (
        <input type="hidden" name="ethics" value={String(accept.ethicsVersion)} />
      )}
      <Choice
        v={v}
        name="accept"
        kind="checkbox"
        legend={v.t('dispatch.ask.before')}
        error={error}
        options={[{ value: 'yes', label: v.t(aloud ? `dispatch.theirs.${what}` : `dispatch.ask.${what}`) }]}
      />
    </>
  )
}
