// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { digestFromSha256 } from '@touchstone/identifiers';
import { QUALITY_CONTEXT_DIGESTS, qualityContextText } from '@touchstone/statements';
import { z } from 'zod';
import { type ServedRoute, servedRoute } from './served-route.ts';

/** JSON-LD 1.1, 8 (IANA considerations): the media type of a context that stands alone. */
const JSON_LD = 'application/ld+json';

/**
 * A day, and no question within it: an edition is never changed, but one with more terms may follow under the same
 * address, and every edition that was served stays pinned.
 */
const CACHE = 'public, max-age=86400, immutable';

/** `GET /contexts/qi/v1`: the JSON-LD context of our statements, in the very bytes whose digest verifiers pin. */
export function readContext(): ServedRoute {
  // Made of every schema of every kind: worked out when somebody first asks, not at each start.
  let made: ReturnType<typeof contextInBytes> | undefined;
  return servedRoute({
    tag: 'node',
    method: 'GET',
    path: '/contexts/qi/v1',
    operation: 'read-context',
    summary: 'The JSON-LD context of the statements, in the bytes whose digest verifiers pin',
    access: { roles: 'everyone' },
    records: false,
    asOf: false,
    mediaTypes: [JSON_LD],
    responses: { 200: { description: 'The context', schema: z.strictObject({ '@context': z.looseObject({}) }) } },
    serve: async () => {
      made ??= contextInBytes();
      const { bytes, digest } = made;
      return {
        status: 200,
        bytes,
        headers: {
          'cache-control': CACHE,
          etag: `"${digest}"`,
          // Processors run in pages of other sites too, and there is nothing here but a list of words.
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
        },
      };
    },
  });
}

function contextInBytes() {
  const bytes = Buffer.from(qualityContextText(), 'utf8');
  const digest = digestFromSha256(createHash('sha256').update(bytes).digest());
  if (!QUALITY_CONTEXT_DIGESTS.includes(digest)) {
    throw new TypeError(`the context has the digest ${digest}, which no verifier pins`);
  }
  return { bytes, digest };
}
