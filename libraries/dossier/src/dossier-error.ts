// SPDX-License-Identifier: Apache-2.0
import type { FaultCode } from './fault-codes.ts';

/** Ends the reading of one part of a dossier from deep inside; the reader of that part turns it into a fault. */
export class DossierError extends Error {
  override readonly name = 'DossierError';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What was caught, when it is of the kind that is expected there; anything else is a fault of ours and goes on. */
export function expected<E extends Error>(cause: unknown, kind: abstract new (...given: never[]) => E): E {
  if (cause instanceof kind) return cause;
  throw cause;
}
