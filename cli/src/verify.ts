// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { DOSSIER_LIMITS } from '@touchstone/dossier';
import {
  type CheckOptions,
  createReader,
  type DocumentChain,
  type LogPolicyText,
  type LogPromise,
  type PresentedDocument,
  type Question,
  type ReadDocument,
  readPromiseFile,
  runCompleteness,
  runVerify,
  verifyReceipt,
} from '@touchstone/evidence';
import { isCompletenessFile } from '@touchstone/evidence/completeness';
import { parsePlace, placeCovers } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readReceipt, readRequirements, readStatements, readTrust } from '@touchstone/local-files';
import { parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { doubtsOf, readEvidence } from './evidence-folders.ts';
import { exitCodeOfChain, exitCodeOfCompleteness, exitCodeOfReceipt, placesWithoutReceipt } from './exit-code.ts';
import { parseLogKey, readTextFile } from './log-options.ts';
import { printChain } from './print-chain.ts';
import { printCompleteness, printReceipt, printReceiptOf } from './print-log.ts';
import { dayAsked, now, placesAsked } from './question.ts';
import { readOptions } from './read-options.ts';
import { readSplitView, verifySplitViewFile } from './verify-split-view.ts';

/** How the name of a receipt ends. C2SP tlog-proof, Format. */
const RECEIPT = '.tlog-proof';

/** A digital calibration certificate; what reads it is loaded for such only. */
const CERTIFICATE = /\.xml$/i;

/** Places asked about when none is named: those of the demonstration. */
const DEFAULT_PLACES = ['CN-GD', 'HK', 'MO'].map(parsePlace);

/**
 * `verify FILE`: a document, a receipt or a completeness file in, its chain out; papers in the same folder may vouch
 * for it. Answers the exit code.
 */
export async function verify(args: readonly string[]): Promise<number> {
  const { path, options } = parse(args);
  const at = now();
  if (CERTIFICATE.test(path)) {
    await readDocument(path);
    const { verifyCertificate } = await import('./verify-certificate.ts');
    const trusted = options.trust ?? PROJECT_FOLDERS.demonstration;
    const schemas = options.schemas ?? process.env.TOUCHSTONE_DCC_SCHEMAS;
    return verifyCertificate(path, { trust: trusted, schemas }, dayAsked(options.on, at));
  }
  const read = createReader(nodeSuite);
  const text = await readDocument(path);
  const splitView = readSplitView(text);
  if (splitView !== undefined) return verifySplit(splitView, options);
  const trusted = options.trust ?? PROJECT_FOLDERS.demonstration;
  const evidence = await readEvidence(options.evidence ?? [], trusted);
  const beside = [...(await readStatements(dirname(path))), ...evidence.statements];
  const [{ requirements, digest }, trust] = await Promise.all([
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(trusted, read, beside),
  ]);
  const asked: Asked = {
    path,
    text,
    question: {
      places: placesAsked(options.markets, DEFAULT_PLACES),
      roots: trust.roots,
      on: dayAsked(options.on, at),
      knownAt: at,
    },
    options: {
      source: trust.source,
      requirements,
      suite: nodeSuite,
      read,
      cut: { logs: evidence.logs, position: null, referenceData: digest, knownAt: at },
      logs: { suite: nodeLogSuite, ...trust.logs, ...doubtsOf(evidence) },
    },
    policies: trust.logs.policies,
    beside: beside.map((one) => one.text),
  };
  if (isCompletenessFile(text)) return verifyCompletenessFile(asked);
  if (path.endsWith(RECEIPT)) return verifyReceiptFile(asked);
  const [receipt, promise] = [await readReceipt(path), await readPromise(text, read, options)];
  return verifyDocument(asked, {
    ...(receipt === undefined ? {} : { receipt }),
    ...(promise === undefined ? {} : { promise }),
  });
}

/** The promise of a log about a document: its own file, or what a node answered to the batch that it was in. */
async function readPromise(
  text: string,
  read: ReadDocument,
  { promise: from, log = [] }: VerifyOptions,
): Promise<LogPromise | undefined> {
  if (from === undefined) return undefined;
  const { statement } = read(text);
  const file = readPromiseFile(nodeLogSuite, await readTextFile(from), statement);
  if (file.outcome === 'unreadable') throw new CommandError(`--promise ${from}: ${file.detail}`);
  return log.length === 0 ? file.promise : { ...file.promise, keys: log.map(parseLogKey) };
}

interface Asked {
  readonly path: string;
  readonly text: string;
  readonly question: Question;
  readonly options: CheckOptions;
  readonly policies: readonly LogPolicyText[];
  /** Other papers given. */
  readonly beside: readonly string[];
}

/** What of logs lies beside a document. */
type LogPapers = Pick<PresentedDocument, 'receipt' | 'promise'>;

async function verifyDocument(asked: Asked, papers: LogPapers): Promise<number> {
  return exitCodeOfChain(await printDocument(asked, papers));
}

async function printDocument(asked: Asked, papers: LogPapers): Promise<DocumentChain> {
  const { path, text, question, options, beside } = asked;
  const document = { file: basename(path), text, beside, ...papers };
  const chain = await runVerify(document, question, options);
  printChain(chain);
  return chain;
}

async function verifyCompletenessFile({ path, text, question, options }: Asked): Promise<number> {
  const chain = await runCompleteness({ file: basename(path), text }, question, options);
  printCompleteness(chain);
  return exitCodeOfCompleteness(chain);
}

/** The checkpoint by the policy of each place; and the document, which has to lie beside it for anything to be included. */
async function verifyReceiptFile(asked: Asked): Promise<number> {
  const { path, text, question, policies } = asked;
  const verdicts = question.places.map((place) => {
    const own = policies.find((one) => one.place === place) ?? policies.find((one) => placeCovers(one.place, place));
    if (own === undefined) return { place };
    return { place, verdict: verifyReceipt(nodeLogSuite, text, { policy: parsePolicy(nodeLogSuite, own.text) }) };
  });
  printReceipt(verdicts);
  const judged = verdicts.map(({ verdict }) => verdict);
  const stem = path.slice(0, -RECEIPT.length);
  for (const document of [stem, `${stem}.json`, `${stem}.jwt`]) {
    const found = await stat(document).catch(() => undefined);
    if (!found?.isFile()) continue;
    const chain = await printDocument(
      { ...asked, path: document, text: await readDocument(document) },
      { receipt: text },
    );
    printReceiptOf(basename(document), placesWithoutReceipt(chain.places));
    return exitCodeOfReceipt(judged, chain);
  }
  process.stdout.write(
    `there is no ${basename(stem)}.json beside it: what the log has, the receipt does not say, and nothing is proved\n`,
  );
  return exitCodeOfReceipt(judged);
}

async function verifySplit(
  file: NonNullable<ReturnType<typeof readSplitView>>,
  { trust = PROJECT_FOLDERS.demonstration, log = [] }: VerifyOptions,
): Promise<number> {
  const { logs } = await readTrust(trust, createReader(nodeSuite));
  const policies = logs.policies.map(({ text }) => parsePolicy(nodeLogSuite, text));
  return verifySplitViewFile(file, { keys: log.map(parseLogKey), policies });
}

interface VerifyOptions {
  readonly log?: readonly string[] | undefined;
  readonly markets?: string | undefined;
  readonly on?: string | undefined;
  readonly trust?: string | undefined;
  readonly schemas?: string | undefined;
  readonly evidence?: readonly string[] | undefined;
  readonly promise?: string | undefined;
}

function parse(args: readonly string[]): { readonly path: string; readonly options: VerifyOptions } {
  const { values, positionals } = readOptions(args, {
    markets: { type: 'string' },
    on: { type: 'string' },
    trust: { type: 'string' },
    schemas: { type: 'string' },
    log: { type: 'string', multiple: true },
    promise: { type: 'string' },
    evidence: { type: 'string', multiple: true },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new CommandError(
      'one file is needed, a document (.json, .jwt), a calibration certificate (.xml), a receipt (.tlog-proof), a completeness file or the two notes of a split: ./touchstone verify FILE',
    );
  return { path, options: values };
}

async function readDocument(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new CommandError(`${path} is a folder; verify takes one document, check takes a folder`);
  if (found === undefined) throw new CommandError(`there is no file ${path}`);
  if (!found.isFile()) throw new CommandError(`${path} is no ordinary file; verify takes one document`);
  if (found.size > DOSSIER_LIMITS.fileBytes)
    throw new CommandError(`${path} has ${found.size} bytes; a file may have ${DOSSIER_LIMITS.fileBytes}`);
  const text = await readFile(path, 'utf8');
  if (found.size > DOSSIER_LIMITS.documentBytes && !isCompletenessFile(text))
    throw new CommandError(`${path} has ${found.size} bytes; a document may have ${DOSSIER_LIMITS.documentBytes}`);
  return text;
}
