// SPDX-License-Identifier: Apache-2.0
import { list, members, type Read, ShapeError, text } from './narrow.ts';
import { localProblem, ProblemError, readProblem } from './problem.ts';
import { readVerdict, type Verdict } from './verdict.ts';

/** An example dossier that the server brings. */
export interface Example {
  readonly folder: string;
  readonly title: string;
  readonly markets: readonly string[];
  readonly on: string;
}

/** One file of a dropped dossier with its path below the dropped folder. */
export interface DossierFile {
  readonly path: string;
  readonly file: File;
}

/** What is asked: an example or files, in these places, on this day. */
export interface Question {
  readonly about: { readonly example: string } | { readonly files: readonly DossierFile[] };
  readonly markets: readonly string[];
  readonly on: string;
}

/** The examples to pick from. */
export function fetchExamples(signal?: AbortSignal): Promise<readonly Example[]> {
  return ask('/api/examples', withSignal(signal), (body) => list(readExample)(members(body, '').examples, '/examples'));
}

/** The main job: question in, verdict out. Throws ProblemError for everything that is no verdict. */
export function requestCheck(question: Question, signal?: AbortSignal): Promise<Verdict> {
  return ask('/api/check', { ...bodyOf(question), method: 'POST', ...withSignal(signal) }, readVerdict);
}

/** Sends a request and reads the answer; every failure comes out as one ProblemError. */
export async function ask<T>(path: string, init: RequestInit, read: (body: unknown) => T): Promise<T> {
  return (await askText(path, init, read)).body;
}

/** An answer in its own characters, beside what was read of it. */
export interface AnswerText<T> {
  readonly text: string;
  readonly body: T;
  readonly headers: Headers;
}

/** As `ask`, with the characters as they came; where nothing reads them, they need not be JSON. */
export async function askText<T = undefined>(
  path: string,
  init: RequestInit,
  read?: (body: unknown) => T,
): Promise<AnswerText<T>> {
  const response = await send(path, init);
  const { status, headers } = response;
  const whole = await textOf(response);
  if (!response.ok) throw new ProblemError(readProblem(jsonOf(whole), status));
  try {
    return { text: whole, headers, body: read === undefined ? (undefined as T) : read(jsonOf(whole)) };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ProblemError(localProblem('ANSWER_NOT_READ', error.message, status));
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(localProblem('NO_CONNECTION'));
  }
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return '';
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bodyOf({ about, markets, on }: Question): RequestInit {
  // Fields before files: a server that reads the form as a stream then knows the question before the first byte.
  const form = new FormData();
  form.append('markets', markets.join(','));
  form.append('on', on);
  if ('example' in about) form.append('example', about.example);
  else for (const { path, file } of about.files) form.append('files', file, path);
  return { body: form };
}

const readExample: Read<Example> = (value, path) => {
  const given = members(value, path);
  return {
    folder: text(given.folder, `${path}/folder`),
    title: text(given.title, `${path}/title`),
    markets: list(text)(given.markets, `${path}/markets`),
    on: text(given.on, `${path}/on`),
  };
};

function withSignal(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
