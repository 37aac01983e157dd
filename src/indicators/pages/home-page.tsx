import { type CountryMap, MapCredit } from '../../places'
import { type Child, Door, Doors, Icon, Page, RegionMap, type RegionValue, StatNumber, type View } from '../../web'
import type { Definition } from '../definition'
import { missing, sayFigure } from './said'

/** What the home page shows: figures ready to be said, lists already bounded. */
export type HomeView = {
  readonly figures: readonly {
    readonly definition: Definition
    readonly value: number | null
    readonly trend: readonly number[]
  }[]
  readonly asOf: number
  readonly map: CountryMap | undefined
  readonly regions: readonly RegionValue[]
  readonly needed: readonly { readonly name: string; readonly requests: number }[]
  /** Goods often brought unasked that no open request asks for. */
  readonly notNeeded: readonly string[]
  /** Telephone of the operators: as dialled and as written. */
  readonly phone: { readonly dialled: string; readonly written: string } | undefined
  readonly results: readonly {
    readonly id: string
    readonly title: string
    readonly said: string
    readonly at: Temporal.Instant
  }[]
}

/** The front page: two doors, honest numbers, what is needed now, how it can be checked. */
export const HomePage = ({ v, home }: { v: View; home: HomeView }) => (
  <Page v={v} title={v.t('indicators.home.title')} lead={v.t('indicators.home.lead')}>
    <Doors>
      <Door href="/ask" icon="hand" title={v.t('indicators.home.ask')} main>
        {v.t('indicators.home.askText')}
      </Door>
      <Door href="/join" icon="people" title={v.t('indicators.home.give')}>
        {v.t('indicators.home.giveText')}
      </Door>
    </Doors>
    {home.phone === undefined ? null : (
      <p class="call">
        <Icon name="phone" />
        <span>
          {v.t('indicators.home.call')} <a href={`tel:${home.phone.dialled}`}>{home.phone.written}</a>
        </span>
      </p>
    )}
    <Section title={v.t('indicators.home.numbers')}>
      <div class="stats">
        {home.figures.map(({ definition, value, trend }) => (
          <StatNumber
            v={v}
            label={v.t(`indicators.${definition.id}.name`)}
            value={value}
            missing={missing(v, { definition })}
            {...(value === null ? {} : { said: sayFigure(v, definition, value) })}
            trend={trend}
            trendLabel={v.t('indicators.page.trend')}
            openHref={`/numbers/${definition.id}`}
          />
        ))}
      </div>
      <p class="muted">{v.t('indicators.list.asOf', { position: home.asOf })}</p>
    </Section>
    <div class="home-now">
      <NeededNow v={v} home={home} />
      {home.map === undefined ? null : (
        <RegionMap
          v={v}
          caption={v.t('indicators.home.map')}
          shapes={home.map.shapes}
          credit={<MapCredit v={v} map={home.map} />}
          regions={home.regions}
          valueLabel={v.t('indicators.needs-raised.name')}
        />
      )}
    </div>
    <Section title={v.t('indicators.home.results')}>
      {home.results.length === 0 ? (
        <p>{v.t('indicators.home.resultsNone')}</p>
      ) : (
        <ul class="plain-list">
          {home.results.map(({ id, title, said, at }) => (
            <li>
              <a href={`/activities/${id}`}>{title}</a> · {said} · {v.say.date(at)}
            </li>
          ))}
        </ul>
      )}
    </Section>
    <Section title={v.t('indicators.home.check')}>
      <p>{v.t('indicators.home.checkText')}</p>
      <p>
        <a href="/numbers">{v.t('indicators.home.checkLink')}</a> · <a href="/verify">{v.t('journal.verify.title')}</a>
      </p>
    </Section>
  </Page>
)

const NeededNow = ({ v, home }: { v: View; home: HomeView }) => (
  <Section title={v.t('indicators.home.needed')}>
    {home.needed.length === 0 ? (
      <p>{v.t('indicators.home.neededNone')}</p>
    ) : (
      <ul class="needed-list">
        {home.needed.map(({ name, requests }) => (
          <li class="needed-list__line">
            <span>{name}</span>
            <span class="muted">{v.t('indicators.pieces', { n: requests })}</span>
          </li>
        ))}
      </ul>
    )}
    {home.notNeeded.length === 0 ? null : (
      <div class="not-needed">
        <h3>{v.t('indicators.home.notNeeded')}</h3>
        <p>{v.say.list(home.notNeeded)}.</p>
        <p class="muted">{v.t('indicators.home.notNeededHint')}</p>
      </div>
    )}
    <p>
      <a href="/give">{v.t('goods.needed.give')}</a> · <a href="/needed">{v.t('goods.places.title')}</a>
    </p>
  </Section>
)

const Section = ({ title, children }: { title: string; children?: Child }) => (
  <section class="section">
    <h2>{title}</h2>
    {children}
  </section>
)
