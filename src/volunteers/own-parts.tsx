import { registerOrganizationPart } from '../organizations'
import { competenceName } from '../training'
import { Button, Card, type View } from '../web'
import type { HomeCard } from './home-cards'
import { countInvited, type HomeView } from './queries'

// Rooms above this one cannot add to the home themselves, so what waits in them is read with the home's own query.

/** Organizations that wait for this person's yes or no. */
export const invitationCards = (v: View, invited: HomeView['invited']): HomeCard[] =>
  invited.map((one) => ({
    urgency: 40,
    card: (
      <Card
        tone="needs-you"
        level={2}
        title={v.t('volunteers.home.invited', { name: one.name })}
        actions={<Button href={`/organizations/${one.organizationId}`}>{v.t('volunteers.home.answer')}</Button>}
      />
    ),
  }))

/** Proofs that run out soon and can be renewed. */
export const renewalCards = (v: View, renewals: HomeView['renewals']): HomeCard[] =>
  renewals.map((one) => ({
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
  }))

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
