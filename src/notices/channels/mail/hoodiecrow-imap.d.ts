// What tests use of the library, which brings no types of its own.
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  type Message = { readonly uid: number; readonly flags: readonly string[]; readonly raw: string }
  type ImapServer = {
    readonly server: Server
    getMailbox(path: string): { readonly messages: readonly Message[] }
    listen(port: number, host: string, listening: () => void): void
    close(closed: () => void): void
    appendMessage(mailbox: string, flags: readonly string[], internalDate: Date, raw: string): void
  }
  export default function hoodiecrow(options: {
    readonly plugins: readonly string[]
    readonly storage: Readonly<Record<string, { readonly messages: readonly unknown[] }>>
    readonly users: Readonly<Record<string, { readonly password: string }>>
  }): ImapServer
}
