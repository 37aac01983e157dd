import { listMemberships, registerOrganizationPart } from '../organizations'
import { competenceName, listCredentials } from '../training'
import { Button, Card } from '../web'
import { type HomeCard, registerHomeCard } from './home-cards'
import { countInvited } from './queries'

// Rooms above this one cannot add to the home themselves.
registerHomeCard({
  name: 'invitations',
  waiting: async (ctx, v, personId) =>
    (await listMemberships(ctx.db, personId))
      .filter(({ state }) => state === 'invited')
      .map(
        (one): HomeCard => ({
          urgency: 40,
          card: (
            <Card
              tone="needs-you"
              level={2}
              title={v.t('volunteers.home.invited', { name: one.name })}
              actions={<Button href={`/organizations/${one.organizationId}`}>{v.t('volunteers.home.answer')}</Button>}
            />
          ),
        }),
      ),
})

registerHomeCard({
  name: 'competences',
  waiting: async (ctx, v, personId) =>
    (await listCredentials(ctx.db, personId)).flatMap((one): HomeCard[] =>
      one.state !== 'confirmed' ||
      one.renewalOfferedAt === null ||
      one.validUntil === null ||
      Temporal.Instant.compare(one.validUntil, v.now) <= 0
        ? []
        : [
            {
              urgency: 30,
              card: (
                <Card
                  tone="needs-you"
                  level={2}
                  title={v.t('volunteers.home.renew', {
                    name: competenceName(one.competence, v.lang),
                    date: v.say.date(one.validUntil),
                  })}
                  actions={<Button href="/me/competences">{v.t('volunteers.home.renewNow')}</Button>}
                />
              ),
            },
          ],
    ),
})

// Whoever invited learns a total from five up, and nobody's name or answer.
registerOrganizationPart('volunteers', async (ctx, v, organization, mine) => {
  if (!mine || organization.state !== 'active') return undefined
  const count = await countInvited(ctx.db, organization.id)
  const link = `${v.url}/join?by=${organization.id}`
  return (
    <section aria-labelledby="invited-volunteers">
      <h2 id="invited-volunteers">{v.t('volunteers.invited.title')}</h2>
      <p>{count === null ? v.t('volunteers.invited.few') : v.t('volunteers.invited.count', { count })}</p>
      <p>
        {v.t('volunteers.invited.link')} <a href={link}>{link}</a>
      </p>
    </section>
  )
})
