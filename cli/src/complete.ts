// SPDX-License-Identifier: Apache-2.0
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { type CompletenessText, createReader, runCompletenessFiles } from '@touchstone/evidence';
import { COMPLETENESS_LIMITS, isCompletenessFile } from '@touchstone/evidence/completeness';
import { parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements, readStatements, readTrust } from '@touchstone/local-files';
import { formatVkey, parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { exitCodeOfCompleteness } from './exit-code.ts';
import { joinCompletenessFiles } from './join-completeness.ts';
import { parseLogKey, readTextFile } from './log-options.ts';
import { printCompleteness } from './print-log.ts';
import { dayAsked, now, placesAsked } from './question.ts';
import { readOptions } from './read-options.ts';

const DEFAULT_PLACES = ['CN-GD', 'HK', 'MO'].map(parsePlace);
const FETCH_MILLISECONDS = 60_000;
const FILES_MAX = 16;

interface Values {
  readonly from?: readonly string[] | undefined;
  readonly subject?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly policy?: string | undefined;
  readonly log?: readonly string[] | undefined;
  readonly markets?: string | undefined;
  readonly on?: string | undefined;
  readonly trust?: string | undefined;
}

/**
 * `complete FILE...`, or `complete SUBJECT... --from URL`: everything that logs have about parties, by all files
 * together; whom it is asked about, where that is said, must be among their subjects. Answers the worst exit code.
 */
export async function complete(args: readonly string[]): Promise<number> {
  const { given, values } = parse(args);
  const { from } = values;
  const paths = from === undefined ? given : await fetchFiles(given, from, values.out);
  const files: CompletenessText[] = [];
  for (const path of paths) {
    const text = await readFileOf(path);
    if (!isCompletenessFile(text)) throw new CommandError(`${path}: it is no completeness file`);
    files.push({ file: basename(path), text });
  }
  const about = [...(from === undefined ? [] : given), ...(values.subject ?? [])];
  const at = now();
  const read = createReader(nodeSuite);
  const [{ requirements, digest }, trust, policy] = await Promise.all([
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(values.trust ?? PROJECT_FOLDERS.demonstration, read, await readStatements(dirname(paths[0] as string))),
    policyText(values),
  ]);
  const places = placesAsked(values.markets, DEFAULT_PLACES);
  const policies = policy === undefined ? trust.logs.policies : places.map((place) => ({ place, text: policy }));
  const question = { places, roots: trust.roots, on: dayAsked(values.on, at), knownAt: at };
  const chains = await runCompletenessFiles(
    joinCompletenessFiles(files),
    { ...question, ...(about.length === 0 ? {} : { about }) },
    {
      ...{ source: trust.source, requirements, suite: nodeSuite, read },
      cut: { logs: [], position: null, referenceData: digest, knownAt: at },
      logs: { suite: nodeLogSuite, ...trust.logs, policies },
    },
  );
  for (const chain of chains) printCompleteness(chain);
  return Math.max(...chains.map(exitCodeOfCompleteness));
}

function parse(args: readonly string[]): { readonly given: readonly string[]; readonly values: Values } {
  const { values, positionals } = readOptions(args, {
    from: { type: 'string', multiple: true },
    subject: { type: 'string', multiple: true },
    out: { type: 'string' },
    policy: { type: 'string' },
    log: { type: 'string', multiple: true },
    markets: { type: 'string' },
    on: { type: 'string' },
    trust: { type: 'string' },
  });
  if (positionals.length === 0) {
    throw new CommandError('files are needed, or subjects (DIDs or identifiers) with --from URL');
  }
  if (positionals.length > FILES_MAX) throw new CommandError(`at most ${FILES_MAX} files or subjects at once`);
  if (values.policy !== undefined && values.log !== undefined) {
    throw new CommandError('--policy names the logs already; --log is for files without one');
  }
  return { given: positionals, values };
}

/** The policy of the asker's own choice, by file or by the keys of logs alone; undefined for those of the trust folder. */
async function policyText({ policy, log }: Values): Promise<string | undefined> {
  if (log !== undefined) return `${log.map((vkey) => `log ${formatVkey(parseLogKey(vkey))}\n`).join('')}quorum none\n`;
  if (policy === undefined) return undefined;
  const text = await readTextFile(policy);
  parsePolicy(nodeLogSuite, text);
  return text;
}

/** One file of all subjects from each node, side by side where there are several. */
async function fetchFiles(subjects: readonly string[], from: readonly string[], out: string | undefined) {
  const paths: string[] = [];
  for (const [at, each] of from.entries()) {
    const usual = `${(subjects[0] as string).replaceAll(/[^A-Za-z0-9.-]+/g, '-')}.completeness.json`;
    const path = out ?? usual;
    paths.push(
      await fetchFile(subjects, each, from.length === 1 ? path : path.replace(/(\.json)?$/, `.${at + 1}.json`)),
    );
  }
  return paths;
}

/** Asks a node for the file of subjects and keeps it as it came; what it is worth is seen when it is verified. */
async function fetchFile([subject = '', ...names]: readonly string[], from: string, path: string): Promise<string> {
  const base = URL.parse(from.endsWith('/') ? from : `${from}/`);
  if (base === null || !/^https?:$/.test(base.protocol))
    throw new CommandError(`--from ${from}: an http(s) address is needed`);
  const url = new URL(`api/parties/${encodeURIComponent(subject)}/completeness`, base);
  for (const name of names) url.searchParams.append('name', name);
  let bytes: Buffer;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MILLISECONDS) });
    bytes = await bodyOf(response);
    if (!response.ok) throw new Error(`${response.status}: ${bytes.toString('utf8', 0, 300)}`);
  } catch (error) {
    throw new CommandError(`${url.href}: ${(error as Error).message}`, { cause: error });
  }
  await writeFile(path, bytes);
  process.stdout.write(`Kept as ${path}\n`);
  return path;
}

async function bodyOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > COMPLETENESS_LIMITS.bytes) throw new Error(`more than ${COMPLETENESS_LIMITS.bytes} bytes are sent`);
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

async function readFileOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw new CommandError(`${path}: there is no such file; a subject is asked for with --from URL`);
  }
  if (found.size > COMPLETENESS_LIMITS.bytes)
    throw new CommandError(`${path}: more than ${COMPLETENESS_LIMITS.bytes} bytes`);
  return readFile(path, 'utf8');
}
