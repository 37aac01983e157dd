// Digits of a telephone, an IIN or a card as people write them: nine or more, with the signs that stand between.
const NUMBER = /\+?\d(?:[\s().–-]{0,2}\d){8,}/g
// A year, a day or a span of days is no number to ring: these stay.
const DATES = /^(?:(?:19|20)\d\d[-.]\d\d[-.]\d\d|\d\d[-.]\d\d[-.](?:19|20)\d\d)(?:\s?[–-]\s?|\s|$)/
const ADDRESS = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+/g
const HANDLE = /(?<![\p{L}\d])@[A-Za-z]\w{3,}/gu
const HIDDEN = '…'

/** Words somebody wrote, without what reaches or names a person in them: telephones, personal numbers, mail addresses, names in messengers. */
export const hideContacts = (text: string): string =>
  text
    .replace(ADDRESS, HIDDEN)
    .replace(HANDLE, HIDDEN)
    .replace(NUMBER, (digits) => (DATES.test(digits) ? digits : HIDDEN))
