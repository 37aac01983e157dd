import { stat } from 'node:fs/promises'
import { type Source, webSource } from '../../verify'
import { WrongCall } from '../command'
import { folderSource } from './folder-source'

/** A log by its address or as a folder of files. */
export async function openSource(word: string | undefined): Promise<Source> {
  if (word === undefined)
    throw new WrongCall('Expected the address of a log, such as https://asar.example.kz/log, or a folder.')
  if (/^https?:\/\//.test(word)) return webSource(word)
  const isFolder = await stat(word).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new WrongCall(`Expected the address of a log, or a folder that is there; got ${word}.`)
  return folderSource(word)
}
