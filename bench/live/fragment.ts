/** What both sides send: a fragment of the size a live page's usually has, with a number the listeners know the event by. */
export const fragmentOf = (seq: number): string =>
  `<section class="card" aria-labelledby="live"><h2 id="live">Sandbags along the Zhaiyq</h2><p data-seq="${seq};">Орын: 14 / 40</p><ul>${'<li><a href="/volunteers/01990000-0000-7000-8000-000000000000">Лина, Орал</a></li>'.repeat(6)}</ul></section>`

/** The fragment as an event of a stream. */
export const eventOf = (seq: number): Buffer => Buffer.from(`data: ${fragmentOf(seq)}\n\n`)

/** Nanoseconds of a clock that all processes of the machine share. */
export const nowNanoseconds = (): number => Number(process.hrtime.bigint())
