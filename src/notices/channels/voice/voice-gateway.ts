import { newId } from '../../../kit/ids'
import { type Clock, SendError, type VoiceCaller, type VoiceSettings } from '../../../platform'
import { signWebhook } from '../../webhooks/sign'

/** Where the gateway tells us of keys and of ends. */
export const VOICE_PATH = '/channels/voice'

const TIMEOUT_MS = 10_000

/** Calls through any telephony gateway that takes a signed order; `address` is ours, for what becomes of it. Any 2xx answer means taken. */
export const voiceGateway =
  (settings: VoiceSettings, clock: Clock, address: string): VoiceCaller =>
  async (call) => {
    const body = JSON.stringify({ type: 'call', ...call, events: address })
    const [id, timestamp] = [newId(), Math.floor(clock.now().epochMilliseconds / 1000)]
    const response = await fetch(settings.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(settings.secret, id, timestamp, body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new SendError('unreachable')
    })
    await response.body?.cancel()
    // The gateway knows this number cannot be rung; anything else may pass.
    if (!response.ok) throw new SendError(String(response.status), [400, 422].includes(response.status))
  }
