// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { formatCompletenessFile, makeCompletenessFile } from '@touchstone/evidence/completeness';
import { parseDigest } from '@touchstone/identifiers';
import {
  commitmentOf,
  encodeLeaf,
  encodeOpening,
  mapFnId,
  mapKeysOf,
  parseStatement,
  statementLeaves,
  subjectKeysOf,
  subjectListEntry,
  subjectsOf,
} from '@touchstone/statements';
import {
  bundlePath,
  EMPTY_LOG,
  formatCheckpoint,
  formatTlogProof,
  formatVkey,
  hashLeaf,
  integrate,
  type NoteSigner,
  proveInclusion,
  rootOfLeafHashes,
  rootOfRange,
  signNote,
  tilePath,
} from '@touchstone/transparency-log';
import { createMemoryNodeStore, emptyMap, encodeSubjectValue, MapBatch } from '@touchstone/transparency-log/map';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import type { MadeStatement } from './parties.ts';

const ORIGIN = 'log.demonstration.touchstone.example/2026';
const WITNESSES = ['government', 'industry', 'consumers'];
/** 2026-11-14T00:00:00Z, the day after the report was signed. */
const WITNESSED = 1_794_614_400;
const sha256 = (message: Uint8Array) => suite.sha256(message);

/** A key made from its name, so that anyone can sign with it: it proves nothing. */
function demonstrationSigner(name: string, type: 'ed25519' | 'ed25519-cosignature'): NoteSigner {
  const text = `touchstone demonstration log key of ${name}, known to everybody`;
  return nodeNoteKey({ name, type, seed: Uint8Array.from(createHash('sha256').update(text).digest()) }).signer;
}

const LOG = demonstrationSigner(ORIGIN, 'ed25519');
const COSIGNERS = WITNESSES.map((name) =>
  demonstrationSigner(`${name}.demonstration.touchstone.example/witness`, 'ed25519-cosignature'),
);

/** When a checkpoint counts in the demonstration: with government, industry and consumers. C2SP tlog-policy. */
export function demonstrationLogPolicy(): string {
  return [
    '# Demonstration: these keys are known to everybody.',
    `log ${formatVkey(LOG.key)}`,
    ...COSIGNERS.map(({ key }, at) => `witness ${WITNESSES[at]} ${formatVkey(key)}`),
    `group everybody all ${WITNESSES.join(' ')}`,
    'quorum everybody',
    '',
  ].join('\n');
}

/** A log of these statements alone: the receipt of the last, and the completeness file about these names. */
export async function makeLogFiles(
  statements: readonly MadeStatement[],
  names: readonly string[],
): Promise<{ readonly receipt: string; readonly completeness: string }> {
  const salts = statements.map(({ embedded }) => sha256(new TextEncoder().encode(`demonstration salt ${embedded}`)));
  const entries = statements.map(({ embedded, reference }, at) => {
    const keys = subjectKeysOf(sha256, subjectsOf(parseStatement(JSON.parse(embedded))));
    const commitment = commitmentOf(sha256, salts[at] as Uint8Array, parseDigest(reference.digest));
    return encodeLeaf(statementLeaves(keys, commitment)[0] as Parameters<typeof encodeLeaf>[0]);
  });
  const store = createMemoryNodeStore();
  const map = mapOf(entries, store);
  const size = entries.length;
  const all = [...entries, encodeLeaf({ type: 'index-root', mapRoot: map.hash, size, mapFnId: mapFnId(sha256) })];
  const { state, tiles, bundles } = integrate(suite, EMPTY_LOG, all);
  const files = new Map([
    ...tiles.map(({ tile, bytes }) => [tilePath(tile), bytes] as const),
    ...bundles.map(({ bundle, bytes }) => [bundlePath(bundle), bytes] as const),
  ]);
  const read = (path: string) => files.get(path);
  const text = formatCheckpoint({ origin: ORIGIN, size: all.length, root: rootOfRange(suite, state.range) });
  const checkpoint = await signNote(text, [LOG, ...COSIGNERS], { time: WITNESSED });
  const index = size - 1;
  const receipt = formatTlogProof({
    ...{ index, checkpoint },
    hashes: await proveInclusion(suite, { index, size: all.length }, read),
    extra: encodeOpening(salts[index] as Uint8Array),
  });
  const file = await makeCompletenessFile(suite, {
    subject: { names: names.map((name) => ({ name })) },
    logs: [{ read, checkpoint, map: { source: store, root: map } }],
    openingOf: (leaf) => ({
      statement: (statements[leaf.index] as MadeStatement).embedded,
      salt: salts[leaf.index] as Uint8Array,
    }),
  });
  return { receipt, completeness: formatCompletenessFile(file) };
}

function mapOf(entries: readonly Uint8Array[], store: ReturnType<typeof createMemoryNodeStore>) {
  const lists = new Map<string, { readonly key: Uint8Array; readonly rows: Uint8Array[] }>();
  for (const [index, entry] of entries.entries()) {
    for (const key of mapKeysOf(entry)) {
      const list = lists.get(key.join()) ?? { key, rows: [] };
      list.rows.push(hashLeaf(suite, subjectListEntry(index, hashLeaf(suite, entry))));
      lists.set(key.join(), list);
    }
  }
  const batch = new MapBatch(suite, { source: store, root: emptyMap(suite) });
  for (const { key, rows } of lists.values()) {
    const value = encodeSubjectValue({ count: rows.length, root: rootOfLeafHashes(suite, rows) });
    batch.set({ key, value, annex: new Uint8Array(0) });
  }
  return batch.write(store);
}
