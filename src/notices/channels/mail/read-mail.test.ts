import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMail } from './read-mail'

const mail = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'))
const html = (body: string) =>
  mail(['From: lina@example.kz', 'Content-Type: text/html; charset=utf-8', '', `<html><body>${body}</body></html>`])

test.each([
  [
    '<div dir="ltr">иә, 18:00</div><br><div class="gmail_quote">2026, Asar &lt;a@b.kz&gt;:<blockquote>жоқ</blockquote></div>',
    'иә, 18:00',
  ],
  ['<p>жоқ</p><script>alert("иә")</script><style>p{}</style><img alt="иә" src="https://example.kz/seen.gif">', 'жоқ'],
  [
    '<div>да</div><div id="divRplyFwdMsg"><b>От:</b> Asar &lt;a@b.kz&gt;<br><b>Отправлено:</b> 22 ноября</div><div>Вы сможете?</div>',
    'да',
  ],
])('HTML alone is read without what it quotes, shows or runs', async (body, words) => {
  expect((await readMail(html(body))).text).toBe(words)
})

test.each([
  ['windows-1251', 'Content-Type: text/plain; charset=windows-1251\r\n\r\n', Buffer.from([0xe4, 0xe0]), 'да'],
  [
    'base64',
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n',
    Buffer.from('0LbQvtKb'),
    'жоқ',
  ],
])('letters survive %s', async (_, head, body, words) => {
  const read = await readMail(Buffer.concat([Buffer.from(`From: LINA@example.kz\r\n${head}`), body]))
  expect(read).toMatchObject({ from: 'lina@example.kz', text: words, kind: 'words' })
})

test('whatever bytes come, the answer is a mail or a refusal, and never a yes nobody wrote', async () => {
  const sane = mail([
    'From: Lina <lina@example.kz>',
    'To: reply+abc@house.example',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'бүгін келмеймін',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>бүгін келмеймін</p>',
    '--b--',
  ])
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(sane.length - 1), fc.nat(255)), { maxLength: 30 }),
      fc.nat(sane.length),
      async (changes, cut) => {
        const bytes = Uint8Array.from(sane.subarray(0, cut))
        for (const [at, value] of changes) if (at < cut) bytes[at] = value
        const read = await readMail(bytes).catch(() => undefined)
        expect(read?.text.trim().toLowerCase()).not.toBe('иә')
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})
