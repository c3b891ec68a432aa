// SPDX-License-Identifier: Apache-2.0

/** The calendar day on the reader's own clock, YYYY-MM-DD. */
export function today(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
