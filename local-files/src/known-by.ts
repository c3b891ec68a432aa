// SPDX-License-Identifier: Apache-2.0
import type { EvidenceSource, ReadDocument } from '@touchstone/evidence';
import { compareInstants, IdentifierError, type Instant, parseInstant } from '@touchstone/identifiers';

/**
 * A source without what nobody can have known at the instant asked about. Files carry no time of arrival: one counts
 * unless it says itself, by the time it is valid from, that it was not there yet.
 */
export function sourceKnownBy(source: EvidenceSource, read: ReadDocument): EvidenceSource {
  return {
    find: async (requests, knownAt) => {
      const answers = await source.find(requests, knownAt);
      return answers.map((found) => found.filter(({ text }) => validAfter(read(text).body, knownAt) === undefined));
    },
    resolve: (dids) => source.resolve(dids),
  };
}

/** The papers of a dossier that were not there yet at the instant, each with the time from which it is valid. */
export function papersNotKnownBy(
  documents: readonly { readonly file: string; readonly text: string }[],
  { read, knownAt }: { readonly read: ReadDocument; readonly knownAt: Instant },
): readonly { readonly file: string; readonly validFrom: Instant }[] {
  return documents.flatMap(({ file, text }) => {
    const validFrom = validAfter(read(text).body, knownAt);
    return validFrom === undefined ? [] : [{ file, validFrom }];
  });
}

/** `validFrom` of a body where it is later; W3C VC Data Model 2.0, 4.9. A body without a readable one says nothing. */
function validAfter(body: unknown, knownAt: Instant): Instant | undefined {
  const given = typeof body === 'object' && body !== null && 'validFrom' in body ? body.validFrom : undefined;
  if (given === undefined) return undefined;
  try {
    const validFrom = parseInstant(given);
    return compareInstants(validFrom, knownAt) > 0 ? validFrom : undefined;
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error;
    return undefined;
  }
}
