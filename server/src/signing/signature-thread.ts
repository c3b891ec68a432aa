// SPDX-License-Identifier: Apache-2.0
// The program of a thread that verifies Ed25519 signatures, many a message: packed checks in, a byte for each out.
// It runs from this file however the server was started, and so imports nothing but Node and its two neighbours.
import { type KeyObject, verify } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { loadSodium } from './sodium.ts';
import { importEd25519, type SignatureCheck, unpackChecks } from './signature-check.ts';

const KEYS_MAX = 1_000;

const accepts = loadSodium();
const keys = new Map<string, KeyObject | undefined>();

parentPort?.on('message', (packed: Uint8Array) => {
  const verdicts = Uint8Array.from(unpackChecks(packed), (check) => (isGood(check) ? 1 : 0));
  parentPort?.postMessage(verdicts);
});

/** What libsodium accepts is good; about everything else OpenSSL has the word. */
function isGood(check: SignatureCheck): boolean {
  if (accepts?.(check.key, check.message, check.signature) === true) return true;
  const key = keyOf(check.key);
  return key !== undefined && verify(null, check.message, key, check.signature);
}

function keyOf(key: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(key).toString('latin1');
  if (!keys.has(name)) {
    if (keys.size >= KEYS_MAX) keys.clear();
    keys.set(name, importEd25519(key));
  }
  return keys.get(name);
}
