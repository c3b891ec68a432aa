// SPDX-License-Identifier: Apache-2.0
import { HttpError } from './http-error.ts';

const QUOTED = /^"([\x21\x23-\x5b\x5d-\x7e]{1,128})"$/;
const BARE = /^[A-Za-z0-9_.~:-]{1,128}$/;

/**
 * Idempotency-Key = sf-string, such as "8e03978e-40d5-43dd-bc93-6894a57f9324"; without the quotes it is understood too.
 * draft-ietf-httpapi-idempotency-key-header, 2.1; RFC 8941, 3.3.3.
 */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string {
  if (header === undefined) {
    throw new HttpError(
      'IDEMPOTENCY_KEY_MISSING',
      'Send a header Idempotency-Key with a new UUID for each new act, and the same one when you repeat it.',
    );
  }
  const text = typeof header === 'string' ? header.trim() : '';
  const key = QUOTED.exec(text)?.[1] ?? (BARE.test(text) ? text : undefined);
  if (key === undefined) {
    throw new HttpError('BAD_INPUT', 'The Idempotency-Key cannot be read.', {
      errors: [
        {
          parameter: 'Idempotency-Key',
          code: 'invalid_format',
          detail: 'one string in double quotes, 1 to 128 characters',
        },
      ],
    });
  }
  return key;
}
