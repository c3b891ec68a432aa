// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { httpReader } from '@touchstone/log-keeping/reader';
import {
  emptyRoot,
  formatCheckpoint,
  formatNote,
  LogError,
  type LogReader,
  type NoteKey,
  type NoteSigner,
  openCheckpoint,
  originFolder,
  signNote,
  type TreeHead,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { askWitness, logsOwn, type WitnessOutcome } from './ask-witness.ts';
import type { WitnessSetting } from './log-settings.ts';
import type { WitnessTrouble } from './witness-trouble.ts';

/** The log that witnesses are asked about: who signs it, what it has published, and the log that it goes on from. */
export interface AskedLog {
  readonly signer: NoteSigner;
  readonly read: LogReader;
  readonly before?: { readonly signer: NoteSigner; readonly end: TreeHead };
}

/** What a witness says of a log before anything more of it is signed. */
export interface WitnessWord {
  readonly url: string;
  /** A tree that the log's own key has signed, as monitors are shown it: evidence whoever shows it, and maybe an old one. */
  readonly shown?: TreeHead;
  readonly answer: /** It has cosigned what the log has published, by its own key and now: it has seen no more. */
    | { readonly outcome: 'agrees' }
    /** It says that it has cosigned a larger tree. */
    | { readonly outcome: 'more'; readonly size: number; readonly trouble: WitnessTrouble }
    | { readonly outcome: 'unheard'; readonly trouble: WitnessTrouble };
}

/** Which witness is asked, about which log, and how many milliseconds it is waited for. */
export interface SeenQuestion {
  readonly witness: WitnessSetting;
  readonly log: AskedLog;
  readonly timeout: number;
}

/**
 * Asks a witness to cosign once more what the log has published, as if it had cosigned that last: its cosignature says
 * that it has seen no more, a conflict that it has. C2SP tlog-witness v1.0.0, add-checkpoint. What it shows to monitors
 * may be an hour old and lie elsewhere (Monitoring): that speaks against the log, never for it.
 */
export async function askWhatWasSeen(question: SeenQuestion): Promise<WitnessWord> {
  const { witness, log, timeout } = question;
  const [shown, answer] = await Promise.all([
    treeShown({ witness, key: log.signer.key, timeout }),
    askToCosignAgain(question),
  ]);
  return { url: witness.url, ...(shown === undefined ? {} : { shown }), answer };
}

/**
 * The tree of `<prefix>/<hex SHA-256 of the origin>/checkpoint`, where the log's own key has signed it.
 * C2SP tlog-witness v1.0.0, Monitoring.
 */
export async function treeShown({
  witness,
  key,
  timeout,
}: Pick<SeenQuestion, 'witness' | 'timeout'> & { readonly key: NoteKey }): Promise<TreeHead | undefined> {
  const { name: origin } = key;
  try {
    const folder = `${witness.url}/${originFolder(nodeLogSuite, origin)}`;
    const note = await httpReader(folder, { attempts: 1, timeoutMilliseconds: timeout })('checkpoint');
    if (note === undefined) return undefined;
    const opened = openCheckpoint(nodeLogSuite, note, { origin, logKeys: [key] });
    if (opened.outcome === 'rejected') return undefined;
    const { size, root } = opened.checkpoint;
    return { size, root };
  } catch (error) {
    if (!(error instanceof LogKeepingError || error instanceof LogError)) throw error;
    return undefined;
  }
}

/**
 * True when one of them agrees, and none says that it has seen more than is published by now. Where one says so and has
 * nothing to show for it the log waits: that can be undone, and a second tree of one size cannot. Decision record 0090.
 */
export function mayGoOn(words: readonly WitnessWord[], published: number): boolean {
  const saysMore = ({ answer }: WitnessWord) => answer.outcome === 'more' && answer.size > published;
  return words.some(({ answer }) => answer.outcome === 'agrees') && !words.some(saysMore);
}

async function askToCosignAgain({ witness, log, timeout }: SeenQuestion): Promise<WitnessWord['answer']> {
  const tree = await publishedTree(log);
  if (tree === undefined) {
    const text = 'the checkpoint that is there is not of this log';
    return { outcome: 'unheard', trouble: { kind: 'not-asked', text } };
  }
  const given = await askWitness({ witness, tree, oldSize: tree.size, read: log.read, timeout });
  if (given.outcome === 'cosigned') return { outcome: 'agrees' };
  if (given.disagrees && given.size !== undefined) return { outcome: 'more', size: given.size, trouble: given.trouble };
  if (await isStrangeTo(given, { witness, log, timeout })) return { outcome: 'agrees' };
  return { outcome: 'unheard', trouble: given.trouble };
}

/**
 * True when the witness itself does not know this log yet, and so has seen nothing of it: 404, which any program answers,
 * at the address at which the log of the year before is cosigned by its key. The log of a new year has a new key.
 */
async function isStrangeTo(
  given: Extract<WitnessOutcome, { readonly outcome: 'failed' }>,
  { witness, log: { before }, timeout }: SeenQuestion,
): Promise<boolean> {
  if (given.status !== 404 || before === undefined) return false;
  const { signer, end } = before;
  // The very note that was published when that log ended: its text says no more than this, and the signature is the same.
  const tree = { size: end.size, note: await signedTree(signer, end) };
  const read: LogReader = () => Promise.resolve(undefined);
  const { outcome } = await askWitness({ witness, tree, oldSize: end.size, read, timeout });
  return outcome === 'cosigned';
}

/** What the log has published; before its first tree the one without leaves, with which every story of it begins. */
async function publishedTree({ signer, read }: AskedLog): Promise<{ size: number; note: string } | undefined> {
  const note = await read('checkpoint');
  if (note === undefined) {
    return { size: 0, note: await signedTree(signer, { size: 0, root: emptyRoot(nodeLogSuite) }) };
  }
  try {
    const opened = openCheckpoint(nodeLogSuite, note, { origin: signer.key.name, logKeys: [signer.key] });
    if (opened.outcome === 'rejected') return undefined;
    return { size: opened.checkpoint.size, note: formatNote(logsOwn(note)) };
  } catch (error) {
    if (error instanceof LogError) return undefined;
    throw error;
  }
}

function signedTree(signer: NoteSigner, { size, root }: TreeHead): Promise<string> {
  return signNote(formatCheckpoint({ origin: signer.key.name, size, root }), [signer]);
}
