// SPDX-License-Identifier: Apache-2.0
import {
  decodeBase64,
  encodeBase64,
  type LogError,
  type LogSuite,
  PROOF_HASHES_MAX,
} from '@touchstone/transparency-log';
import { BATCH_PROMISES_MAX, placeInBatch } from './batch-promise.ts';
import type { LogPromise } from './verify-promise.ts';

/** What a file says of a log's promise about one statement, nothing of it verified; or why it says nothing. */
export type PromiseFile =
  | { readonly outcome: 'read'; readonly promise: LogPromise }
  | { readonly outcome: 'unreadable'; readonly detail: string };

/** Whose promise is wanted out of an answer about many. */
export interface PromisedName {
  readonly issuer: string;
  readonly id: string;
}

/**
 * {"promise": note, "opening": base64[, "index": n, "proof": [base64 …]]}, or what a node answered to a whole batch
 * Decision record 0067. An answer holds what opens every statement of its batch: what is handed on is the file of one.
 */
export function readPromiseFile(suite: LogSuite, text: string, name: PromisedName | undefined): PromiseFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unreadable('it is no JSON');
  }
  try {
    const promise = isRecord(json) && Array.isArray(json.answers) ? ofAnswer(suite, json, name) : ofOne(json);
    return typeof promise === 'string' ? unreadable(promise) : { outcome: 'read', promise };
  } catch (error) {
    // Of what is no base64: nothing else is thrown.
    return unreadable((error as LogError).message);
  }
}

/** The file of one promise, to be kept beside its statement. */
export function formatPromiseFile({ note, opening, place }: LogPromise): string {
  const proved = place === undefined ? {} : { index: place.index, proof: place.proof.map(encodeBase64) };
  return `${JSON.stringify({ promise: note, opening: encodeBase64(opening), ...proved }, undefined, 2)}\n`;
}

function ofOne(json: unknown): LogPromise | string {
  if (!isRecord(json) || typeof json.promise !== 'string' || typeof json.opening !== 'string') {
    return 'it has not the texts "promise" and "opening" of a promise';
  }
  const { promise: note, index, proof } = json;
  const one = { note, opening: decodeBase64(json.opening) };
  if (proof === undefined && index === undefined) return one;
  if (!isNumberBelow(index, BATCH_PROMISES_MAX) || !isTexts(proof, PROOF_HASHES_MAX)) {
    return 'its place in a batch is no index with a list of hashes';
  }
  return { ...one, place: { index, proof: proof.map((each) => decodeBase64(each)) } };
}

function ofAnswer(
  suite: LogSuite,
  { answers, promise }: Readonly<Record<string, unknown>>,
  name: PromisedName | undefined,
): LogPromise | string {
  if (!isRecord(promise) || typeof promise.note !== 'string' || !isTexts(promise.commitments, BATCH_PROMISES_MAX)) {
    return 'the answer to the batch has no promise';
  }
  const entries = (answers as readonly unknown[]).flatMap((each) =>
    isRecord(each) && Array.isArray(each.entries) ? (each.entries as readonly unknown[]) : [],
  );
  const found = entries.find((each) => isRecord(each) && isNamed(each.statement, name));
  const promised = isRecord(found) ? found.promised : undefined;
  const commitments = promise.commitments.map((each) => decodeBase64(each));
  if (!isRecord(promised) || typeof promised.opening !== 'string') return 'it promises nothing of this statement';
  if (!isNumberBelow(promised.index, commitments.length)) return 'its place is none in the batch';
  const place = placeInBatch(suite, commitments, promised.index);
  return { note: promise.note, opening: decodeBase64(promised.opening), place };
}

function isNamed(statement: unknown, name: PromisedName | undefined): boolean {
  return isRecord(statement) && name !== undefined && statement.issuer === name.issuer && statement.id === name.id;
}

function isNumberBelow(value: unknown, bound: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < bound;
}

function isTexts(value: unknown, max: number): value is readonly string[] {
  return Array.isArray(value) && value.length <= max && value.every((each) => typeof each === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function unreadable(detail: string): PromiseFile {
  return { outcome: 'unreadable', detail };
}
