import { convert, type HtmlToTextOptions } from 'html-to-text'

// What mail programs put an earlier letter into: Gmail, Yandex, Mail.ru, Outlook, Apple, Thunderbird.
const quotes = ['blockquote', '.gmail_quote', '.moz-cite-prefix', '#OLK_SRC_BODY_SECTION']
const unread = ['img', 'script', 'style', 'head', 'title', 'svg', ...quotes]

const options: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    ...unread.map((selector) => ({ selector, format: 'skip' })),
    { selector: 'a', options: { ignoreHref: true } },
  ],
  limits: { maxInputLength: 200_000, maxDepth: 40, maxChildNodes: 400, ellipsis: '' },
}

/** The words of a mail that is HTML alone, without what it quotes. Nothing in it is loaded or run. */
export const htmlWords = (html: string): string => convert(html, options)
