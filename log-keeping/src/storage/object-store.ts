// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogKeepingError } from '../log-keeping-error.ts';
import { parsePublicPath, SUCCESSOR_PATH } from '../reader/public-path.ts';
import { batchFileName } from './batch.ts';
import { type BatchName, decodeHead, encodeHead, type LogHead, sameHead } from './head.ts';
import type { LogFile, LogStore } from './log-store.ts';
import { type Condition, ObjectClient, type ObjectStoreOptions, refusal } from './object-client.ts';

const HEAD = 'state/head.json';
/** Requests under way at the same time. */
const WRITERS = 16;
/** How often an object is tried to be replaced that the server says others are busy with. */
const SWAPS = 4;
const FIRST_PAUSE = 50;
const IMMUTABLE = {
  'content-type': 'application/octet-stream',
  'cache-control': 'public, max-age=31536000, immutable',
};
const NOTE = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' };

/**
 * A log in object storage that speaks S3: `public/` for readers, `state/` for the writer. Nothing locks it; of two
 * writers the head lets one through, since it is put only in place of the head that the writer knows.
 * NO_CONDITIONAL_WRITES when the server does not keep such conditions, tried out at opening; READ_ONLY, UNREACHABLE.
 */
export async function openObjectStore(options: ObjectStoreOptions): Promise<LogStore> {
  const client = new ObjectClient(options);
  await requireConditions(client);
  return new ObjectStore(client);
}

class ObjectStore implements LogStore {
  readonly #client: ObjectClient;
  /** Tags of head and checkpoint as last seen; undefined where there was none. */
  readonly #tags = new Map<string, string | undefined>();
  readonly #ends = new Map<string, number>();
  #head: LogHead | undefined;
  /** Checkpoints under way. */
  #publishing = 0;

  constructor(client: ObjectClient) {
    this.#client = client;
  }

  async readHead(): Promise<LogHead | undefined> {
    const bytes = await this.#getTagged(HEAD);
    this.#head = bytes === undefined ? undefined : decodeHead(bytes);
    return this.#head;
  }

  async writeBatch(name: BatchName, record: Uint8Array): Promise<void> {
    await this.#client.put(batchObject(name), record, IMMUTABLE);
    this.#noteBatch(name, record);
  }

  async readBatch(name: BatchName): Promise<Uint8Array | undefined> {
    const found = await this.#client.get(batchObject(name));
    if (found !== undefined) this.#noteBatch(name, found.bytes);
    return found?.bytes;
  }

  async compareAndSwapHead(expected: LogHead | undefined, next: LogHead): Promise<void> {
    if (!this.#tags.has(HEAD)) await this.readHead();
    if (!sameHead(this.#head, expected)) throw headMoved();
    await this.#swap(HEAD, encodeHead(next), {});
    this.#head = next;
  }

  async putFiles(files: readonly LogFile[]): Promise<void> {
    const waiting = files.values();
    const writer = async () => {
      for (const { path, bytes } of waiting) {
        await this.#client.put(publicObject(path), bytes, path === SUCCESSOR_PATH ? NOTE : IMMUTABLE);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: WRITERS }, writer));
    const failed = ends.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  async readFile(path: string): Promise<Uint8Array | undefined> {
    const name = publicObject(path);
    // Only the first look at the checkpoint says what this writer goes on from. Later ones are for readers: by their tag
    // a writer that was replaced would put its older checkpoint in the place of the newer one.
    if (path === 'checkpoint' && !this.#tags.has(name)) return this.#getTagged(name);
    return (await this.#client.get(name))?.bytes;
  }

  async publishCheckpoint(note: Uint8Array): Promise<void> {
    const name = publicObject('checkpoint');
    this.#publishing += 1;
    try {
      if (!this.#tags.has(name)) await this.#getTagged(name);
      await this.#swap(name, note, NOTE);
    } finally {
      this.#publishing -= 1;
    }
  }

  async requireShown(): Promise<void> {
    const name = publicObject('checkpoint');
    const tag = this.#tags.get(name);
    if (this.#publishing > 0 || !this.#tags.has(name)) return;
    const found = await this.#client.get(name);
    // One that is published meanwhile is put in the place of the one with the known tag, or refused.
    if (this.#publishing > 0 || this.#tags.get(name) !== tag || found?.tag === tag) return;
    throw headMoved(name);
  }

  async discard({ below, paths }: { readonly below: number; readonly paths: readonly string[] }): Promise<void> {
    for (const [name, end] of this.#ends) {
      if (end > below) continue;
      this.#ends.delete(name);
      await this.#client.delete(name);
    }
    for (const path of paths) await this.#client.delete(publicObject(path));
  }

  async close(): Promise<void> {}

  /** Puts an object in the place of the one that was seen last, or finds out why not. */
  async #swap(name: string, bytes: Uint8Array, headers: Readonly<Record<string, string>>): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      const tag = this.#tags.get(name);
      const condition: Condition = tag === undefined ? { absent: true } : { tag };
      const answer = await this.#client.putIf(name, bytes, { condition, headers });
      if (answer?.status === 200 && answer.tag !== undefined) {
        this.#tags.set(name, answer.tag);
        return;
      }
      const wasRefused = answer !== undefined && answer.status !== 200;
      if (wasRefused && answer.status !== 412 && answer.status !== 409) throw refusal(name, answer);
      // Lost to another, or answered by nobody: what is there now tells.
      const found = await this.#getTagged(name).catch((cause) => {
        throw new LogKeepingError('STORAGE_FAILED', 'nobody knows what the server has kept', { at: name, cause });
      });
      if (found !== undefined && Buffer.compare(found, bytes) === 0) return;
      // It may still arrive: only who opens the log anew, and reads, may go on.
      if (!wasRefused)
        throw new LogKeepingError('STORAGE_FAILED', 'the server has not answered and may yet act', { at: name });
      if (answer.status !== 409 || this.#tags.get(name) !== tag) {
        // What another has put there is nothing for this writer to go on from, however often it tries.
        this.#tags.set(name, tag);
        throw headMoved(name);
      }
      // 409 ConditionalRequestConflict: something was under way at that object, and it is still the one that was seen.
      // Amazon S3 User Guide, "Conditional writes": the request is to be made again.
      if (tried === SWAPS)
        throw new LogKeepingError('UNREACHABLE', 'the server has other requests for it', { at: name });
      await sleep(FIRST_PAUSE * 2 ** (tried - 1));
    }
  }

  async #getTagged(name: string): Promise<Uint8Array | undefined> {
    const found = await this.#client.get(name);
    this.#tags.set(name, found?.tag);
    return found?.bytes;
  }

  #noteBatch(name: BatchName, record: Uint8Array): void {
    const count = new DataView(record.buffer, record.byteOffset).getUint32(48);
    this.#ends.set(batchObject(name), name.first + count);
  }
}

/** Tries both conditions in both ways on an object of no other use. */
async function requireConditions(client: ObjectClient): Promise<void> {
  const name = `state/probe-${randomUUID()}`;
  const put = async (text: string, condition: Condition, allowed: readonly number[]) => {
    const answer = await client.putIf(name, new TextEncoder().encode(text), { condition });
    if (answer !== undefined && allowed.includes(answer.status)) return answer.tag;
    if (answer !== undefined && [401, 403, 429, 503, 507].includes(answer.status)) throw refusal(name, answer);
    if (answer === undefined) throw new LogKeepingError('UNREACHABLE', 'the server does not answer', { at: name });
    throw new LogKeepingError(
      'NO_CONDITIONAL_WRITES',
      `PUT with ${'absent' in condition ? 'If-None-Match' : 'If-Match'} is answered ${answer.status}, not ${allowed.join(' or ')}: two writers would overwrite each other`,
      { at: name },
    );
  };
  try {
    const tag = await put('1', { absent: true }, [200]);
    await put('2', { absent: true }, [412]);
    if (tag === undefined)
      throw new LogKeepingError('NO_CONDITIONAL_WRITES', 'PUT is answered without an ETag', { at: name });
    await put('3', { tag }, [200]);
    await put('4', { tag }, [412]);
  } finally {
    await client.delete(name).catch(() => undefined);
  }
}

function batchObject(name: BatchName): string {
  return `state/batches/${batchFileName(name)}`;
}

function publicObject(path: string): string {
  parsePublicPath(path);
  return `public/${path}`;
}

function headMoved(at = HEAD): LogKeepingError {
  return new LogKeepingError('HEAD_MOVED', 'another writer has been there', { at });
}
