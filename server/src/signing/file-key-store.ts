// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeSigner, publicMultikeyOf, secretMultikeyFromSeed } from '@touchstone/credentials/node';
import { compareInstants, parseDid, parseInstant } from '@touchstone/identifiers';
import { z } from 'zod';
import type { KeyStore, PublishedKey } from './key-store.ts';
import { SigningError } from './signing-error.ts';

const keyFile = z.strictObject({
  keyId: z.string(),
  controller: z.string(),
  secretKeyMultibase: z.string(),
  from: z.string(),
  to: z.string().optional(),
});
type KeyFile = z.infer<typeof keyFile>;

/** Keys in files that only the server's own user may read, one for each key. */
export interface FileKeyStore extends KeyStore {
  /** Makes sure that the party has a key in force; where it has none, one is made that is in force from `now` on. */
  ensureKey(controller: string, now: string): Promise<PublishedKey>;
  /** Adds a key that exists already, such as a demonstration authority's; the same key again changes nothing. */
  addKey(key: {
    readonly controller: string;
    /** DID URL of the key; left out, the DID with the public key as fragment. */
    readonly keyId?: string;
    readonly secretKeyMultibase: string;
    readonly from: string;
    readonly to?: string;
  }): Promise<PublishedKey>;
}

/** Opens the directory, which is made where it is not there. Throws `KEY_FILE_OPEN` where others may read a key. */
export async function openFileKeyStore(directory: string): Promise<FileKeyStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const keys = await readKeys(directory);
  const inForce = (controller: string, now: string) =>
    keys
      .filter((key) => key.controller === controller && isInForce(key, now))
      .sort((a, b) => compareInstants(parseInstant(b.from), parseInstant(a.from)))[0];
  const add: FileKeyStore['addKey'] = async ({ controller, secretKeyMultibase, from, to, keyId: given }) => {
    const { multikey } = publicMultikeyOf(secretKeyMultibase);
    const keyId = given ?? `${parseDid(controller)}#${multikey}`;
    const known = keys.find((key) => key.keyId === keyId);
    if (known !== undefined) return published(known);
    const key: KeyFile = {
      keyId,
      controller,
      secretKeyMultibase,
      from: parseInstant(from),
      ...(to === undefined ? {} : { to: parseInstant(to) }),
    };
    await writeKey(directory, key);
    keys.push(key);
    return published(key);
  };
  return {
    async signerOf(controller, now) {
      const key = inForce(controller, now);
      if (key === undefined)
        throw new SigningError('NO_KEY', `this node holds no key of ${controller} that is in force`, { controller });
      return nodeSigner(key.keyId, key.secretKeyMultibase);
    },
    publishedKeys: () => keys.map(published),
    addKey: add,
    async ensureKey(controller, now) {
      const key = inForce(controller, now);
      if (key !== undefined) return published(key);
      return add({ controller, secretKeyMultibase: secretMultikeyFromSeed('Ed25519', randomBytes(32)), from: now });
    },
  };
}

function published(key: KeyFile): PublishedKey {
  const { keyId, controller, from, to } = key;
  const { multikey } = publicMultikeyOf(key.secretKeyMultibase);
  return { keyId, controller, publicKeyMultibase: multikey, from, ...(to === undefined ? {} : { to }) };
}

function isInForce({ from, to }: KeyFile, now: string): boolean {
  const at = parseInstant(now);
  return (
    compareInstants(parseInstant(from), at) <= 0 && (to === undefined || compareInstants(at, parseInstant(to)) <= 0)
  );
}

async function readKeys(directory: string): Promise<KeyFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.key.json')).sort();
  return Promise.all(names.map((name) => readKey(join(directory, name))));
}

async function readKey(path: string): Promise<KeyFile> {
  // On Windows the mode says nothing; there the folder's own access list protects the keys.
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new SigningError('KEY_FILE_OPEN', `others may read the key in ${path}; run: chmod 600 ${path}`, { path });
  }
  try {
    return keyFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Neither cause nor text: both would carry the secret into a log.
    throw new SigningError(
      'KEY_FILE_BROKEN',
      `${path} does not hold a key; restore it from a backup, or move it away`,
      { path },
    );
  }
}

/** Whole or not at all: a key that has signed must not be half a file after a crash. */
async function writeKey(directory: string, key: KeyFile): Promise<void> {
  const name = createHash('sha256').update(key.keyId, 'utf8').digest('hex').slice(0, 32);
  const path = join(directory, `${name}.key.json`);
  const temporary = `${path}.${randomBytes(4).toString('hex')}.new`;
  await writeFile(temporary, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await rename(temporary, path);
}
