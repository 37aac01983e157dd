import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findPerson, grantRoleIn, suspensionOf } from '../../people'
import { findRegion, type PlaceChoice, type PlaceError, resolvePlace } from '../../places'
import { brokeConstraint, type Ctx, inCommand, personOf } from '../../platform'
import { decideOrganization, type FormRefusal, getLawPack, type OrganizationForm } from '../../standards'
import { type BinError, parseBin } from '../bin'
import { organizationCreated } from '../entries'
import { formsOfKind, type OrganizationKind } from '../organization'

/** What a new organization says about itself. */
export type NewOrganization = {
  readonly kind: OrganizationKind
  readonly legalForm: OrganizationForm
  readonly name: string
  readonly about: string
  readonly place: PlaceChoice
  /** As typed; asked of registered organizations in Kazakhstan. */
  readonly bin?: string | undefined
}

/** Why an organization cannot begin; `form-refused` carries the article, `wrong-bin` what is wrong with the number. */
export type CreateOrganizationError =
  | PlaceError
  | FormRefusal
  | { readonly kind: 'not-signed-in' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'wrong-form' }
  | { readonly kind: 'wrong-name' }
  | { readonly kind: 'wrong-bin'; readonly why: BinError['kind'] }
  | { readonly kind: 'bin-taken' }

/**
 * Begins an organization. A group works at once, in public places only; NGO, company and authority wait in the queue of the region's
 * authority. Whoever begins it runs it: organization-admin and coordinator in it. What the law forbids is refused with the article.
 */
export async function createOrganization(
  ctx: Ctx,
  input: NewOrganization,
): Promise<Result<{ readonly organizationId: string }, CreateOrganizationError>> {
  try {
    return await inCommand<{ organizationId: string }, CreateOrganizationError>(
      ctx,
      'createOrganization',
      async (tx) => {
        const creator = personOf(ctx)
        const person = creator === null ? undefined : await findPerson(tx.db, creator)
        if (creator === null || person?.state !== 'active') return err({ kind: 'not-signed-in' })
        if ((await suspensionOf(tx.db, creator, tx.now)) !== undefined) return err({ kind: 'suspended' })
        if (!formsOfKind[input.kind].includes(input.legalForm)) return err({ kind: 'wrong-form' })
        const name = input.name.trim().replace(/\s+/g, ' ')
        if (name.length < 2 || name.length > 160) return err({ kind: 'wrong-name' })
        const place = await resolvePlace(tx.db, input.place)
        if (!place.ok) return place
        const country = (await findRegion(tx.db, place.value.regionId))?.countryCode ?? ''
        const lawful = decideOrganization(getLawPack(country), input.legalForm)
        if (!lawful.ok) return lawful
        const bin = binOf(input, country)
        if (!bin.ok) return bin
        const id = newPublicId()
        const state = input.kind === 'group' ? 'active' : 'waiting'
        await tx.db
          .insertInto('organizations')
          .values({
            id,
            region_id: place.value.regionId,
            locality_id: place.value.localityId ?? null,
            kind: input.kind,
            legal_form: input.legalForm,
            name,
            about: input.about.trim().slice(0, 2000),
            bin: bin.value,
            state,
            created_by: creator,
            created_at: tx.now,
          })
          .execute()
        await tx.db
          .insertInto('organization_members')
          .values({ organization_id: id, person_id: creator, state: 'member', since: tx.now })
          .execute()
        tx.append(
          organizationCreated.entry({
            subjectId: id,
            regionId: place.value.regionId,
            organizationId: id,
            body: { organizationKind: input.kind, legalForm: input.legalForm, state },
            public: {
              region: place.value.regionId,
              day: tx.now.toZonedDateTimeISO(place.value.zone).toPlainDate().toString(),
              organization: id,
              organizationKind: input.kind,
              state,
            },
          }),
        )
        for (const role of ['organization-admin', 'coordinator'] as const)
          await grantRoleIn(tx, { personId: creator, role, organizationId: id })
        return ok({ organizationId: id })
      },
    )
  } catch (cause) {
    if (brokeConstraint(cause, 'organizations_bin_idx')) return err({ kind: 'bin-taken' })
    throw cause
  }
}

/** The BIN an organization must show: none for groups and outside Kazakhstan. */
export function binOf(
  input: { readonly kind: OrganizationKind; readonly bin?: string | undefined },
  country: string,
): Result<string | null, { readonly kind: 'wrong-bin'; readonly why: BinError['kind'] }> {
  if (input.kind === 'group' || country !== 'KZ') return ok(null)
  const bin = parseBin(input.bin)
  return bin.ok ? bin : err({ kind: 'wrong-bin', why: bin.error.kind })
}
