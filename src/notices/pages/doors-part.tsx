import { Button, ButtonRow, Form, Status, type View } from '../../web'
import type { NoticeDoor } from '../doors'

/** A door of a person as they may arrange it. */
export type ShownDoor = {
  readonly door: NoticeDoor
  readonly isOn: boolean
  /** There is an address for it. */
  readonly hasAddress: boolean
}

/** The doors of a person in their order: each is moved or turned by a button of its own, without script. */
export const DoorsPart = ({ v, doors }: { v: View; doors: readonly ShownDoor[] }) => (
  <section aria-labelledby="doors">
    <h2 id="doors">{v.t('notices.doors.title')}</h2>
    <p>{v.t('notices.doors.about')}</p>
    <Form v={v} action="/me/notices/doors">
      <ol>
        {doors.map(({ door, isOn, hasAddress }, at) => {
          const name = v.t(`notices.channel.${door}`)
          const act = (what: string) => ({
            name: 'do',
            value: `${what}:${door}`,
            label: v.t(`notices.doors.${what}`, { name }),
          })
          return (
            <li>
              <p>
                <strong>{name}</strong>{' '}
                {!hasAddress ? (
                  <a href={door === 'telegram' || door === 'push' ? `#${door}` : '/me/account/contacts/new'}>
                    {v.t(`notices.doors.none.${door}`)}
                  </a>
                ) : isOn ? (
                  <Status>{v.t('notices.doors.isOn')}</Status>
                ) : (
                  <span class="muted">{v.t('notices.doors.isOff')}</span>
                )}
              </p>
              <ButtonRow>
                <Button kind="quiet" {...act('up')} disabled={at === 0}>
                  {v.t('notices.doors.moveUp')}
                </Button>
                <Button kind="quiet" {...act('down')} disabled={at === doors.length - 1}>
                  {v.t('notices.doors.moveDown')}
                </Button>
                {hasAddress ? (
                  <Button kind="quiet" {...act(isOn ? 'off' : 'on')}>
                    {v.t(isOn ? 'notices.doors.turnOff' : 'notices.doors.turnOn')}
                  </Button>
                ) : null}
              </ButtonRow>
            </li>
          )
        })}
      </ol>
    </Form>
    <p>{v.t('notices.doors.after')}</p>
  </section>
)
