// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { folderReader, httpReader } from '@touchstone/log-keeping/reader';
import { canVerify, type LogReader, type NoteKey, parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';

/** The key of a log; its name is the origin. C2SP tlog-checkpoint v1.0.0. CommandError for the key of a witness. */
export function parseLogKey(vkey: string): NoteKey {
  const key = parseVkey(nodeLogSuite, vkey);
  if (key.type === 'ed25519-cosignature' || !canVerify(nodeLogSuite, key)) {
    throw new CommandError(`--log ${key.name}: the key of a log is needed, not one of type ${key.type}`);
  }
  return key;
}

const VKEY_AND_ADDRESS = /^(.+?)=((?:https?:\/\/|\/|\.).*)$/;

/** Whether an address follows the key. */
export function isWithAddress(text: string): boolean {
  return VKEY_AND_ADDRESS.test(text);
}

/** VKEY=ADDRESS of `--log`: the base64 of a key may itself end in =, so that the address is what follows the last one. */
export function parseLogAddress(text: string): { readonly key: NoteKey; readonly address: string } {
  const [, vkey, address] = VKEY_AND_ADDRESS.exec(text) ?? [];
  if (vkey === undefined || address === undefined) {
    throw new CommandError(
      `--log ${text.slice(0, 200)}: VKEY=URL is needed, such as log.example+1234abcd+AQ…=https://log.example/`,
    );
  }
  return { key: parseLogKey(vkey), address };
}

const HTTP = /^https?:\/\//;

/** Reads a log below an address, or from its folder. */
export async function logReaderAt(address: string): Promise<LogReader> {
  const found = HTTP.test(address) ? undefined : await stat(address).catch(() => undefined);
  if (!HTTP.test(address) && found?.isDirectory() !== true) {
    throw new CommandError(`${address}: neither an http(s) address nor a folder`);
  }
  return logReaderBeside(address);
}

/** Reads a log that was not asked for and need not be there: what is missing has no files. */
export function logReaderBeside(address: string): LogReader {
  return HTTP.test(address) ? httpReader(address) : folderReader(address);
}

/** A text file of somebody's; CommandError says which cannot be read. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandError(`${path}: ${(error as NodeJS.ErrnoException).code ?? 'it cannot be read'}`, {
      cause: error,
    });
  }
}
