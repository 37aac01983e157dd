/** Cache of a photograph taken before its sheet was known, on its way to the page where it is entered; nobody else's, and gone at once. */
export const SHEET_IN_HAND = 'sheet-in-hand'
