// What we use of the library, which brings no types of its own.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer } from 'node:net'

  export type Pdu = {
    readonly command: string
    readonly command_status: number
    readonly sequence_number: number
    readonly message_id?: string
    readonly source_addr?: string
    readonly destination_addr?: string
    readonly source_addr_ton?: number
    readonly esm_class?: number
    readonly data_coding?: number
    readonly registered_delivery?: number
    readonly system_id?: string
    readonly password?: string
    readonly short_message?: PduMessage
    readonly message_payload?: PduMessage
    readonly receipted_message_id?: string
    readonly message_state?: number
    readonly sar_msg_ref_num?: number
    readonly sar_total_segments?: number
    readonly sar_segment_seqnum?: number
    response(options?: Record<string, unknown>): Pdu
  }
  export type PduMessage = { readonly message: string | Buffer; readonly udh?: readonly Buffer[] }
  type Command = (options?: Record<string, unknown>, answered?: (pdu: Pdu) => void) => boolean
  export class Session extends EventEmitter {
    bind_transceiver: Command
    submit_sm: Command
    deliver_sm: Command
    enquire_link: Command
    unbind: Command
    send(pdu: Pdu): boolean
    close(): void
    destroy(): void
  }
  export type Server = NetServer & { readonly sessions: readonly Session[] }

  const smpp: {
    connect(options: { host: string; port: number; tls: boolean; connectTimeout?: number }): Session
    createServer(listener: (session: Session) => void): Server
    readonly encodings: { readonly ASCII: { decode(octets: Buffer): string } }
  }
  export default smpp
}
