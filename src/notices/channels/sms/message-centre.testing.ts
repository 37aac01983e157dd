import type { AddressInfo } from 'node:net'
import smpp, { type Pdu, type Session } from 'smpp'
import type { SmppProvider } from '../../../platform'

/** A part as a message centre took it. */
export type Submitted = {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly coding: number
  readonly text: string
  readonly udh: readonly number[] | undefined
}

/** A message centre on this machine, by another's implementation of SMPP 3.4, which can refuse, keep silent, report and bring messages. */
export async function openMessageCentre() {
  const submitted: Submitted[] = []
  const binds: string[] = []
  const behave = { status: 0, silent: false, takes: Number.POSITIVE_INFINITY }
  let count = 0
  const sessions = new Set<Session>()
  const server = smpp.createServer((session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => {})
    session.on('bind_transceiver', (pdu: Pdu) => {
      const isKnown = pdu.system_id === 'asar' && pdu.password === 'open'
      binds.push(isKnown ? 'taken' : 'refused')
      session.send(pdu.response(isKnown ? {} : { command_status: 0x0d }))
    })
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu: Pdu) => {
      if (behave.silent) return
      if (behave.takes-- <= 0) return void session.send(pdu.response({ command_status: 0x14 }))
      if (behave.status !== 0) return void session.send(pdu.response({ command_status: behave.status }))
      const id = `c${++count}`
      const { message = '', udh } = pdu.short_message ?? {}
      submitted.push({
        id,
        to: pdu.destination_addr ?? '',
        from: pdu.source_addr ?? '',
        coding: pdu.data_coding ?? -1,
        text: String(message),
        udh: udh?.flatMap((one) => [...one]),
      })
      session.send(pdu.response({ message_id: id }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const port = (server.address() as AddressInfo).port
  /** Brings something and waits for the answer's status. */
  const deliver = (fields: Record<string, unknown>): Promise<number> => {
    const [session] = sessions
    return new Promise((resolve) => session?.deliver_sm(fields, (pdu) => resolve(pdu.command_status)))
  }
  return {
    submitted,
    binds,
    behave,
    deliver,
    /** A receipt as message centres write it. */
    receipt: (id: string, state: 'DELIVRD' | 'UNDELIV' | 'ACCEPTD') =>
      deliver({
        esm_class: 0x04,
        source_addr: '77012345678',
        destination_addr: '1414',
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2611221000 done date:2611221000 stat:${state} err:000 text:`,
      }),
    hangUp: () => {
      for (const session of sessions) session.destroy()
    },
    provider: (more: Partial<SmppProvider> = {}): SmppProvider => ({
      name: 'centre',
      kind: 'smpp',
      host: '127.0.0.1',
      port,
      tls: false,
      systemId: 'asar',
      password: 'open',
      systemType: '',
      perSecond: 1000,
      from: '1414',
      tiynPerPart: 1500,
      ...more,
    }),
    close: () =>
      new Promise<void>((closed) => {
        for (const session of sessions) session.destroy()
        server.close(() => closed())
      }),
  }
}
