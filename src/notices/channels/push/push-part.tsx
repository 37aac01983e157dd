import { Button, ButtonRow, Form, type View } from '../../../web'

/** Devices a person is told on, and the key by which a browser lets this house do so. */
export type PushState = {
  /** Absent where the keys are on another machine: then nothing can be turned on. */
  readonly publicKey: string | undefined
  readonly devices: readonly {
    readonly id: string
    readonly device: string
    readonly madeAt: Temporal.Instant
    readonly isThis: boolean
  }[]
}

/** Turning notifications on for this device, where the browser has them, and off for each. Nobody is asked unless they press. */
export const PushPart = ({ v, state }: { v: View; state: PushState }) => (
  <section aria-labelledby="push">
    <h2 id="push">{v.t('notices.push.part')}</h2>
    <p>{v.t('notices.push.about')}</p>
    {state.publicKey === undefined ? <p>{v.t('notices.push.away')}</p> : null}
    <push-device
      hidden
      data-key={state.publicKey}
      data-on={v.t('notices.push.turnOn')}
      data-denied={v.t('notices.push.denied')}
      data-later={v.t('notices.push.later')}
      data-missing={v.t('notices.push.missing')}
      data-failed={v.t('notices.push.notSubscribed')}
      data-here={state.devices.some(({ isThis }) => isThis) ? 'yes' : undefined}
    ></push-device>
    {state.devices.map(({ id, device, madeAt, isThis }) => (
      <Form v={v} action="/me/notices/push/off">
        <input type="hidden" name="device" value={id} />
        <p>
          {v.t(isThis ? 'notices.push.onHere' : 'notices.push.onThere', {
            device: device === '' ? v.t('notices.push.someDevice') : device,
            when: v.say.date(madeAt),
          })}
        </p>
        <ButtonRow>
          <Button kind="secondary" label={`${v.t('notices.push.turnOff')}: ${device}`}>
            {v.t('notices.push.turnOff')}
          </Button>
        </ButtonRow>
      </Form>
    ))}
  </section>
)
