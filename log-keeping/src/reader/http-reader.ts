// SPDX-License-Identifier: Apache-2.0
import type { LogReader } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { FILE_BYTES_MAX } from './file-sizes.ts';
import { parsePublicPath } from './public-path.ts';
import { readBody } from './read-body.ts';

/** How a log is asked for over HTTP. */
export interface HttpReading {
  readonly timeoutMilliseconds?: number;
  /** Asks again this many times what failed on the way, not what the server refused. */
  readonly attempts?: number;
  readonly fetch?: typeof globalThis.fetch;
}

const TIMEOUT_MILLISECONDS = 15_000;
const ATTEMPTS = 3;

/**
 * Reads a log below an http(s) address. A server that is slow, that sends more than a tile can have, or that redirects
 * is UNREACHABLE or CORRUPT, never waited for or read on: it may be hostile, and may know addresses that we can reach and it cannot.
 */
export function httpReader(prefix: string, reading: HttpReading = {}): LogReader {
  const base = prefixUrl(prefix);
  const { timeoutMilliseconds = TIMEOUT_MILLISECONDS, attempts = ATTEMPTS, fetch = globalThis.fetch } = reading;
  return async (path) => {
    const { kind } = parsePublicPath(path);
    const url = new URL(path, base);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await get(url, { fetch, timeoutMilliseconds, bytesMax: FILE_BYTES_MAX[kind] });
      } catch (error) {
        const mayPass = error instanceof LogKeepingError && error.code === 'UNREACHABLE';
        if (!mayPass || attempt >= attempts) throw error;
      }
    }
  };
}

/** The address of a log with the slash that paths are set below. UNREACHABLE for what is no http(s) address. */
export function prefixUrl(prefix: string): URL {
  const url = URL.parse(prefix.endsWith('/') ? prefix : `${prefix}/`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new LogKeepingError('UNREACHABLE', 'a log has an http or https address', { at: prefix });
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new LogKeepingError('UNREACHABLE', 'the address of a log has no user, query or fragment', { at: url.host });
  }
  return url;
}

interface Get {
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMilliseconds: number;
  readonly bytesMax: number;
}

async function get(url: URL, { fetch, timeoutMilliseconds, bytesMax }: Get): Promise<Uint8Array | undefined> {
  const at = url.href;
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(url, { redirect: 'error', signal, headers: { 'accept-encoding': 'identity, gzip' } });
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return undefined;
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new LogKeepingError('UNREACHABLE', `the server answers ${response.status}`, { at });
    }
    return await readBody(response, { at, bytesMax });
  } catch (error) {
    if (error instanceof LogKeepingError) throw error;
    throw new LogKeepingError('UNREACHABLE', `the server does not answer: ${messageOf(error)}`, { at, cause: error });
  }
}

function messageOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
