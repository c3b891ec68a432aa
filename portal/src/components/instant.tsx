// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from './format-instant.ts';

/** A moment in the time of the three places; the exact one goes with it for machines. */
export function Instant({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={at}>
      {formatInstant(at)}
    </time>
  );
}
