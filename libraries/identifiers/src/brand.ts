// SPDX-License-Identifier: Apache-2.0

declare const brand: unique symbol;

/** A plain value that a parser of this package has accepted; the compiler keeps it apart from unparsed text. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
