import { isId } from '../../kit/ids'
import {
  createKey,
  get,
  listKeys,
  may,
  NotHere,
  page,
  permissions,
  post,
  type Req,
  type Route,
  revokeKey,
  seeOther,
} from '../../platform'
import type { FieldErrors } from '../../web'
import { webhookAdded, webhookEnded } from '../entries'
import { PartnerPage } from './partner-page'
import { addWebhook, endWebhook, listWebhooks, publicKinds } from './webhooks'

async function organizationOf(r: Req) {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const row = await r.ctx.db
    .selectFrom('organizations')
    .select(['id', 'name', 'region_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new NotHere()
  if (!may(r.ctx, 'organizations:manage', { organizationId: id, regionId: row.region_id })) throw new NotHere(403)
  return row
}

type Made = { readonly key?: string; readonly webhook?: string }

async function show(r: Req, errors: FieldErrors = {}, made: Made = {}) {
  const organization = await organizationOf(r)
  const scope = { organizationId: organization.id, regionId: organization.region_id }
  r.c.header('cache-control', 'private, no-store')
  return page(
    r,
    PartnerPage({
      v: r.v,
      organization,
      keys: await listKeys(r.ctx.db, { organizationId: organization.id }),
      webhooks: await listWebhooks(r.ctx.db, organization.id),
      scopes: (Object.keys(permissions) as (keyof typeof permissions)[]).filter((one) => may(r.ctx, one, scope)),
      kinds: publicKinds(),
      typed: r.form,
      chosen: { scopes: r.all('scopes'), kinds: r.all('kinds') },
      errors,
      made,
    }),
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function makeKey(r: Req) {
  const organization = await organizationOf(r)
  const scopes = r.all('scopes')
  const name = (r.form.name ?? '').trim()
  const errors: Record<string, string> = {}
  if (name === '') errors.name = r.v.t('notices.partner.error.name')
  if (scopes.length === 0) errors.scopes = r.v.t('notices.partner.error.scopes')
  if (Object.keys(errors).length > 0) return show(r, errors)
  const made = await createKey(r.ctx, { name, scopes, organizationId: organization.id })
  if (!made.ok) return show(r, { scopes: r.v.t('notices.partner.error.forbidden') })
  // Shown in this very answer: only the hash is kept.
  return show(r, {}, { key: made.value.secret })
}

async function endKey(r: Req) {
  const organization = await organizationOf(r)
  const id = r.param('key')
  if (!isId(id) || !(await revokeKey(r.ctx, id)).ok) throw new NotHere()
  return seeOther(r, `/organizations/${organization.id}/api`, 'notices.partner.said.revoked')
}

async function makeWebhook(r: Req) {
  const organization = await organizationOf(r)
  const added = await addWebhook(r.ctx, {
    organizationId: organization.id,
    url: r.form.url ?? '',
    kinds: r.all('kinds'),
    regionId: r.form.region === 'own' ? organization.region_id : null,
  })
  if (added.ok) return show(r, {}, { webhook: added.value.secret })
  const { kind } = added.error
  const field = ['no-kinds', 'kind-unknown', 'too-many'].includes(kind) ? 'kinds' : 'url'
  return show(r, { [field]: r.v.t(`notices.partner.error.${kind}`) })
}

async function finishWebhook(r: Req) {
  const organization = await organizationOf(r)
  const id = r.param('webhook')
  if (!isId(id) || !(await endWebhook(r.ctx, id)).ok) throw new NotHere()
  return seeOther(r, `/organizations/${organization.id}/api`, 'notices.partner.said.ended')
}

const manages = { may: 'organizations:manage' } as const

/** An organization's own keys and webhooks. */
export const partnerRoutes: readonly Route[] = [
  get('/organizations/:id/api', (r) => show(r), manages),
  post('/organizations/:id/api/keys', makeKey, { ...manages, records: ['key.made'] }),
  post('/organizations/:id/api/keys/:key/revoke', endKey, { ...manages, records: ['key.revoked'] }),
  post('/organizations/:id/api/webhooks', makeWebhook, { ...manages, records: [webhookAdded.kind] }),
  post('/organizations/:id/api/webhooks/:webhook/end', finishWebhook, { ...manages, records: [webhookEnded.kind] }),
]
