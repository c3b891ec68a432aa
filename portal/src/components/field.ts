// SPDX-License-Identifier: Apache-2.0

/** Look of a field to type or choose in. */
export const FIELD =
  'min-h-11 rounded-md border border-stone-400 bg-white px-3 py-2 text-base text-stone-900 aria-invalid:border-2 aria-invalid:border-rose-700';
