declare const brand: unique symbol

/** `T` that the compiler keeps apart from every other `T`: ids and units that must not be mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
