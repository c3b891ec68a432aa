// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, offlineResolver, parseStrictJson, statementDigest } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { verifyCredential } from '@touchstone/credentials/verify';
import { createReader } from '@touchstone/evidence';
import { parseDigest } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readTrust } from '@touchstone/local-files';
import type { ReadStatement, SignatureVerdict } from '@touchstone/log-keeping/follow';
import { parseStatement } from '@touchstone/statements';
import { CommandError } from './command-error.ts';
import { readTextFile } from './log-options.ts';
import { now } from './question.ts';

/** A statement and the digest of its body; throws for a text that is none. */
export function readSignedText(text: string): ReadStatement {
  const { proof: _, ...body } = parseStrictJson(new TextEncoder().encode(text)) as Readonly<Record<string, JsonValue>>;
  return { statement: parseStatement(body), digest: parseDigest(statementDigest(body, nodeSuite)) };
}

/** Checks without which a signature does not hold, however the others stand. */
const DEMANDED: readonly string[] = ['integrity', 'key', 'issuer', 'shape'];

/** Verifies signatures by the DID documents of a trust folder, and by those of bundles as nodes give them out. */
export async function openSignatures({
  trust,
  dids,
}: {
  readonly trust: string | undefined;
  readonly dids: readonly string[];
}): Promise<(text: string, jwt: string | undefined) => Promise<SignatureVerdict>> {
  const { source } = await readTrust(trust ?? PROJECT_FOLDERS.demonstration, createReader(nodeSuite));
  const bundles = (await Promise.all(dids.map(readBundle))).flat();
  const documents = new Map(bundles.map((document) => [document.id, document]));
  return async (text, jwt) => {
    const issuer = readSignedText(text).statement.issuer;
    const document = documents.get(issuer) ?? (await source.resolve([issuer])).get(issuer);
    if (document === undefined) {
      return {
        outcome: 'unknown',
        reason: `the DID document of ${issuer} is not at hand; give it by --dids or --trust`,
      };
    }
    const resolveDid = offlineResolver({ [issuer]: document as JsonValue });
    for (const signed of jwt === undefined ? [text] : [text, jwt]) {
      const how = { suite: nodeSuite, resolveDid, on: now(), statusChanges: [] };
      const { checks, digest } = verifyCredential(signed, how);
      // Whether it is valid on a day, or its status, is for whoever asks about that day.
      const demanded = checks.filter(({ name, outcome }) => DEMANDED.includes(name) && outcome !== 'passed');
      const reason = demanded.map(({ name, detail }) => `${name}: ${detail ?? 'does not hold'}`).join('; ');
      if (demanded.some(({ outcome }) => outcome === 'failed')) return { outcome: 'broken', reason };
      if (demanded.length > 0) return { outcome: 'unknown', reason };
      if (digest !== readSignedText(text).digest) return { outcome: 'broken', reason: 'the token is of another body' };
    }
    return { outcome: 'verified' };
  };
}

/** { "items": [ DID document, … ] }, as GET /api/did-documents answers. */
async function readBundle(path: string): Promise<readonly { readonly id: string }[]> {
  let found: unknown;
  try {
    found = JSON.parse(await readTextFile(path));
  } catch (cause) {
    throw new CommandError(`--dids ${path}: ${(cause as Error).message}`, { cause });
  }
  const { items } = (found ?? {}) as { readonly items?: unknown };
  const isRight =
    Array.isArray(items) && items.every((each) => typeof (each as { id?: unknown } | null)?.id === 'string');
  if (!isRight) {
    throw new CommandError(
      `--dids ${path}: { "items": [ … ] } of DID documents is needed, as a node gives at /api/did-documents`,
    );
  }
  return items as readonly { readonly id: string }[];
}
