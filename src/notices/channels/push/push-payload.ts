import { createHash } from 'node:crypto'
import { type Lang, translator } from '../../../web'

/** What a device shows, and does when it is pressed. Written for `service-worker-push.ts`, which reads it. */
export type PushPayload = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly lang: Lang
  readonly path: string
  /** Where an answer is posted, and what is said when it cannot be. */
  readonly answer?: { readonly path: string; readonly failed: string }
  readonly actions: readonly { readonly action: string; readonly title: string; readonly key?: string }[]
}

/**
 * The words of a notice for a lock screen, as short as a push service takes them. An ask can be answered in place: each answer has a key of
 * its own, the same on every device, so that pressing it twice, or on two of them, counts once.
 */
export function pushPayload(
  notice: {
    readonly id: string
    readonly body: string
    readonly path: string
    readonly answerPath: string | undefined
  },
  lang: Lang,
): string {
  const t = translator(lang)
  const { id, path, answerPath } = notice
  const open = { action: 'open', title: t('notices.push.open') }
  const payload: PushPayload = {
    id,
    title: t('notices.push.title'),
    body: notice.body.slice(0, 400),
    lang,
    path,
    ...(answerPath === undefined ? {} : { answer: { path: answerPath, failed: t('notices.push.failed') } }),
    actions:
      answerPath === undefined
        ? [open]
        : [
            ...(['yes', 'no'] as const).map((action) => ({
              action,
              title: t(`notices.push.${action}`),
              key: keyOf(id, action),
            })),
            open,
          ],
  }
  return JSON.stringify(payload)
}

const keyOf = (id: string, action: string): string =>
  createHash('sha256')
    .update(`push ${id} ${action}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
