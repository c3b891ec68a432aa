// SPDX-License-Identifier: Apache-2.0
import { encodeBase64 } from '@touchstone/transparency-log';
import {
  COMPLETENESS_FORMAT,
  type CompletenessFile,
  type CompletenessLeaf,
  type LeafDisclosure,
  type ProvenEntry,
  type SubjectName,
} from './completeness-file.ts';

/**
 * file = { format, subject: { names: [{ name, secret? }], thing? }, logs: [{ checkpoint, first, indexRoot, lists, leaves }], tombstones, ended?: [{ log, until }] }
 * Decision record 0034; bytes are base64 with padding, RFC 4648, section 4. JSON, with a line for every leaf.
 */
export function formatCompletenessFile({ subject, logs, tombstones, ended }: CompletenessFile): string {
  const plain = {
    format: COMPLETENESS_FORMAT,
    subject: { names: subject.names.map(nameOf), ...(subject.thing === undefined ? {} : { thing: subject.thing }) },
    logs: logs.map(({ checkpoint, first, indexRoot, lists, leaves }) => ({
      checkpoint,
      first: provenOf(first),
      indexRoot: provenOf(indexRoot),
      lists: lists.map(({ proof, keys }) => ({
        proof: encodeBase64(proof),
        keys: keys.map(({ key, leaves: indexes }) => ({ key: encodeBase64(key), leaves: indexes })),
      })),
      leaves: leaves.map(leafOf),
    })),
    tombstones,
    ...(ended === undefined ? {} : { ended: ended.map(({ log, until }) => ({ log, until })) }),
  };
  return `${JSON.stringify(plain, null, 1)}\n`;
}

function nameOf({ name, secret }: SubjectName) {
  return { name, ...(secret === undefined ? {} : { secret: encodeBase64(secret) }) };
}

function provenOf({ entry, proof }: ProvenEntry) {
  return { entry: encodeBase64(entry), proof: proof.map(encodeBase64) };
}

function leafOf({ index, opening, ...proven }: CompletenessLeaf) {
  return { index, ...provenOf(proven), ...(opening === undefined ? {} : { opening: openingOf(opening) }) };
}

function openingOf({ statement, salt, secrets }: LeafDisclosure) {
  const disclosed = secrets === undefined ? {} : { secrets: secrets.map(nameOf) };
  return { statement, salt: encodeBase64(salt), ...disclosed };
}
