/** Id of the input of a field, so that the summary of errors can link to it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^\w-]/g, '-')}`
