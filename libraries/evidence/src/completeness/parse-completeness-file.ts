// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, type Instant, parseInstant } from '@touchstone/identifiers';
import { decodeBase64 } from '@touchstone/transparency-log';
import type { EndedFollowing } from '../cut.ts';
import { CompletenessError } from './completeness-error.ts';
import {
  COMPLETENESS_FORMAT,
  COMPLETENESS_LIMITS as LIMITS,
  type CompletenessFile,
  type CompletenessLeaf,
  type CompletenessLog,
  type LeafDisclosure,
  type ProvenEntry,
  type SubjectList,
  type SubjectName,
} from './completeness-file.ts';

type Members = Readonly<Record<string, unknown>>;

const HASHES_MAX = 63;
const NAME_CHARACTERS_MAX = 4_000;
const STATEMENT_CHARACTERS_MAX = 2 ** 20;
const CHECKPOINT_CHARACTERS_MAX = 1_000_000;

/** True for a text that says that it is a completeness file, sound or not. */
export function isCompletenessFile(text: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"touchstone\/completeness\//.test(text.slice(0, 200));
}

/**
 * Reads the text of formatCompletenessFile(), of whatever origin; every member known, every list within its limit.
 * Throws CompletenessError NOT_A_COMPLETENESS_FILE or TOO_LARGE. Nothing is verified.
 */
export function parseCompletenessFile(text: string): CompletenessFile {
  if (text.length > LIMITS.bytes) throw tooLarge('', `${LIMITS.bytes} characters`, text.length);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CompletenessError('NOT_A_COMPLETENESS_FILE', (cause as Error).message, { cause });
  }
  const file = membersOf(value, '', ['format', 'subject', 'logs', 'tombstones', 'ended']);
  if (file.format !== COMPLETENESS_FORMAT) throw bad('format', `"${COMPLETENESS_FORMAT}" is needed`);
  const subject = membersOf(file.subject, 'subject', ['names', 'thing']);
  const names = listOf(subject.names, 'subject.names', LIMITS.names).map((name, at) =>
    nameOf(name, `subject.names[${at}]`),
  );
  if (names.length === 0) throw bad('subject.names', 'at least one name is needed');
  return {
    subject: {
      names,
      ...(subject.thing === undefined ? {} : { thing: textOf(subject.thing, 'subject.thing', NAME_CHARACTERS_MAX) }),
    },
    logs: listOf(file.logs, 'logs', LIMITS.logs).map((log, at) => logOf(log, `logs[${at}]`)),
    tombstones: listOf(file.tombstones, 'tombstones', LIMITS.tombstones).map((each, at) =>
      textOf(each, `tombstones[${at}]`, STATEMENT_CHARACTERS_MAX),
    ),
    ...(file.ended === undefined
      ? {}
      : { ended: listOf(file.ended, 'ended', LIMITS.logs).map((each, at) => endedOf(each, `ended[${at}]`)) }),
  };
}

function endedOf(value: unknown, at: string): EndedFollowing {
  const { log, until } = membersOf(value, at, ['log', 'until']);
  return { log: textOf(log, `${at}.log`, NAME_CHARACTERS_MAX), until: instantOf(until, `${at}.until`) };
}

function logOf(value: unknown, at: string): CompletenessLog {
  const log = membersOf(value, at, ['checkpoint', 'first', 'indexRoot', 'lists', 'leaves']);
  return {
    checkpoint: textOf(log.checkpoint, `${at}.checkpoint`, CHECKPOINT_CHARACTERS_MAX),
    first: provenOf(membersOf(log.first, `${at}.first`, ['entry', 'proof']), `${at}.first`),
    indexRoot: provenOf(membersOf(log.indexRoot, `${at}.indexRoot`, ['entry', 'proof']), `${at}.indexRoot`),
    lists: listOf(log.lists, `${at}.lists`, LIMITS.names).map((list, which) =>
      subjectListOf(list, `${at}.lists[${which}]`),
    ),
    leaves: listOf(log.leaves, `${at}.leaves`, LIMITS.leaves).map((leaf, which) =>
      leafOf(leaf, `${at}.leaves[${which}]`),
    ),
  };
}

function subjectListOf(value: unknown, at: string): SubjectList {
  const { proof, keys } = membersOf(value, at, ['proof', 'keys']);
  return {
    proof: bytesOf(proof, `${at}.proof`),
    keys: listOf(keys, `${at}.keys`, LIMITS.leaves).map((each, which) => {
      const here = `${at}.keys[${which}]`;
      const { key, leaves } = membersOf(each, here, ['key', 'leaves']);
      const indexes = listOf(leaves, `${here}.leaves`, LIMITS.leaves).map((index) => indexOf(index, `${here}.leaves`));
      if (indexes.length === 0) throw bad(`${here}.leaves`, 'a key is listed for one leaf at least');
      return { key: bytesOf(key, `${here}.key`), leaves: indexes };
    }),
  };
}

function leafOf(value: unknown, at: string): CompletenessLeaf {
  const leaf = membersOf(value, at, ['index', 'entry', 'proof', 'opening']);
  const index = indexOf(leaf.index, `${at}.index`);
  const proven = { index, ...provenOf(leaf, at) };
  return leaf.opening === undefined ? proven : { ...proven, opening: openingOf(leaf.opening, `${at}.opening`) };
}

function openingOf(value: unknown, at: string): LeafDisclosure {
  const { statement, salt, secrets } = membersOf(value, at, ['statement', 'salt', 'secrets']);
  const opening = {
    statement: textOf(statement, `${at}.statement`, STATEMENT_CHARACTERS_MAX),
    salt: bytesOf(salt, `${at}.salt`, 32),
  };
  if (secrets === undefined) return opening;
  const disclosed = listOf(secrets, `${at}.secrets`, LIMITS.names).map((each, which) => {
    const { name, secret } = nameOf(each, `${at}.secrets[${which}]`);
    if (secret === undefined) throw bad(`${at}.secrets[${which}].secret`, 'it is missing');
    return { name, secret };
  });
  return { ...opening, secrets: disclosed };
}

function nameOf(value: unknown, at: string): SubjectName {
  const { name, secret } = membersOf(value, at, ['name', 'secret']);
  const read = { name: textOf(name, `${at}.name`, NAME_CHARACTERS_MAX) };
  return secret === undefined ? read : { ...read, secret: bytesOf(secret, `${at}.secret`, 32) };
}

function provenOf({ entry, proof }: Members, at: string): ProvenEntry {
  return {
    entry: bytesOf(entry, `${at}.entry`),
    proof: listOf(proof, `${at}.proof`, HASHES_MAX).map((hash, which) => bytesOf(hash, `${at}.proof[${which}]`, 32)),
  };
}

function membersOf(value: unknown, at: string, known: readonly string[]): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(at, 'an object is needed');
  const strange = Object.keys(value).find((name) => !known.includes(name));
  if (strange !== undefined) throw bad(at, `no member ${JSON.stringify(strange.slice(0, 80))} is known here`);
  return value as Members;
}

function listOf(value: unknown, at: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw bad(at, 'a list is needed');
  if (value.length > most) throw tooLarge(at, `${most} items`, value.length);
  return value;
}

function textOf(value: unknown, at: string, most: number): string {
  if (typeof value !== 'string' || value === '' || !value.isWellFormed()) throw bad(at, 'a text is needed');
  if (value.length > most) throw tooLarge(at, `${most} characters`, value.length);
  return value;
}

function instantOf(value: unknown, at: string): Instant {
  try {
    return parseInstant(textOf(value, at, NAME_CHARACTERS_MAX));
  } catch (cause) {
    if (!(cause instanceof IdentifierError)) throw cause;
    throw bad(at, 'an instant of RFC 3339 is needed');
  }
}

function indexOf(value: unknown, at: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw bad(at, 'an index is a whole number from 0');
  return value as number;
}

function bytesOf(value: unknown, at: string, length?: number): Uint8Array {
  if (typeof value !== 'string') throw bad(at, 'base64 is needed');
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64(value, at);
  } catch (cause) {
    throw new CompletenessError('NOT_A_COMPLETENESS_FILE', (cause as Error).message, { cause });
  }
  if (length !== undefined && bytes.length !== length) throw bad(at, `${length} bytes are needed, not ${bytes.length}`);
  return bytes;
}

function bad(at: string, what: string): CompletenessError {
  return new CompletenessError('NOT_A_COMPLETENESS_FILE', what, { at });
}

function tooLarge(at: string, most: string, found: number): CompletenessError {
  return new CompletenessError('TOO_LARGE', `${most} are read at most, not ${found}`, { at });
}
