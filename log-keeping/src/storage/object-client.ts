// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { LogKeepingError } from '../log-keeping-error.ts';

/** Where the objects are, and the key to them. */
export interface ObjectStoreOptions {
  /** The bucket and a prefix: https://host/bucket/prefix or https://bucket.host/prefix; no slash at the end. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Part of the signature; us-east-1 without, which most servers that are not Amazon's take. */
  readonly region?: string;
  /** Milliseconds for one request; 20 000 without. */
  readonly timeout?: number;
}

/** On what a PUT depends: nothing there yet, or the object there being the one with this tag. */
export type Condition = { readonly absent: true } | { readonly tag: string };

/** How a request ended that was answered. */
export interface ObjectAnswer {
  readonly status: number;
  readonly tag: string | undefined;
  readonly bytes: Uint8Array;
}

const TRIES = 4;
const FIRST_PAUSE = 100;

/** The few requests of the S3 protocol that a log needs: GET, PUT with conditions, DELETE. */
export class ObjectClient {
  readonly #aws: AwsClient;
  readonly #url: string;
  readonly #timeout: number;

  constructor(options: ObjectStoreOptions) {
    const { accessKeyId, secretAccessKey, sessionToken, region = 'us-east-1' } = options;
    const session = sessionToken === undefined ? {} : { sessionToken };
    this.#aws = new AwsClient({ accessKeyId, secretAccessKey, ...session, region, service: 's3', retries: 0 });
    this.#url = options.url.replace(/\/+$/, '');
    this.#timeout = options.timeout ?? 20_000;
  }

  /** The object, or undefined when there is none. */
  async get(name: string): Promise<{ readonly bytes: Uint8Array; readonly tag: string | undefined } | undefined> {
    const answer = await this.#insist(name, { method: 'GET' });
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw refusal(name, answer);
    return answer;
  }

  /** Puts an object where it does no harm to put it twice: tried again while the server is out of reach. */
  async put(name: string, bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const answer = await this.#insist(name, { method: 'PUT', bytes, headers });
    if (answer.status !== 200) throw refusal(name, answer);
  }

  async delete(name: string): Promise<void> {
    const answer = await this.#insist(name, { method: 'DELETE' });
    if (answer.status >= 300 && answer.status !== 404) throw refusal(name, answer);
  }

  /** One try, whatever comes of it; undefined when nobody knows what came of it. RFC 9110, 13.1.1 and 13.1.2. */
  async putIf(
    name: string,
    bytes: Uint8Array,
    { condition, headers = {} }: { readonly condition: Condition; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<ObjectAnswer | undefined> {
    const precondition: Record<string, string> =
      'absent' in condition ? { 'if-none-match': '*' } : { 'if-match': condition.tag };
    try {
      const answer = await this.#send(name, { method: 'PUT', bytes, headers: { ...headers, ...precondition } });
      return answer.status === 500 || answer.status === 502 || answer.status === 504 ? undefined : answer;
    } catch (cause) {
      if (wasNotSent(cause)) throw unreachable(name, cause);
      return undefined;
    }
  }

  async #insist(name: string, request: ObjectRequest): Promise<ObjectAnswer> {
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await this.#send(name, request);
        if (!isTransient(answer)) return answer;
        if (tried === TRIES) throw unreachable(name, `status ${answer.status}`);
      } catch (cause) {
        if (tried === TRIES) throw cause instanceof LogKeepingError ? cause : unreachable(name, cause);
      }
      await sleep(FIRST_PAUSE * 2 ** (tried - 1));
    }
  }

  async #send(name: string, { method, bytes, headers = {} }: ObjectRequest): Promise<ObjectAnswer> {
    // The digest is signed with the rest, so that the server refuses what was damaged on the way.
    const digest = hash('sha256', bytes ?? '', 'hex');
    const signed = await this.#aws.sign(`${this.#url}/${name}`, {
      method,
      headers: { ...headers, 'x-amz-content-sha256': digest },
      ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
    });
    const response = await fetch(signed, { signal: AbortSignal.timeout(this.#timeout), redirect: 'error' });
    return {
      status: response.status,
      tag: response.headers.get('etag') ?? undefined,
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  }
}

interface ObjectRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whether the same request may do better in a moment: a server that is busy, or gave up waiting for the rest of it. */
function isTransient(answer: ObjectAnswer): boolean {
  const { status } = answer;
  return status === 408 || status === 429 || (status >= 500 && status !== 507) || isRequestTimeout(answer);
}

/** S3 says 400 RequestTimeout where HTTP has 408. Amazon S3 API Reference, "Error responses". */
function isRequestTimeout({ status, bytes }: ObjectAnswer): boolean {
  return status === 400 && new TextDecoder().decode(bytes.subarray(0, 1_000)).includes('<Code>RequestTimeout</Code>');
}

/** What an answer other than the hoped-for one means. */
export function refusal(at: string, answer: ObjectAnswer): LogKeepingError {
  const { status, bytes } = answer;
  const cause = new Error(`status ${status}: ${new TextDecoder().decode(bytes.subarray(0, 300))}`);
  if (isRequestTimeout(answer)) return unreachable(at, cause);
  switch (status) {
    case 401:
    case 403:
      return new LogKeepingError('READ_ONLY', 'the key may not do this', { at, cause });
    case 507:
      return new LogKeepingError('NO_SPACE', 'the storage is full; make space, nothing was lost', { at, cause });
    case 408:
      return unreachable(at, cause);
    case 429:
    case 503:
      return new LogKeepingError('UNREACHABLE', 'the server wants fewer requests', { at, cause });
    default:
      return new LogKeepingError('STORAGE_FAILED', `the server answers ${status}`, { at, cause });
  }
}

function unreachable(at: string, cause: unknown): LogKeepingError {
  return new LogKeepingError('UNREACHABLE', 'the server does not answer; nothing was lost', { at, cause });
}

/** True when no byte of the request can have reached the server. */
function wasNotSent(cause: unknown): boolean {
  const code = ((cause as Error).cause as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
