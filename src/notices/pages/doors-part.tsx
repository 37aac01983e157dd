import type { Subject } from '../../people'
import { Button, ButtonRow, type Child, Form, Status, type View } from '../../web'
import type { NoticeDoor } from '../doors'

/** A door of a person as they may arrange it. */
export type ShownDoor = {
  readonly door: NoticeDoor
  readonly isOn: boolean
  /** There is an address for it. */
  readonly hasAddress: boolean
}

/**
 * The doors of a person in their order, each moved or turned by a button of its own, without script. An operator's call stands behind
 * them all: it is for what none of them brought.
 */
export const DoorsPart = ({
  v,
  subject,
  doors,
  isRung,
}: {
  v: View
  subject: Subject
  doors: readonly ShownDoor[]
  isRung: boolean
}) => {
  const act = (what: string, door: NoticeDoor | 'operator') => ({
    name: 'do',
    value: `${what}:${door}`,
    label: v.t(`notices.doors.${what}`, { name: v.t(`notices.channel.${door}`) }),
  })
  const Turn = ({ door, isOn }: { door: NoticeDoor | 'operator'; isOn: boolean }) => (
    <Button kind="quiet" {...act(isOn ? 'off' : 'on', door)}>
      {v.t(isOn ? 'notices.doors.turnOff' : 'notices.doors.turnOn')}
    </Button>
  )
  return (
    <section aria-labelledby="doors">
      <h2 id="doors">{v.t('notices.doors.title')}</h2>
      <p>{v.t('notices.doors.about')}</p>
      <Form
        v={v}
        action={subject.isHelp ? `${subject.base}/notices/doors` : '/me/notices/doors'}
        hidden={subject.hidden}
      >
        <ol>
          {doors.map(({ door, isOn, hasAddress }, at) => (
            <li>
              <Named name={v.t(`notices.channel.${door}`)}>
                {hasAddress ? (
                  <State v={v} isOn={isOn} />
                ) : (
                  <a href={addressOf(subject, door)}>{v.t(`notices.doors.none.${door}`)}</a>
                )}
              </Named>
              <ButtonRow>
                {doors.length === 1 ? null : (
                  <>
                    <Button kind="quiet" {...act('up', door)} disabled={at === 0}>
                      {v.t('notices.doors.moveUp')}
                    </Button>
                    <Button kind="quiet" {...act('down', door)} disabled={at === doors.length - 1}>
                      {v.t('notices.doors.moveDown')}
                    </Button>
                  </>
                )}
                {hasAddress ? <Turn door={door} isOn={isOn} /> : null}
              </ButtonRow>
            </li>
          ))}
          <li>
            <Named name={v.t('notices.channel.operator')}>
              <State v={v} isOn={isRung} />
            </Named>
            <p class="muted">{v.t('notices.doors.operatorHint')}</p>
            <ButtonRow>
              <Turn door="operator" isOn={isRung} />
            </ButtonRow>
          </li>
        </ol>
      </Form>
      <p>{v.t('notices.doors.after')}</p>
    </section>
  )
}

const addressOf = ({ base, query }: Subject, door: NoticeDoor): string =>
  door === 'telegram' || door === 'push' ? `#${door}` : `${base}/contacts/new${query}`

const Named = ({ name, children }: { name: string; children: Child }) => (
  <p>
    <strong>{name}</strong> {children}
  </p>
)

const State = ({ v, isOn }: { v: View; isOn: boolean }) =>
  isOn ? <Status>{v.t('notices.doors.isOn')}</Status> : <span class="muted">{v.t('notices.doors.isOff')}</span>
