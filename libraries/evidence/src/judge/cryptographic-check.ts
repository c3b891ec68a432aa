// SPDX-License-Identifier: Apache-2.0
import {
  type CryptoSuite,
  type JsonValue,
  offlineResolver,
  PINNED_CONTEXTS,
  type ResolveDid,
} from '@touchstone/credentials/formats';
import { type CredentialCheck, verifyReading } from '@touchstone/credentials/verify';
import { startOfDay } from '@touchstone/identifiers';
import { QUALITY_CONTEXT, QUALITY_CONTEXT_DIGESTS } from '@touchstone/statements';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
import type { EvidenceSet, Held } from '../evidence-set.ts';
import { bodySha256 } from '../gather/read-document.ts';

const CONTEXTS = new Map([...PINNED_CONTEXTS, [QUALITY_CONTEXT, QUALITY_CONTEXT_DIGESTS]]);

/** The cryptographic check of each held document, made once for all places: it depends on nobody's policy. */
export function createCryptographicCheck(set: EvidenceSet, suite: CryptoSuite): (held: Held) => CredentialCheck {
  const resolveDid = resolverOf(set);
  const on = startOfDay(set.question.on, LOCAL_OFFSET_MINUTES);
  const made = new Map<Held, CredentialCheck>();
  return (held) => {
    const before = made.get(held);
    if (before !== undefined) return before;
    const logged = held.recordedAt === undefined ? {} : { loggedAt: held.recordedAt };
    const hash = bodySha256(held.body, suite);
    const known = hash === undefined ? {} : { bodySha256: hash };
    const check = verifyReading(held.reading, { suite, resolveDid, on, contexts: CONTEXTS, ...logged, ...known });
    made.set(held, check);
    return check;
  };
}

/** A DID document that is malformed resolves to nothing; it must not keep the others from being used. */
function resolverOf({ dids }: EvidenceSet): ResolveDid {
  const sound: Record<string, JsonValue> = {};
  for (const [did, document] of dids) {
    try {
      offlineResolver({ [did]: document as JsonValue });
      sound[did] = document as JsonValue;
    } catch {
      // Named by the check of whoever signed with it: the DID does not resolve.
    }
  }
  return offlineResolver(sound);
}
