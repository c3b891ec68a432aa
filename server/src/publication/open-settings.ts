// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { MapFile, MapFileError } from '@touchstone/log-keeping/map-file';
import { openFileStore, openObjectStore } from '@touchstone/log-keeping/storage';
import { openWitnessKey } from '@touchstone/log-keeping/witness';
import {
  isKeyName,
  logNameFaults,
  logNameLike,
  type NoteKey,
  type NoteSigner,
  parsePolicy,
  parseVkey,
} from '@touchstone/transparency-log';
import { nodeLogSuite, nodeNoteKey, nodeNoteSigner } from '@touchstone/transparency-log/node';
import type { LogPlace, OpenedMap } from './log-place.ts';
import { COSIGNING, FOLLOWED, type FollowSetting, type LogSettings, type WitnessSetting } from './log-settings.ts';
import type { Sharding } from './log-shards.ts';
import { openShards } from './open-shards.ts';
import { isArticle } from './sign-erasure.ts';
import { PublicationError } from './publication-error.ts';

/** How an operator asked for a log: texts of the environment, not looked at yet. */
export interface LogWishes {
  /** Where what the log needs on this machine is: its key, its map, and the log itself where it is in files. */
  readonly folder: string;
  /** TOUCHSTONE_LOG_ORIGIN: the log's name, such as touchstone.example/log. */
  readonly origin: string;
  /** TOUCHSTONE_LOG_SHARDS: yearly, a log for each year under origin/year; off or left out, one log that never ends. */
  readonly shards?: string | undefined;
  /** TOUCHSTONE_LOG_KEY: a file with PRIVATE+KEY+…, of yearly logs a line for each; left out, they are made in the folder. */
  readonly keyFile?: string | undefined;
  /** TOUCHSTONE_LOG_STORE: another folder, or s3+https://endpoint/bucket/prefix; left out, the folder. */
  readonly store?: string | undefined;
  /** AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, for a store of objects. */
  readonly objectAccess?: { readonly id: string; readonly secret: string; readonly region: string } | undefined;
  /** TOUCHSTONE_LOG_INTERVAL: seconds between checkpoints, 1 at least. */
  readonly interval?: string | undefined;
  /** TOUCHSTONE_LOG_MERGE_DELAY: seconds within which a promised statement is in the log. */
  readonly mergeDelay?: string | undefined;
  /** TOUCHSTONE_LOG_BATCH_INTERVAL: seconds between two batch roots of one laboratory's log. */
  readonly batchInterval?: string | undefined;
  /** TOUCHSTONE_LOG_WITNESSES: vkey=url, comma, vkey=url… */
  readonly witnesses?: string | undefined;
  /** TOUCHSTONE_LOG_WITNESS_INTERVAL: seconds after which witnesses are asked about a tree that has not grown. */
  readonly witnessInterval?: string | undefined;
  /** TOUCHSTONE_LOG_POLICY: a tlog-policy file; witnesses with an address in it are asked too. */
  readonly policyFile?: string | undefined;
  /** TOUCHSTONE_ERASURE_ARTICLE: the article under which what is about persons is erased, in one line. */
  readonly erasureArticle?: string | undefined;
  /** TOUCHSTONE_FOLLOW: vkey=url of logs of other nodes. */
  readonly follow?: string | undefined;
  /** The time by which the first of yearly logs is named; left out, that of this machine. */
  readonly now?: (() => string) | undefined;
}

const MERGE_DELAY = 3_600;
const FOLLOW_EVERY = 5_000;
const BATCH_INTERVAL = 3_600;
const WITNESS_INTERVAL = 60;
/** Characters of a name that is too long that a message shows. */
const NAME_SHOWN = 80;

/** Reads the wishes; throws BAD_SETTING naming the variable and what would be right. The key is made where there is none. */
export async function openLogSettings(wishes: LogWishes): Promise<LogSettings> {
  const { folder, origin } = wishes;
  if (!isKeyName(origin)) {
    throw bad(
      'TOUCHSTONE_LOG_ORIGIN',
      `"${origin}" must be like touchstone.example/log, without spaces and plus signs`,
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const shards = readSharding(wishes);
  const place =
    shards === undefined ? await openLogPlace(wishes, { name: '', origin }) : await placeOfToday(shards, wishes);
  const policy = wishes.policyFile === undefined ? undefined : await readPolicy(wishes.policyFile);
  const inPolicy = (policy?.witnesses ?? []).flatMap(({ key, url }) => (url === undefined ? [] : [{ key, url }]));
  const witnesses = [...readPairs('TOUCHSTONE_LOG_WITNESSES', wishes.witnesses, COSIGNING), ...inPolicy];
  return {
    ...place,
    ...(shards === undefined ? {} : { shards }),
    checkpointInterval: 1_000 * readSeconds('TOUCHSTONE_LOG_INTERVAL', wishes.interval, 1),
    mergeDelay: readSeconds('TOUCHSTONE_LOG_MERGE_DELAY', wishes.mergeDelay, MERGE_DELAY),
    witnesses: distinct(witnesses),
    witnessEvery: 1_000 * readSeconds('TOUCHSTONE_LOG_WITNESS_INTERVAL', wishes.witnessInterval, WITNESS_INTERVAL),
    followEvery: FOLLOW_EVERY,
    handedLogs: {
      cosigner: await openCosigner(join(folder, 'laboratories'), `${origin}/laboratories`),
      every: 1_000 * readSeconds('TOUCHSTONE_LOG_BATCH_INTERVAL', wishes.batchInterval, BATCH_INTERVAL),
    },
    follow: readFollow(wishes),
    ...(policy === undefined ? {} : { policy }),
    ...readArticle(wishes),
  };
}

function readArticle({ erasureArticle: article }: LogWishes): Pick<LogSettings, 'erasureArticle'> {
  if (article === undefined) return {};
  if (!isArticle(article)) throw bad('TOUCHSTONE_ERASURE_ARTICLE', 'it is one line of at most 300 characters');
  return { erasureArticle: article };
}

interface NamedLog {
  /** The year in its name, below which its files are; empty without. */
  readonly name: string;
  readonly origin: string;
}

/** Where the log of a name is kept; a log without a year in its name is in the folder itself. */
async function openLogPlace(wishes: LogWishes, log: NamedLog): Promise<LogPlace> {
  const folder = join(wishes.folder, log.name);
  const store = wishes.store === undefined ? undefined : below(wishes.store, log.name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    origin: log.origin,
    signer: await openLogKey({ folder, origin: log.origin, keyFile: wishes.keyFile }),
    openStore: () => openStore({ ...wishes, folder, store }),
    openMap: () => openMap(folder),
    discardMap: () => rm(join(folder, 'map'), { force: true }),
  };
}

function below(store: string, name: string): string {
  return name === '' ? store : `${store.replace(/\/+$/, '')}/${name}`;
}

function readSharding(wishes: LogWishes): Sharding | undefined {
  const { folder, origin, shards = 'off', keyFile } = wishes;
  if (shards === 'off') return undefined;
  if (shards !== 'yearly') throw bad('TOUCHSTONE_LOG_SHARDS', `it is yearly or off, not "${shards}"`);
  return openShards({
    ...{ folder, origin },
    // What was begun before there were years goes on under its name until its year ends.
    isBegun: async () => (await keysIn(keyFile ?? join(folder, 'key'), keyFile !== undefined)).has(origin),
    placeOf: (name, named) => openLogPlace(wishes, { name, origin: named }),
  });
}

/** The log of the year in which the program was started, as its list of shards has it. */
async function placeOfToday(shards: Sharding, { now = () => new Date().toISOString() }: LogWishes): Promise<LogPlace> {
  return (await shards.list(now())).at(-1) as LogPlace;
}

async function openStore({ folder, store, objectAccess }: LogWishes): ReturnType<LogSettings['openStore']> {
  if (store === undefined || !store.startsWith('s3+')) return openFileStore(store ?? folder);
  const url = URL.canParse(store.slice(3)) ? new URL(store.slice(3)) : undefined;
  if (url === undefined || url.pathname === '/' || objectAccess === undefined) {
    throw bad(
      'TOUCHSTONE_LOG_STORE',
      'it is s3+https://endpoint/bucket/prefix, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  }
  const { id, secret, region } = objectAccess;
  return openObjectStore({ url: url.href, region, accessKeyId: id, secretAccessKey: secret });
}

/** The map is always to be had again from the leaves: one that was damaged or put back is made anew. */
async function openMap(folder: string): Promise<OpenedMap> {
  const path = join(folder, 'map');
  const opened = async (): Promise<OpenedMap> => {
    const place = await MapFile.open({ path, suite: nodeLogSuite });
    return { place, stateCovering: (covers) => place.stateCovering(covers), close: () => place.close() };
  };
  try {
    return await opened();
  } catch (error) {
    if (!(error instanceof MapFileError) || !DAMAGED.includes(error.code)) throw error;
    await rm(path, { force: true });
    return opened();
  }
}

const DAMAGED: readonly string[] = ['TRUNCATED', 'DAMAGED', 'ROLLED_BACK'];

/** The key of the log; made at the first start and never written over. A file of the operator's may hold several. */
async function openLogKey({
  folder,
  origin,
  keyFile,
}: Pick<LogWishes, 'folder' | 'origin' | 'keyFile'>): Promise<NoteSigner> {
  const path = keyFile ?? join(folder, 'key');
  const kept = await keysIn(path, keyFile !== undefined);
  const signer = kept.get(origin) ?? [...kept.values()][0];
  if (signer === undefined) return makeLogKey(path, origin);
  if (signer.key.type === 'ed25519' && signer.key.name === origin) return signer;
  // A file that the operator gave may lack the years to come: their keys are made beside the log.
  const isOfChain = signer.key.name === origin.replace(/\/\d{4}$/, '') || isYearOf(signer.key.name, origin);
  if (keyFile !== undefined && isOfChain && signer.key.type === 'ed25519') return openLogKey({ folder, origin });
  throw bad(
    'TOUCHSTONE_LOG_KEY',
    `the key in ${path} is of ${signer.key.name} (${signer.key.type}), and the log is ${origin}`,
  );
}

function isYearOf(name: string, origin: string): boolean {
  const year = /\/\d{4}$/;
  return year.test(name) && year.test(origin) && name.replace(year, '') === origin.replace(year, '');
}

/** The keys in a file by their names, one a line; none where there is no such file and none need be. */
async function keysIn(path: string, mustBe: boolean): Promise<ReadonlyMap<string, NoteSigner>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !mustBe) return undefined;
    throw bad('TOUCHSTONE_LOG_KEY', `${path} cannot be read (${error.code})`);
  });
  if (text === undefined) return new Map();
  const signers = text
    .trim()
    .split('\n')
    .map((line) => readSigner(line.trim(), path));
  return new Map(signers.map((signer) => [signer.key.name, signer]));
}

function readSigner(text: string, path: string): NoteSigner {
  try {
    return nodeNoteSigner(text);
  } catch {
    // Neither cause nor text: both could carry the secret.
    throw bad('TOUCHSTONE_LOG_KEY', `${path} does not hold a secret key PRIVATE+KEY+name+id+key`);
  }
}

async function makeLogKey(path: string, name: string): Promise<NoteSigner> {
  const { skey, signer } = nodeNoteKey({ name, type: 'ed25519', seed: Uint8Array.from(randomBytes(32)) });
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${skey}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link fails where there is a key already; a rename would replace it.
    await link(draft, path);
    return signer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readSigner((await readFile(path, 'utf8')).trim(), path);
  } finally {
    await unlink(draft);
  }
}

async function openCosigner(folder: string, name: string): Promise<NoteSigner> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return openWitnessKey(folder, name);
}

async function readPolicy(path: string) {
  try {
    return parsePolicy(nodeLogSuite, await readFile(path));
  } catch (cause) {
    throw bad('TOUCHSTONE_LOG_POLICY', `${path}: ${cause instanceof Error ? cause.message : cause}`, cause);
  }
}

/** vkey=url, comma, vkey=url…; a vkey may end in equals signs, and an address has none before its colon. */
function readPairs(
  variable: string,
  text: string | undefined,
  types: readonly NoteKey['type'][],
): readonly (WitnessSetting & FollowSetting)[] {
  if (text === undefined) return [];
  return text.split(',').map((pair) => {
    const match = /^\s*(\S+?)=(https?:\/\/\S+?)\/*\s*$/.exec(pair);
    if (match === null) throw bad(variable, `"${pair.trim()}" must be a verifier key, an equals sign and an address`);
    const [, vkey, url] = match as unknown as readonly [string, string, string];
    const key = readVkey(variable, vkey);
    if (!types.includes(key.type))
      throw bad(variable, `the key of ${key.name} is one of type ${key.type}, not ${types[0]}`);
    return { key, url };
  });
}

/** The logs that are to be followed, each by a name that is read as what it is and taken for no other of them. */
function readFollow({ follow }: LogWishes): readonly FollowSetting[] {
  const variable = 'TOUCHSTONE_FOLLOW';
  const logs = readPairs(variable, follow, FOLLOWED);
  for (const [at, { key }] of logs.entries()) {
    const [fault] = logNameFaults(key.name);
    if (fault !== undefined)
      throw bad(variable, `"${key.name.slice(0, NAME_SHOWN)}" cannot be the name of a followed log: ${fault}`);
    const before = logs.slice(0, at).map((log) => log.key.name);
    const alike = before.includes(key.name) ? key.name : logNameLike(key.name, before);
    if (alike !== undefined)
      throw bad(variable, `${key.name} may be taken for ${alike}, which it names too; a name is of one log`);
  }
  return logs;
}

function readVkey(variable: string, vkey: string): NoteKey {
  try {
    return parseVkey(nodeLogSuite, vkey);
  } catch (cause) {
    throw bad(variable, `"${vkey}": ${(cause as Error).message}`, cause);
  }
}

function distinct(witnesses: readonly WitnessSetting[]): readonly WitnessSetting[] {
  return [...new Map(witnesses.map((each) => [each.url, each])).values()];
}

function readSeconds(variable: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const seconds = Number(text);
  if (!/^\d{1,7}$/.test(text) || seconds < 1) throw bad(variable, `"${text}" is no number of seconds from 1 on`);
  return seconds;
}

function bad(variable: string, what: string, cause?: unknown): PublicationError {
  return new PublicationError('BAD_SETTING', `${variable}: ${what}`, { variable }, cause);
}
