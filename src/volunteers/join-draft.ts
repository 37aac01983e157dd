import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Req } from '../platform'

const COOKIE = 'asar_join'
const SECONDS = 3600

const draftForm = z.object({
  name: z.string().max(80),
  age: z.string().max(20),
  place: z.string().max(40),
  placeTyped: z.string().max(120),
  when: z.string().max(20),
  by: z.string().max(40),
  batch: z.string().max(40),
})

/** What a newcomer said before proving their contact. */
export type JoinDraft = z.infer<typeof draftForm>

/** Keeps the answers in the newcomer's own browser for an hour: nothing of them is stored here before their contact is proved. */
export const keepDraft = (r: Req, draft: JoinDraft): void => {
  setCookie(r.c, COOKIE, Buffer.from(JSON.stringify(draft)).toString('base64url'), {
    path: '/join',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: SECONDS,
  })
}

/** The kept answers, untrusted: they are checked again as if just typed. */
export function readDraft(r: Req): JoinDraft | undefined {
  try {
    const text = Buffer.from(getCookie(r.c, COOKIE) ?? '', 'base64url').toString()
    const parsed = draftForm.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** Forgets the answers: they have served. */
export const forgetDraft = (r: Req): void => {
  deleteCookie(r.c, COOKIE, { path: '/join' })
}
