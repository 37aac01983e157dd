import { createHash, randomBytes } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { newId } from '../kit/ids'
import type { Ctx } from '../platform/context'
import { type PublicField, publicFields } from './public-fields'

/** An entry about to be written. Made by {@link entryKind} so that its bodies are of the declared form. */
export type NewEntry = {
  readonly kind: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly regionId: string
  readonly organizationId: string | null
  readonly body: Record<string, unknown>
  readonly publicBody: Record<string, unknown>
  readonly facts: Readonly<Record<string, SealedFact>>
}

/** A fact that is committed to, but kept apart: `personId` is who can have it erased. */
export type SealedFact = { readonly personId: string | null; readonly fact: unknown }

type PublicOf<F extends PublicField> = { [K in F]: z.infer<(typeof publicFields)[K]> }

/** A declared kind of entry: what it is about, and the form of what it says inside and in public. */
export type EntryKind<B extends z.ZodType, F extends PublicField> = {
  readonly kind: string
  readonly subjectKind: string
  readonly publicKeys: readonly F[]
  /** @throws {z.ZodError} if a body carries anything not declared: a bug, found by the first test that comes by */
  entry(input: {
    subjectId: string
    regionId: string
    organizationId?: string | null
    body: z.infer<B>
    public: Partial<PublicOf<F>>
    facts?: Record<string, SealedFact>
  }): NewEntry
}

const declared = new Map<string, { kind: string; publicKeys: readonly PublicField[] }>()

/** All kinds declared so far, by name: rooms declare theirs when they load. */
export const declaredKinds = (): ReadonlyMap<string, { kind: string; publicKeys: readonly PublicField[] }> => declared

/**
 * Declares a kind of entry.
 * @param kind `subject.happened`, such as `need.raised`
 * @param form `body` holds ids, codes and numbers only; `public` names fields of {@link publicFields}, none for a private kind
 */
export function entryKind<B extends z.ZodObject, const F extends PublicField>(
  kind: string,
  form: { subject: string; body: B; public: readonly F[] },
): EntryKind<B, F> {
  if (declared.has(kind)) throw new Error(`entry kind ${kind} is declared twice`)
  declared.set(kind, { kind, publicKeys: form.public })
  const body = z.strictObject(form.body.shape)
  const publicBody = z.strictObject(Object.fromEntries(form.public.map((key) => [key, publicFields[key].optional()])))
  return {
    kind,
    subjectKind: form.subject,
    publicKeys: form.public,
    entry: (input) => ({
      kind,
      subjectKind: form.subject,
      subjectId: input.subjectId,
      regionId: input.regionId,
      organizationId: input.organizationId ?? null,
      body: body.parse(input.body) as Record<string, unknown>,
      publicBody: publicBody.parse(input.public),
      facts: input.facts ?? {},
    }),
  }
}

/** Commitment to a fact: SHA-256 over 16 bytes of salt and the fact in canonical JSON (RFC 8785), as hex. */
export const commitTo = (salt: Buffer, fact: unknown): string =>
  createHash('sha256')
    .update(salt)
    .update(canonicalize(fact) ?? 'null')
    .digest('hex')

/** Rows of the journal and of the sealed facts for entries of one transaction. */
export function entryRows(ctx: Ctx, now: Temporal.Instant, entries: readonly NewEntry[]) {
  const facts: { entry_id: string; name: string; person_id: string | null; salt: Buffer; fact: string }[] = []
  const { actor } = ctx
  const actorId =
    actor.kind === 'person'
      ? actor.personId
      : actor.kind === 'link'
        ? actor.linkId
        : actor.kind === 'key'
          ? actor.keyId
          : null
  const journal = entries.map((entry) => {
    const id = newId(now.epochMilliseconds)
    const commitments: Record<string, string> = {}
    for (const [name, { personId, fact }] of Object.entries(entry.facts)) {
      const salt = randomBytes(16)
      commitments[name] = commitTo(salt, fact)
      facts.push({ entry_id: id, name, person_id: personId, salt, fact: JSON.stringify(fact) })
    }
    return {
      id,
      at: now,
      actor_kind: actor.kind,
      actor_id: actorId,
      on_behalf_of: ctx.onBehalfOf?.personId ?? null,
      door: ctx.door,
      region_id: entry.regionId,
      organization_id: entry.organizationId,
      kind: entry.kind,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      body: JSON.stringify(entry.body),
      public_body: JSON.stringify(entry.publicBody),
      commitments: JSON.stringify(commitments),
    }
  })
  return { journal, facts }
}
