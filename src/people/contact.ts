import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { err, ok, type Result } from '../kit/result'

/** An address one can be reached at. `value`: e-mail in lower case, telephone in E.164. */
export type Contact = { readonly kind: 'email' | 'phone'; readonly value: string }

/** What is wrong with a typed contact. */
export type ContactError = { readonly kind: 'empty' | 'not-an-email' | 'not-a-phone' | 'phones-not-offered' }

const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@(?=.{4,190}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/

/**
 * Reads a contact as people type it: `Lina@Example.kz`, `8 701 234 56 78`, `+7 (701) 234-56-78`.
 * Numbers without a country code are read as Kazakhstan's.
 * @param phones whether a gateway for text messages is there; without one only e-mail is taken
 */
export function parseContact(text: string | undefined, phones: boolean): Result<Contact, ContactError> {
  const typed = (text ?? '').trim()
  if (typed === '') return err({ kind: 'empty' })
  if (typed.includes('@') || /[a-zа-яё]/i.test(typed)) {
    const value = asciiDomain(typed.toLowerCase())
    return EMAIL.test(value) ? ok({ kind: 'email', value }) : err({ kind: 'not-an-email' })
  }
  const value = parsePhone(typed)
  if (value === undefined) return err({ kind: phones ? 'not-a-phone' : 'not-an-email' })
  return phones ? ok({ kind: 'phone', value }) : err({ kind: 'phones-not-offered' })
}

/** A telephone number as people type it in E.164, or undefined; without a country code it is Kazakhstan's. */
export function parsePhone(typed: string): string | undefined {
  const phone = parsePhoneNumberFromString(typed.slice(0, 40), 'KZ')
  return phone?.isValid() ? phone.number : undefined
}

/** Telephone numbers within words people wrote, such as `Dana, 8 701 234 56 78`, in E.164; at most 5. */
export const findPhones = (words: string): string[] =>
  findPhoneNumbersInText(words.slice(0, 400), 'KZ')
    .slice(0, 5)
    .map((found) => found.number.number)

/** A telephone number as people write it: `+7 701 234 56 78`. */
export function sayPhone(value: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(value)
  if (parts !== null) return ['+7', ...parts.slice(1)].join(' ')
  return parsePhoneNumberFromString(value)?.formatInternational() ?? value
}

// почта.қаз is as good a domain as any; mail servers know it in its ASCII form.
function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  if (at < 0 || /^[a-z0-9.-]*$/.test(domain)) return address
  try {
    return `${address.slice(0, at)}@${new URL(`http://${domain}`).hostname}`
  } catch {
    return address
  }
}
