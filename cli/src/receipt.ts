// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, formatPromiseFile, joinReceipts, readPromiseFile } from '@touchstone/evidence';
import {
  type Checkpoint,
  decodeBundle,
  formatTlogProof,
  hashLeaf,
  LogError,
  type LogReader,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  proveInclusion,
  readBundle,
  TILE_WIDTH,
  tileOfTree,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { logReaderAt, readTextFile } from './log-options.ts';
import { plain } from './paint.ts';
import { readOptions } from './read-options.ts';

const JOINED = 0;
const DOES_NOT_FIT = 2;

/**
 * `receipt join LABORATORY NATIONAL`: two receipts as one file that leads through both logs; `receipt promise ANSWER
 * STATEMENT`: the promise about one statement of a batch. Answers the exit code.
 */
export async function receipt(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { from: { type: 'string' }, out: { type: 'string' } });
  const [verb, laboratoryPath, nationalPath, ...more] = positionals;
  if (verb === 'promise') return takePromise(positionals.slice(1), values.out);
  if (verb !== 'join' || laboratoryPath === undefined || nationalPath === undefined || more.length > 0) {
    throw new CommandError(
      'two receipts are needed: touchstone receipt join report.tlog-proof national.tlog-proof --out joined.tlog-proof',
    );
  }
  const [laboratory, given] = await Promise.all([laboratoryPath, nationalPath].map(readTextFile));
  const pair = { laboratory: laboratory ?? '', national: given ?? '' };
  const answer = readAnswer(pair.national, nationalPath);
  const fitting = answer === undefined ? pair : await fitted(pair.laboratory, answer, values.from);
  const joined = joinReceipts(suite, fitting);
  if (joined.outcome === 'refused') {
    process.stderr.write(`${plain(`touchstone receipt: ${joined.code}: ${joined.detail}`)}\n`);
    return DOES_NOT_FIT;
  }
  if (values.out === undefined || values.out === '-') process.stdout.write(joined.receipt);
  else {
    await writeFile(values.out, joined.receipt);
    const { laboratory: own, national: by } = joined;
    const line = `${values.out}: ${own.origin} at ${own.size} entries, taken in by ${by.origin} at ${by.size}`;
    process.stdout.write(`${plain(line)}\n`);
  }
  return JOINED;
}

async function takePromise(paths: readonly string[], out: string | undefined): Promise<number> {
  const [answerPath, statementPath, ...more] = paths;
  if (answerPath === undefined || statementPath === undefined || more.length > 0) {
    throw new CommandError(
      'the answer to a batch and a statement are needed: touchstone receipt promise answer.json report.json --out report.promise',
    );
  }
  const [answer, text] = [await readTextFile(answerPath), await readTextFile(statementPath)];
  const file = readPromiseFile(suite, answer, createReader(nodeSuite)(text).statement);
  if (file.outcome === 'unreadable') throw new CommandError(`${answerPath}: ${file.detail}`);
  const formatted = formatPromiseFile(file.promise);
  if (out === undefined || out === '-') process.stdout.write(formatted);
  else await writeFile(out, formatted);
  return JOINED;
}

/** A tree of the laboratory's log in the national one, as the node of that answers. */
interface TakenTree {
  readonly size: number;
  readonly checkpoint: string;
  readonly receipt: string;
}

/** The trees in an answer of `GET /api/laboratory-logs`; undefined for a text that is no JSON, such as a receipt. */
function readAnswer(text: string, path: string): readonly TakenTree[] | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const { batchRoots } = JSON.parse(text) as { readonly batchRoots: readonly Partial<TakenTree>[] };
    // What waits to be published has no receipt yet.
    return batchRoots.filter((each): each is TakenTree => {
      const { size, checkpoint, receipt: outer } = each;
      return Number.isSafeInteger(size) && typeof checkpoint === 'string' && typeof outer === 'string';
    });
  } catch (cause) {
    throw new CommandError(`${path}: it is no receipt, and no answer of /api/laboratory-logs either`, { cause });
  }
}

/** The pair in one tree that the national log has: that of the receipt itself, or a later one, from the log's files. */
async function fitted(laboratory: string, trees: readonly TakenTree[], from: string | undefined) {
  const proof = asCommand(() => parseTlogProof(laboratory));
  const own = asCommand(() => parseCheckpoint(parseNote(proof.checkpoint).text));
  const same = trees.find(({ size }) => size === own.size);
  if (same !== undefined) return { laboratory, national: same.receipt };
  const later = trees.filter(({ size }) => size > proof.index).sort((one, other) => one.size - other.size)[0];
  if (later === undefined) {
    throw new CommandError(`no published batch root has entry ${proof.index} of ${own.origin} yet: ask again later`);
  }
  if (from === undefined) {
    throw new CommandError(
      `the receipt is made in a tree of ${own.size} entries, and the batch root has ${later.size}: --from FOLDER or URL of the laboratory's log makes it in that tree`,
    );
  }
  const tree = asCommand(() => parseCheckpoint(parseNote(later.checkpoint).text));
  const hashes = await proveIn(tree, proof.index, await logReaderAt(from));
  return {
    laboratory: formatTlogProof({ ...proof, hashes, checkpoint: later.checkpoint }),
    national: later.receipt,
  };
}

/** The proof of an entry in a tree, from the files of its log, which must make the root of that tree. */
async function proveIn(tree: Checkpoint, index: number, read: LogReader): Promise<readonly Uint8Array[]> {
  const { bytes, width } = await readBundle(read, tileOfTree(tree.size, 0, Math.floor(index / TILE_WIDTH)));
  const entry = decodeBundle(bytes, width)[index % TILE_WIDTH] as Uint8Array;
  const proof = await proveInclusion(suite, { index, size: tree.size }, read);
  if (verifyInclusion(suite, { index, leafHash: hashLeaf(suite, entry), proof }, tree)) return proof;
  throw new CommandError(`the files of --from do not make the tree of ${tree.size} entries that ${tree.origin} signed`);
}

function asCommand<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof LogError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}
