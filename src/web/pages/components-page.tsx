import { Button, ButtonRow } from '../components/button'
import { Card, Cards } from '../components/card'
import type { Child } from '../components/child'
import { Choice, type ChoiceOption } from '../components/choice'
import { ConfirmBar } from '../components/confirm-bar'
import { DefinitionList } from '../components/definition-list'
import { Door, Doors } from '../components/door'
import { EmptyState } from '../components/empty-state'
import { Facts } from '../components/facts'
import { Field } from '../components/field'
import { Form } from '../components/form'
import { Icon, iconPaths } from '../components/icon'
import { Ornament } from '../components/mark'
import { EmergencyLine, Notice } from '../components/notice'
import { Pager } from '../components/pager'
import { PrintSheet } from '../components/print-sheet'
import { Queue } from '../components/queue'
import { Reference } from '../components/reference'
import { RiskStrip } from '../components/risk-strip'
import { SearchField } from '../components/search-field'
import { SeatDots } from '../components/seat-dots'
import { Select } from '../components/select'
import { StatNumber } from '../components/stat-number'
import { type RestState, StateNote } from '../components/state-note'
import { Badge, Status } from '../components/status'
import { Stepper } from '../components/stepper'
import { Table } from '../components/table'
import { Tabs } from '../components/tabs'
import { Timeline } from '../components/timeline'
import { UndoBar } from '../components/undo-bar'
import { WeekStrip } from '../components/week-strip'
import { When } from '../components/when'
import { Page } from '../layout'
import { RegionMap } from '../map/region-map'
import { Bars } from '../plot/bars'
import { TrendPlot } from '../plot/trend-plot'
import type { View } from '../view'
import { sampleShapes } from './sample-shapes'

const restStates: readonly RestState[] = ['empty', 'loading', 'partial', 'error', 'offline', 'done', 'forbidden']
const shapes = sampleShapes()
const today = Temporal.PlainDate.from('2026-11-22')
const now = Temporal.Instant.from('2026-11-22T13:00:00Z')
const reference = '7KQ2-M4'
const weeks = [210, 340, 395, 610, 780, 1020, 1248]

/** Every part of the pages in every state: for those who build pages, and the set that pictures are compared by. */
export const ComponentsPage = ({ v: viewer, stage = 'app' }: { v: View; stage?: 'app' | 'desk' }) => {
  const v: View = { ...viewer, now }
  return (
    <Page v={v} title={v.t('web.sample.title')} lead={v.t('web.sample.lead')} stage={stage} hidden>
      <Tabs
        label={v.t('web.sample.on')}
        tabs={[
          { href: '#buttons', label: v.t('web.sample.buttons') },
          { href: '#cards', label: v.t('web.sample.cards') },
          { href: '#questions', label: v.t('web.sample.forms') },
          { href: '#lists', label: v.t('web.sample.tables') },
          { href: '#states', label: v.t('web.sample.states') },
          { href: '#figures', label: v.t('web.sample.numbers') },
          { href: '?stage=desk#desk', label: v.t('web.sample.desk') },
        ]}
      />
      <Doors>
        <Door href="#questions" icon="hand" title={v.t('web.nav.ask')} main>
          {v.t('web.sample.doorAsk')}
        </Door>
        <Door href="#questions" icon="people" title={v.t('web.nav.join')}>
          {v.t('web.sample.doorHelp')}
        </Door>
      </Doors>
      <Buttons v={v} />
      <Notices v={v} />
      <Statuses v={v} />
      <CardSamples v={v} />
      <Times v={v} />
      <Questions v={v} />
      <WrongQuestions v={v} />
      <Lists v={v} />
      <States v={v} />
      <Figures v={v} />
      {stage === 'desk' ? <Desk v={v} /> : null}
      <PrintSheet
        v={v}
        title={v.t('web.sample.sheet')}
        number="A-0417"
        destroyBy={today.add({ days: 7 })}
        path={`/activities/${reference}`}
        level={2}
      >
        <Shifts v={v} />
      </PrintSheet>
    </Page>
  )
}

const Section = ({ id, title, children }: { id: string; title: string; children?: Child }) => (
  <section class="section" id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)

const Buttons = ({ v }: { v: View }) => (
  <Section id="buttons" title={v.t('web.sample.buttons')}>
    <ButtonRow equal>
      <Button icon="check">{v.t('web.sample.can')}</Button>
      <Button kind="secondary" icon="close">
        {v.t('web.sample.cannot')}
      </Button>
    </ButtonRow>
    <ButtonRow>
      <Button size="large">{v.t('web.sample.send')}</Button>
      <Button pending>{v.t('web.sample.sending')}</Button>
      <Button kind="quiet" href="#buttons">
        {v.t('web.sample.later')}
      </Button>
      <Button kind="danger">{v.t('web.sample.leave')}</Button>
      <Button disabled>{v.t('web.sample.closed')}</Button>
    </ButtonRow>
    <p class="icons">
      {Object.keys(iconPaths).map((name) => (
        <Icon name={name as keyof typeof iconPaths} />
      ))}
    </p>
    <Ornament />
  </Section>
)

const Notices = ({ v }: { v: View }) => (
  <Section id="notices" title={v.t('web.sample.notices')}>
    <EmergencyLine v={v} />
    <EmergencyLine v={v} raised />
    <Notice>{v.t('web.sample.info')}</Notice>
    <Notice tone="success" title={v.t('web.sample.saved')}>
      {v.t('web.sample.savedText')}
    </Notice>
    <Notice tone="error" title={v.t('web.sample.notSaved')}>
      {v.t('web.sample.notSavedText')}
    </Notice>
    <Notice tone="needs-you" title={v.t('web.sample.waits')}>
      {v.t('web.sample.sandbagsMeta')}
    </Notice>
    <Notice tone="offline">{v.t('web.sample.offlineText')}</Notice>
    <UndoBar v={v} action="/components">
      {v.t('web.sample.undoText')}
    </UndoBar>
    <ConfirmBar
      v={v}
      action="/components"
      question={v.t('web.sample.confirmQuestion')}
      consequence={v.t('web.sample.confirmText')}
      confirm={v.t('web.sample.confirmAct')}
      backHref="#notices"
      danger
    />
  </Section>
)

const Statuses = ({ v }: { v: View }) => (
  <Section id="statuses" title={v.t('web.sample.statuses')}>
    <p class="button-row">
      <Status>{v.t('web.sample.draft')}</Status>
      <Status tone="progress">{v.t('web.sample.checking')}</Status>
      <Status tone="needs-you">{v.t('web.sample.askYou')}</Status>
      <Status tone="confirmed">{v.t('web.sample.confirmed')}</Status>
      <Status tone="danger">{v.t('web.sample.urgent')}</Status>
      <Badge icon="medicine">{v.t('web.sample.firstAid')}</Badge>
      <Badge icon="car">{v.t('web.sample.driver')}</Badge>
    </p>
    <h3>{v.t('web.sample.seats')}</h3>
    <p>
      <SeatDots v={v} filled={6} held={1} free={3} />
    </p>
    <p>
      <SeatDots v={v} filled={4} free={0} />
    </p>
    <p>
      <SeatDots v={v} filled={0} free={5} />
    </p>
    <p>
      <SeatDots v={v} filled={1180} held={40} free={280} />
    </p>
  </Section>
)

const CardSamples = ({ v }: { v: View }) => (
  <Section id="cards" title={v.t('web.sample.cards')}>
    <Cards>
      <Card
        v={v}
        tone="needs-you"
        status={<Status tone="needs-you">{v.t('web.sample.askYou')}</Status>}
        title={v.t('web.sample.sandbags')}
        href="#cards"
        actions={
          <ButtonRow equal>
            <Button>{v.t('web.sample.can')}</Button>
            <Button kind="secondary">{v.t('web.sample.cannot')}</Button>
          </ButtonRow>
        }
      >
        <Facts
          facts={[
            { icon: 'calendar', text: v.say.between(now.add({ hours: 15 }), now.add({ hours: 19 })) },
            { icon: 'pin', text: v.t('web.sample.sandbagsMeta') },
            { icon: 'info', text: v.t('web.sample.why') },
          ]}
        />
      </Card>
      <Card v={v} title={v.t('web.sample.garden')} href="#cards" meta={v.say.day(today.add({ days: 6 }))}>
        <SeatDots v={v} filled={6} held={1} free={3} />
      </Card>
      <Card
        v={v}
        tone="danger"
        status={<Status tone="danger">{v.t('web.sample.urgent')}</Status>}
        title={v.t('web.sample.danger')}
      >
        <p>{v.t('web.sample.dangerText')}</p>
      </Card>
      <Card
        v={v}
        tone="confirmed"
        status={<Status tone="confirmed">{v.t('web.sample.confirmed')}</Status>}
        title={v.t('web.sample.done')}
      >
        <p>{v.t('web.sample.doneText')}</p>
      </Card>
      {restStates.map((state) => (
        <Card v={v} title={v.t('web.sample.garden')} state={state} />
      ))}
    </Cards>
  </Section>
)

const Times = ({ v }: { v: View }) => (
  <Section id="times" title={v.t('web.sample.timeline')}>
    <Reference label={v.t('web.sample.reference')}>{reference}</Reference>
    <Timeline
      v={v}
      steps={[
        { state: 'done', title: v.t('web.sample.asked'), at: <When v={v} at={now.subtract({ hours: 5 })} /> },
        {
          state: 'done',
          title: v.t('web.sample.checked'),
          at: <When v={v} at={now.subtract({ hours: 4 })} full />,
          text: v.t('web.sample.checkedText'),
        },
        {
          state: 'current',
          title: v.t('web.sample.found'),
          at: <When v={v} at={now.subtract({ minutes: 12 })} />,
          text: v.t('web.sample.foundText'),
        },
        { state: 'problem', title: v.t('web.sample.onWay'), text: v.t('web.sample.late') },
        { state: 'coming', title: v.t('web.sample.helped') },
      ]}
    />
    <Timeline v={v} steps={[]} state="loading" />
    <h3>{v.t('web.sample.week')}</h3>
    <WeekStrip
      v={v}
      label={v.t('web.sample.week')}
      today={today}
      days={Array.from({ length: 7 }, (_, day) => ({
        date: today.add({ days: day }),
        marks:
          day === 1
            ? [{ kind: 'ask', label: v.t('web.sample.sandbags'), href: '#times' }]
            : day === 3
              ? [
                  { kind: 'busy', label: v.t('web.sample.busy') },
                  { kind: 'free', label: v.t('web.sample.free') },
                ]
              : day === 6
                ? [{ kind: 'shift', label: v.t('web.sample.garden'), href: '#times' }]
                : [],
      }))}
    />
  </Section>
)

const helpOptions = (v: View): readonly ChoiceOption[] => [
  { value: 'food', label: v.t('web.sample.food'), icon: 'food' },
  { value: 'shelter', label: v.t('web.sample.shelter'), icon: 'shelter' },
  { value: 'ride', label: v.t('web.sample.ride'), icon: 'car' },
  { value: 'hands', label: v.t('web.sample.hands'), icon: 'tools' },
  { value: 'medicine', label: v.t('web.sample.medicine'), icon: 'medicine' },
  { value: 'talk', label: v.t('web.sample.talk'), icon: 'talk' },
]

const Questions = ({ v }: { v: View }) => (
  <Section id="questions" title={v.t('web.sample.forms')}>
    <Stepper v={v} step={2} steps={4} backHref="#questions" />
    <Form v={v} action="/components" id="sample-form" label={v.t('web.sample.forms')}>
      <Choice v={v} name="what" legend={v.t('web.sample.what')} layout="cards" value="food" options={helpOptions(v)} />
      <Field
        v={v}
        name="people"
        label={v.t('web.sample.people')}
        type="number"
        value={4}
        width={4}
        suffix={v.t('web.sample.peopleUnit')}
      />
      <Field
        v={v}
        name="phone"
        label={v.t('web.sample.phone')}
        type="tel"
        hint={v.t('web.sample.phoneHint')}
        autocomplete="tel"
        width={16}
      />
      <Select
        v={v}
        name="region"
        label={v.t('web.sample.region')}
        empty={v.t('web.sample.choose')}
        options={regionNames(v).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Choice
        v={v}
        name="when"
        kind="checkbox"
        legend={v.t('web.sample.when')}
        value={['weekends']}
        options={[
          { value: 'evenings', label: v.t('web.sample.evenings') },
          { value: 'weekends', label: v.t('web.sample.weekends') },
          { value: 'emergency', label: v.t('web.sample.emergency'), hint: v.t('web.sample.emergencyHint') },
        ]}
      />
      <Choice
        v={v}
        name="safe"
        legend={v.t('web.sample.safeCall')}
        layout="inline"
        options={[
          { value: 'yes', label: v.t('web.sample.yes') },
          { value: 'no', label: v.t('web.sample.no') },
        ]}
      />
      <Field v={v} name="words" label={v.t('web.sample.words')} rows={3} optional />
      <ButtonRow>
        <Button icon="arrow">{v.t('web.sample.send')}</Button>
      </ButtonRow>
    </Form>
  </Section>
)

const WrongQuestions = ({ v }: { v: View }) => {
  const errors = { 'people-2': v.t('web.sample.peopleError'), 'phone-2': v.t('web.sample.phoneError') }
  return (
    <Section id="wrong" title={v.t('web.sample.notSaved')}>
      <Form v={v} action="/components" errors={errors} label={v.t('web.sample.notSaved')}>
        <Field
          v={v}
          name="people-2"
          label={v.t('web.sample.people')}
          type="number"
          value="төрт"
          width={4}
          error={errors['people-2']}
        />
        <Field
          v={v}
          name="phone-2"
          label={v.t('web.sample.phone')}
          type="tel"
          value="8 701"
          width={16}
          error={errors['phone-2']}
        />
        <Field v={v} name="words-2" label={v.t('web.sample.words')} value={v.t('web.sample.closed')} disabled />
      </Form>
    </Section>
  )
}

const Shifts = ({ v }: { v: View }) => (
  <Table
    v={v}
    caption={v.t('web.sample.shifts')}
    rows={[
      { name: v.t('web.sample.sandbags'), start: '09:00–13:00', filled: 6, held: 1, free: 3, minutes: 240 },
      { name: v.t('web.sample.garden'), start: '10:00–12:30', filled: 12, held: 0, free: 0, minutes: 150 },
    ]}
    columns={[
      { label: v.t('web.sample.shift'), head: true, cell: ({ name }) => name },
      { label: v.t('web.sample.time'), cell: ({ start }) => start, sortHref: '#lists', sorted: 'ascending' },
      {
        label: v.t('web.sample.seats'),
        cell: (row) => <SeatDots v={v} filled={row.filled} held={row.held} free={row.free} />,
      },
      { label: v.t('web.sample.hours'), numeric: true, cell: ({ minutes }) => v.say.duration(minutes) },
    ]}
  />
)

const Lists = ({ v }: { v: View }) => (
  <Section id="lists" title={v.t('web.sample.tables')}>
    <Tabs
      label={v.t('web.sample.navLabel')}
      tabs={[
        { href: '#lists', label: v.t('web.sample.tab1'), current: true },
        { href: '#lists', label: v.t('web.sample.tab2'), count: 12 },
        { href: '#lists', label: v.t('web.sample.tab3') },
      ]}
    />
    <SearchField v={v} action="/components" label={v.t('web.sample.searchLabel')} />
    <Shifts v={v} />
    <Pager v={v} previousHref="#lists" nextHref="#lists" shown={60} total={12_480} />
    <Table v={v} caption={v.t('web.sample.shifts')} rows={[]} columns={[]} empty={v.t('web.sample.noShifts')} />
    <h3>{v.t('web.sample.summary')}</h3>
    <DefinitionList
      v={v}
      items={[
        {
          term: v.t('web.sample.what'),
          value: v.t('web.sample.food'),
          changeHref: '#lists',
          changeLabel: v.t('web.sample.what'),
        },
        { term: v.t('web.sample.place'), value: v.t('web.sample.sandbagsMeta') },
        { term: v.t('web.sample.words'), value: undefined, changeHref: '#lists', changeLabel: v.t('web.sample.words') },
      ]}
    />
  </Section>
)

const States = ({ v }: { v: View }) => (
  <Section id="states" title={v.t('web.sample.states')}>
    {restStates.map((state) => (
      <StateNote v={v} state={state} />
    ))}
    <EmptyState
      icon="calendar"
      title={v.t('web.sample.emptyTitle')}
      action={<Button href="#states">{v.t('web.sample.emptyAction')}</Button>}
    >
      {v.t('web.sample.emptyText')}
    </EmptyState>
  </Section>
)

const regionNames = (v: View) =>
  shapes.features.map(({ properties: { code } }, at) => ({ code, name: `${v.t('web.sample.region')} ${at + 1}` }))

const Figures = ({ v }: { v: View }) => (
  <Section id="figures" title={v.t('web.sample.numbers')}>
    <div class="stats">
      <StatNumber
        v={v}
        label={v.t('web.sample.met')}
        value={12_480}
        trend={weeks}
        trendLabel={v.t('web.sample.metTrend')}
        asOf={v.t('web.sample.today')}
        openHref="#figures"
      />
      <StatNumber
        v={v}
        label={v.t('web.sample.median')}
        value={200}
        said={v.say.duration(200)}
        trend={[320, 300, 260, 240, 210, 200]}
        trendLabel={v.t('web.sample.median')}
        openHref="#figures"
      />
      <StatNumber
        v={v}
        label={v.t('web.sample.needed')}
        value={0.87}
        said={v.say.percent(0.87)}
        state="partial"
        openHref="#figures"
      />
      <StatNumber v={v} label={v.t('web.sample.causes')} value={null} />
      <StatNumber v={v} label={v.t('web.sample.hours')} value={1} state="loading" />
      <StatNumber v={v} label={v.t('web.sample.hours')} value={1} state="error" />
    </div>
    <RegionMap
      v={v}
      caption={v.t('web.sample.map')}
      valueLabel={v.t('web.sample.met')}
      shapes={shapes}
      regions={regionNames(v).map((region, at) => ({
        ...region,
        value: at === 4 ? null : at === 9 ? 0 : (at * 137) % 412,
        href: '#figures',
      }))}
      note={v.t('web.sample.note')}
      credit={v.t('places.map.credit')}
    />
    <TrendPlot
      v={v}
      caption={v.t('web.sample.trend')}
      series={[
        {
          label: v.t('web.sample.raised'),
          points: weeks.map((value, at) => ({
            date: today.subtract({ days: 7 * (6 - at) }),
            value: Math.round(value * 1.2),
          })),
        },
        {
          label: v.t('web.sample.metShort'),
          points: weeks.map((value, at) => ({
            date: today.subtract({ days: 7 * (6 - at) }),
            value: at === 2 ? null : value,
          })),
        },
      ]}
    />
    <TrendPlot
      v={v}
      caption={v.t('web.sample.met')}
      series={[
        {
          label: v.t('web.sample.metShort'),
          points: weeks.map((value, at) => ({ date: today.subtract({ days: 7 * (6 - at) }), value })),
        },
      ]}
    />
    <TrendPlot v={v} caption={v.t('web.sample.trend')} series={[]} />
    <Bars
      v={v}
      caption={v.t('web.sample.causes')}
      bars={[
        { label: v.t('web.sample.food'), value: 412, href: '#figures' },
        { label: v.t('web.sample.shelter'), value: 180 },
        { label: v.t('web.sample.ride'), value: 95, soft: true },
        { label: v.t('web.sample.talk'), value: null },
      ]}
    />
  </Section>
)

const Desk = ({ v }: { v: View }) => (
  <Section id="desk" title={v.t('web.sample.desk')}>
    <RiskStrip
      items={[
        { value: '7', label: v.t('web.sample.risk1'), href: '#desk', tone: 'danger' },
        { value: '12', label: v.t('web.sample.risk2'), href: '#desk', tone: 'raised' },
        { value: '0', label: v.t('web.sample.risk3'), href: '#desk' },
      ]}
    />
    <div class="desk">
      <div class="desk__pane">
        <h3>{v.t('web.sample.queue')}</h3>
        <Queue
          label={v.t('web.sample.queue')}
          rows={[
            {
              href: '#desk',
              title: v.t('web.sample.danger'),
              danger: true,
              status: <Status tone="danger">{v.t('web.sample.urgent')}</Status>,
              facts: <When v={v} at={now.subtract({ minutes: 8 })} />,
            },
            {
              href: '#desk',
              title: v.t('web.sample.sandbags'),
              current: true,
              status: <Status tone="progress">{v.t('web.sample.checking')}</Status>,
              facts: v.t('web.sample.sandbagsMeta'),
            },
            { href: '#desk', title: v.t('web.sample.garden'), facts: <When v={v} at={now.subtract({ hours: 3 })} /> },
          ]}
        />
      </div>
      <div class="desk__pane">
        <Shifts v={v} />
      </div>
      <div class="desk__pane">
        <h3>{v.t('web.sample.sandbags')}</h3>
        <SeatDots v={v} filled={6} held={1} free={3} />
        <Button>{v.t('web.sample.send')}</Button>
      </div>
    </div>
  </Section>
)
