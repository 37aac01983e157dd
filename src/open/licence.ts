/** Creative Commons Attribution 4.0: the terms of all open data. */
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
