// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '../log-keeping-error.ts';

/** The body, as far as it may go. CORRUPT when there is more, whatever length was announced. */
export async function readBody(
  response: Response,
  { at, bytesMax }: { readonly at: string; readonly bytesMax: number },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > bytesMax) {
      throw new LogKeepingError('CORRUPT', `the server sends more than the ${bytesMax} bytes that this can have`, {
        at,
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
