// SPDX-License-Identifier: Apache-2.0
import type { ProblemFault } from '@touchstone/contract';
import type { ProblemCode } from './problem-codes.ts';

/** The http layer itself refuses a request; `code` decides the status, `headers` go with the answer. */
export class HttpError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly ProblemFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { readonly errors?: readonly ProblemFault[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.name = 'HttpError';
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}
