// SPDX-License-Identifier: Apache-2.0

const STEPS: readonly (readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/** How long ago, in whole days, hours, minutes or seconds of the reader's language; as it is where it is no instant. */
export function formatAge(instant: string, now: Date, language: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  // Clocks differ by a little: what lies ahead by that is now.
  const seconds = Math.max(0, Math.floor((now.getTime() - at) / 1_000));
  const [length, unit] = STEPS.find(([each]) => seconds >= each) ?? [1, 'second'];
  // Of 0 seconds the language has a word of its own: now.
  const numeric = seconds === 0 ? 'auto' : 'always';
  return new Intl.RelativeTimeFormat(language, { numeric }).format(-Math.floor(seconds / length), unit);
}
