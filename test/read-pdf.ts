import { extractText, getDocumentProxy } from 'unpdf'

/** Text of a PDF as a stranger's library reads it, with one space where any white stands, and the addresses its codes and links open. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(bytes)
  const { text } = await extractText(pdf, { mergePages: true })
  const links: string[] = []
  for (let page = 1; page <= pdf.numPages; page++)
    for (const { url } of await (await pdf.getPage(page)).getAnnotations()) links.push(url)
  return { text: text.replaceAll(/\s+/g, ' '), links, pages: pdf.numPages }
}
