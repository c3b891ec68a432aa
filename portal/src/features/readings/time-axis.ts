// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from '../../components/format-instant.ts';

const DAY = 86_400_000;

/** Moments to write below an axis of time, evenly spread: days where it runs over three or more of them, else hours. */
export function momentsBetween(
  from: number,
  to: number,
  wanted: number,
): readonly { readonly at: number; readonly label: string }[] {
  const steps = Math.max(1, wanted - 1);
  const isLong = to - from >= 3 * DAY;
  const moments = Array.from({ length: steps + 1 }, (_, index) => {
    const at = from + ((to - from) * index) / steps;
    const written = formatInstant(new Date(at).toISOString());
    return { at, label: isLong ? written.slice(5, 10) : written.slice(5, 16) };
  });
  return moments.filter(({ label }, index) => label !== moments[index - 1]?.label);
}
