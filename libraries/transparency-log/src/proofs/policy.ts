// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { LogError, shown } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { type NoteKey, parseVkey } from '../notes/note-key.ts';

/** A log that a policy knows. The name of its key is its origin. */
export interface PolicyLog {
  readonly key: NoteKey;
  readonly url?: string;
}

/** A witness that a policy knows, by a name that means nothing outside of the policy. */
export interface PolicyWitness {
  readonly kind: 'witness';
  readonly name: string;
  readonly key: NoteKey;
  readonly url?: string;
}

/** A group of witnesses and groups: it has witnessed when `threshold` of its members have. */
export interface PolicyGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly PolicyMember[];
}

/** A witness or a group. */
export type PolicyMember = PolicyWitness | PolicyGroup;

/** When a checkpoint counts: signed by one of the logs and cosigned by the quorum; without a quorum, `none`. */
export interface TlogPolicy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: PolicyMember | 'none';
}

const POLICY_BYTES_MAX = 1_000_000;
/** The logs, witnesses and groups, of each, that a policy has at most; C2SP tlog-policy demands 32. */
const POLICY_MEMBERS_MAX = 1_024;

interface Draft {
  readonly logs: PolicyLog[];
  readonly named: Map<string, PolicyMember>;
  readonly taken: Set<string>;
  readonly publicKeys: { readonly log: Set<string>; readonly witness: Set<string> };
  quorum?: PolicyMember | 'none';
}

/**
 * policy = *(("log" vkey [url] / "witness" name vkey [url] / "group" name (k / "any" / "all") 1*name / "quorum" name) LF)
 * C2SP tlog-policy. Names refer to lines above; one quorum; each name a member once. BAD_POLICY and those of parseVkey(),
 * each with the line.
 */
export function parsePolicy(suite: LogSuite, given: string | Uint8Array): TlogPolicy {
  const draft: Draft = {
    logs: [],
    named: new Map(),
    taken: new Set(),
    publicKeys: { log: new Set(), witness: new Set() },
  };
  for (const [index, line] of linesOf(given).entries()) {
    const items = line.split(/[ \t]+/).filter((item) => item !== '');
    if (items.length > 0 && !items[0]?.startsWith('#')) {
      atLine(index + 1, () => readLine(suite, draft, items));
    }
  }
  if (draft.quorum === undefined) {
    throw bad('a policy has one quorum line, and this has none');
  }
  const witnesses = [...draft.named.values()].filter((member) => member.kind === 'witness');
  return { logs: draft.logs, witnesses, quorum: draft.quorum };
}

function linesOf(given: string | Uint8Array): readonly string[] {
  if (given.length > POLICY_BYTES_MAX) {
    throw new LogError('TOO_LARGE', `a policy has ${POLICY_BYTES_MAX} bytes at most, not ${given.length}`);
  }
  // Octets of 0x80 and more are opaque: one character for each keeps apart what Unicode would hold to be the same.
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  let text = '';
  for (let from = 0; from < bytes.length; from += 4_096) {
    text += String.fromCharCode(...bytes.subarray(from, from + 4_096));
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0b-\x1f\x7f]/.test(text) || !(text === '' || text.endsWith('\n'))) {
    throw bad('a policy has no control characters but tab and newline, and each of its lines ends in a newline');
  }
  return text.split('\n');
}

function atLine(line: number, read: () => void): void {
  try {
    read();
  } catch (cause) {
    throw cause instanceof LogError ? new LogError(cause.code, cause.message, { at: `line ${line}`, cause }) : cause;
  }
}

type LineReader = (suite: LogSuite, draft: Draft, items: readonly string[]) => void;

const LINES: ReadonlyMap<string, LineReader> = new Map<string, LineReader>([
  ['log', readLog],
  ['witness', readWitness],
  ['group', (_, draft, items) => readGroup(draft, items)],
  ['quorum', (_, draft, items) => readQuorum(draft, items)],
]);

function readLine(suite: LogSuite, draft: Draft, [keyword = '', ...items]: readonly string[]): void {
  const read = LINES.get(keyword);
  if (read === undefined) {
    throw bad(`a line begins with log, witness, group, quorum or #, not with ${shown(keyword)}`);
  }
  read(suite, draft, items);
}

function readLog(suite: LogSuite, draft: Draft, [vkey, url, ...more]: readonly string[]): void {
  if (vkey === undefined || more.length > 0 || draft.logs.length >= POLICY_MEMBERS_MAX) {
    throw bad(`a log is: log <vkey> [<url>], ${POLICY_MEMBERS_MAX} of them at most`);
  }
  const key = readKey(suite, vkey, draft.publicKeys.log);
  // C2SP tlog-checkpoint: any note signature, and rather an ML-DSA-44 cosignature of its own. One of Ed25519 says that
  // another saw a tree.
  if (key.type === 'ed25519-cosignature' || key.type === 'other') {
    throw bad(`a log signs its checkpoints, which a key of type ${key.type} does not`);
  }
  draft.logs.push({ key, ...(url === undefined ? {} : { url }) });
}

function readWitness(suite: LogSuite, draft: Draft, [name, vkey, url, ...more]: readonly string[]): void {
  if (name === undefined || vkey === undefined || more.length > 0) {
    throw bad('a witness is: witness <name> <vkey> [<url>]');
  }
  const key = readKey(suite, vkey, draft.publicKeys.witness);
  if (key.type !== 'ed25519-cosignature' && key.type !== 'ml-dsa-44-cosignature') {
    throw bad(`a witness cosigns, which a key of type ${key.type} does not`);
  }
  define(draft, { kind: 'witness', name, key, ...(url === undefined ? {} : { url }) });
}

function readGroup(draft: Draft, [name, count, ...names]: readonly string[]): void {
  if (name === undefined || count === undefined || names.length === 0) {
    throw bad('a group is: group <name> <any, all or a number> <name>...');
  }
  const members = names.map((member) => {
    const known = draft.named.get(member);
    if (known === undefined || draft.taken.has(member)) {
      throw bad(`${shown(member)} is not defined above, or is a member of a group already`);
    }
    draft.taken.add(member);
    return known;
  });
  const threshold = count === 'any' ? 1 : count === 'all' ? members.length : Number(count);
  if (!/^(any|all|[1-9][0-9]{0,3})$/.test(count) || threshold > members.length) {
    throw bad(`a group of ${members.length} needs any, all or 1 to ${members.length} of them, not ${shown(count)}`);
  }
  define(draft, { kind: 'group', name, threshold, members });
}

function readQuorum(draft: Draft, [name, ...more]: readonly string[]): void {
  const member = name === 'none' ? name : draft.named.get(name ?? '');
  if (member === undefined || more.length > 0 || draft.quorum !== undefined) {
    throw bad('a policy has one line: quorum <a name that is defined above, or none>');
  }
  draft.quorum = member;
}

function define(draft: Draft, member: PolicyMember): void {
  if (member.name === 'none' || draft.named.has(member.name) || draft.named.size >= 2 * POLICY_MEMBERS_MAX) {
    throw bad(`the name ${shown(member.name)} is taken, or there are too many`);
  }
  draft.named.set(member.name, member);
}

function readKey(suite: LogSuite, vkey: string, seen: Set<string>): NoteKey {
  // The name inside a vkey is UTF-8 again.
  const octets = Uint8Array.from(vkey, (character) => character.charCodeAt(0));
  const key = parseVkey(suite, new TextDecoder().decode(octets));
  const publicKey = encodeHex(key.publicKey);
  if (seen.has(publicKey)) {
    throw bad('the same public key is in the policy twice');
  }
  seen.add(publicKey);
  return key;
}

function bad(message: string): LogError {
  return new LogError('BAD_POLICY', message);
}
