import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { apiOperation, type Problem } from '../../platform'
import { webhookAdded, webhookEnded } from '../entries'
import { addWebhook, endWebhook, listWebhooks, mayManage, type WebhookError } from './webhooks'

const webhook = z
  .strictObject({
    id: z.uuid(),
    url: z.url(),
    kinds: z.array(z.string()),
    region: z.string().nullable(),
    createdAt: z.iso.datetime(),
    failingSince: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Webhook', description: 'An address that is sent the public part of entries.' })

const notFound: Problem = {
  status: 404,
  kind: 'not-found',
  detail: 'There is no such organization or webhook for this key.',
}

const problemOf = (error: WebhookError): Problem => {
  if (error.kind === 'forbidden') return notFound
  if (error.kind === 'kind-unknown')
    return { status: 422, kind: 'kind-unknown', detail: `Expected kinds of public entries; ${error.entry} is none.` }
  const detail = {
    'not-https': 'The address must begin with https.',
    'not-a-url': 'Expected an address such as https://example.kz/asar.',
    'with-password': 'The address must not carry a user or password.',
    'not-found': 'The name of the address could not be resolved.',
    'not-public': 'The address leads to a private or reserved network.',
    'too-many': 'An organization has at most 20 live webhooks; end one first.',
    'no-kinds': 'Name at least one kind of entry.',
  }[error.kind]
  return { status: 422, kind: `webhook-${error.kind}`, detail }
}

/** Operations on the webhooks of an organization. */
export const webhookOperations = [
  apiOperation({
    method: 'GET',
    path: '/organizations/:organizationId/webhooks',
    id: 'listWebhooks',
    summary: 'List the webhooks of an organization',
    tag: 'Webhooks',
    may: 'organizations:manage',
    query: z.strictObject({}),
    response: z.strictObject({ webhooks: z.array(webhook) }),
    example: { params: { organizationId: '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a71' } },
    run: async (ctx, { params }) => {
      const id = params.organizationId
      if (!isId(id)) return err(notFound)
      const organization = await ctx.db
        .selectFrom('organizations')
        .select('region_id')
        .where('id', '=', id)
        .executeTakeFirst()
      if (organization === undefined || !mayManage(ctx, id, organization.region_id)) return err(notFound)
      const webhooks = await listWebhooks(ctx.db, id)
      return ok({
        webhooks: webhooks.map(({ regionId, createdAt, failingSince, endedAt, ...one }) => ({
          id: one.id,
          url: one.url,
          kinds: [...one.kinds],
          region: regionId,
          createdAt: createdAt.toString(),
          failingSince: failingSince?.toString() ?? null,
          endedAt: endedAt?.toString() ?? null,
        })),
      })
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/organizations/:organizationId/webhooks',
    id: 'addWebhook',
    summary: 'Add a webhook in the form of Standard Webhooks',
    tag: 'Webhooks',
    may: 'organizations:manage',
    records: [webhookAdded.kind],
    query: z.strictObject({}),
    body: z.strictObject({
      url: z.string().meta({ description: 'https only; public addresses only; redirects are not followed.' }),
      kinds: z
        .array(z.string())
        .min(1)
        .max(100)
        .meta({ description: 'Kinds of entries that say something in public.' }),
      region: z.string().nullable().optional().meta({ description: 'Only entries of this region, such as KZ-27.' }),
    }),
    response: z.strictObject({
      id: z.uuid(),
      secret: z.string().meta({ description: 'Signs each delivery (webhook-signature v1). Shown once.' }),
    }),
    status: 201,
    example: {
      params: { organizationId: '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a71' },
      body: { url: 'https://example.kz/asar', kinds: ['need.raised', 'need.receipt'], region: 'KZ-27' },
    },
    run: async (ctx, { params, body }) => {
      const organizationId = params.organizationId
      if (!isId(organizationId)) return err(notFound)
      const added = await addWebhook(ctx, {
        organizationId,
        url: body.url,
        kinds: body.kinds,
        regionId: body.region ?? null,
      })
      return added.ok ? added : err(problemOf(added.error))
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/webhooks/:id/end',
    id: 'endWebhook',
    summary: 'End a webhook',
    tag: 'Webhooks',
    may: 'organizations:manage',
    records: [webhookEnded.kind],
    query: z.strictObject({}),
    response: z.strictObject({ ended: z.literal(true) }),
    example: { params: { id: '0b8f7c8e-4c62-4f0e-9d8c-3a1f5f0f1a11' } },
    run: async (ctx, { params }) => {
      if (!isId(params.id)) return err(notFound)
      const ended = await endWebhook(ctx, params.id)
      return ended.ok ? ok({ ended: true as const }) : err(notFound)
    },
  }),
]
