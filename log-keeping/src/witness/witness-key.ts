// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { NoteSigner } from '@touchstone/transparency-log';
import { nodeNoteKey, nodeNoteSigner } from '@touchstone/transparency-log/node';
import { LogKeepingError } from '../log-keeping-error.ts';
import { localDisk, onDisk, syncDirectory } from '../storage/disk.ts';

/**
 * The cosigning key in the folder of a witness, made at its first start and never written over. C2SP tlog-cosignature
 * v1.1.0, cosignature/v1. WRONG_LOG when the key there has another name: a witness that changes its name is another one.
 */
export async function openWitnessKey(folder: string, name: string): Promise<NoteSigner> {
  const path = join(folder, 'key');
  const kept = await onDisk(path, () => readFile(path, 'utf8').catch(absent));
  const signer = kept === undefined ? await makeKey(path, name) : nodeNoteSigner(kept.trim());
  if (signer.key.name !== name || signer.key.type !== 'ed25519-cosignature') {
    throw new LogKeepingError(
      'WRONG_LOG',
      `the key there is of ${signer.key.name} (${signer.key.type}), not of ${name}`,
      {
        at: path,
      },
    );
  }
  return signer;
}

function makeKey(path: string, name: string): Promise<NoteSigner> {
  const { skey, signer } = nodeNoteKey({ name, type: 'ed25519-cosignature', seed: Uint8Array.from(randomBytes(32)) });
  return onDisk(path, async () => {
    const draft = `${path}.new`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${skey}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link fails where there is a key already; a rename would replace it.
    await link(draft, path);
    await unlink(draft);
    await syncDirectory(localDisk, join(path, '..'));
    return signer;
  });
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
