// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { ReauthenticationProof } from '@touchstone/contract';
import { canonicalize, type JsonValue } from '@touchstone/credentials/formats';
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import type { Principal } from '../access/authenticator.ts';
import type { Reauthenticator } from '../access/reauthenticator.ts';
import type { Reauthentication } from '../record-keeping/tenant.ts';
import { HttpError } from './http-error.ts';

/** A request as it came, for digests: neither defaults filled in nor values changed. */
export interface RawRequest {
  readonly operation: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * actDigest = digest(JCS({ operation, params, query, body without "reauthentication" }))
 * RFC 8785. Names what is signed; secrets are not in it, so that it may be kept and shown.
 */
function actDigest(request: RawRequest): Digest {
  const known = digests.get(request);
  if (known !== undefined) return known;
  const digest = digestOf({ ...request, body: withoutProof(request.body) });
  digests.set(request, digest);
  return digest;
}

// A request is hashed for its confirmation and for its idempotency key, and may be megabytes.
const digests = new WeakMap<RawRequest, Digest>();

/** Digest of a request for its idempotency key: another person's same request is another request. */
export function requestDigest(request: RawRequest, principal: Principal): Digest {
  return digestOf({ act: actDigest(request), account: principal.accountId });
}

/** Lets the person confirm; throws where they do not, or must wait. */
export async function confirmAct(
  reauthenticator: Reauthenticator,
  act: {
    readonly principal: Principal;
    readonly proof: ReauthenticationProof;
    readonly request: RawRequest;
    readonly address: string;
  },
): Promise<Reauthentication> {
  const { principal, proof, request, address } = act;
  const confirmation = await reauthenticator.confirm({ principal, proof, actDigest: actDigest(request), address });
  switch (confirmation.outcome) {
    case 'confirmed':
      return confirmation.evidence;
    case 'refused':
      throw new HttpError(
        'REAUTHENTICATION_FAILED',
        'The password in "reauthentication" is not that of the account that is signed in.',
        {
          errors: [
            { pointer: '/reauthentication/password', code: 'wrong', detail: 'is not the password of this account' },
          ],
        },
      );
    case 'wait':
      throw mustWait(confirmation.seconds);
  }
}

/** Too many wrong passwords: says how long to wait. */
export function mustWait(seconds: number): HttpError {
  return new HttpError('TOO_MANY_REQUESTS', `Too many wrong passwords; the next may be tried in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  });
}

function withoutProof(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body ?? null;
  const { reauthentication: _, ...rest } = body as Readonly<Record<string, unknown>>;
  return rest;
}

function digestOf(value: unknown): Digest {
  return digestFromSha256(hash('sha256', canonicalText(value), 'buffer'));
}

// A request that came as JSON is JSON already, and may be megabytes: it is copied only where something else is in it.
function canonicalText(value: unknown): string {
  try {
    return canonicalize(value as JsonValue);
  } catch {
    return canonicalize(JSON.parse(JSON.stringify(value)) as JsonValue);
  }
}
