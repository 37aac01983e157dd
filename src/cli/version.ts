import packageFile from '../../package.json'

/** Version of Asar, as its package says. */
export const version: string = packageFile.version
