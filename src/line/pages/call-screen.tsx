import type { Child } from '../../web'
import { Button, Page, type View } from '../../web'
import { LineKeys } from './line-keys'

/** What an operator has open beside the call: a form, or what came of it. */
export type Work = {
  readonly title: string
  /** The ask it answers: it needs no other answer beside. */
  readonly askId?: string
  readonly children: Child
}

/** Id of the part that is fetched in place. */
export const WORK = 'work'

/**
 * The one screen of a call: who it is with and what to say stand still at the side, what is done for them changes beside it.
 * @param side whom with, and what to say
 * @param path of the call, to close what is open
 */
export const CallScreen = ({
  v,
  title,
  lead,
  side,
  path,
  work,
  before,
  after,
}: {
  v: View
  title: string
  lead: string
  side: Child
  path: string
  work: Work | undefined
  before?: Child
  after?: Child
}) => (
  <Page v={v} title={title} lead={lead} stage="desk" emergency>
    <div class="call-screen">
      <div class="call-screen__side">
        {side}
        <LineKeys v={v} />
      </div>
      <div class="call-screen__main">
        {before}
        <section
          id={WORK}
          class="section call-screen__work"
          aria-labelledby={work === undefined ? undefined : 'work-heading'}
        >
          {work === undefined ? null : (
            <>
              <h2 id="work-heading" tabindex={-1} autofocus>
                {work.title}
              </h2>
              <kept-form>{work.children}</kept-form>
              <Button href={path} into={WORK} kind="quiet">
                {v.t('line.work.close')}
              </Button>
            </>
          )}
        </section>
        {after}
        <p>
          <a href="/line">{v.t('line.back')}</a>
        </p>
      </div>
    </div>
  </Page>
)
