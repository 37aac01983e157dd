import { registerHomeCard } from '../volunteers'
import { Card } from '../web'
import { findUnseen } from './queries'

const URGENCY = 20

registerHomeCard({
  name: 'notices',
  waiting: async (ctx, v, personId) => {
    const unseen = await findUnseen(ctx.db, personId, v.lang, v.now)
    if (unseen === undefined) return []
    return [
      {
        urgency: URGENCY,
        card: (
          <Card
            level={2}
            tone="needs-you"
            title={v.t('notices.card.title', { count: unseen.count })}
            href="/me/notices"
            meta={v.say.relative(unseen.at, v.now)}
          >
            <p>
              <a href={unseen.path}>{unseen.text}</a>
            </p>
          </Card>
        ),
      },
    ]
  },
})
