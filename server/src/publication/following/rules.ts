// SPDX-License-Identifier: Apache-2.0
import {
  LogError,
  logNameFaults,
  logNameLike,
  type NoteKey,
  parsePolicy,
  parseVkey,
  sameBytes,
  type TlogPolicy,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { COSIGNING, FOLLOWED } from '../log-settings.ts';
import { takenFor } from '../new-log-name.ts';
import { KINDS } from './fold.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  'follow-log': 'I decide that this node follows this log under this key, as it is proposed here.',
  'ask-witness': 'I decide that this node asks this witness to cosign its log, as it is proposed here.',
  end: 'I decide that this node ceases to follow this log, or to ask this witness, from now on.',
} as const;

/** A log or a witness that the node knows: by its key and address. */
export interface KnownOther {
  readonly key: NoteKey;
  readonly url: string;
}

/** What the node has at hand when one more is proposed. */
export interface AtHand {
  /** How this node is called: what a log of that name shows would be taken for what was stated here. */
  readonly node: string;
  readonly ownKeys: readonly NoteKey[];
  /** Those that are followed, or asked: by the configuration or by administrators. */
  readonly known: readonly KnownOther[];
  /** Names of logs that go on from one that is followed. */
  readonly goingOn: readonly string[];
}

/** A log or witness as it is proposed. */
export interface ProposedOther {
  readonly url: string;
  readonly vkey: string;
  readonly reason: string;
}

/** A log may be followed whose address can be asked, whose key is read, and which is neither the own nor followed already. */
export function mayFollow(
  input: ProposedOther & { readonly origin: string; readonly policy?: string },
  at: AtHand,
): Ruling {
  const { origin, policy } = input;
  const { reasons, key, url } = examine(input, { types: FOLLOWED, at, names: at.goingOn });
  const more: Reason[] = [];
  if (key !== undefined) {
    if (key.name !== origin) {
      more.push({ code: 'ORIGIN_DIFFERS', detail: `The key is that of ${key.name}, and the log is called ${origin}.` });
    }
    if (key.name === at.node) {
      more.push({
        code: 'OWN_KEY',
        detail: `${key.name} is the name of this very node, and no other log may have it.`,
      });
    }
    if (at.goingOn.includes(key.name)) {
      const detail = `${key.name} goes on from a log that is followed: it is followed already.`;
      more.push({ code: 'ALREADY_CHOSEN', detail });
    }
    const fault = policy === undefined ? undefined : policyFault(policy, key);
    if (fault !== undefined) more.push({ code: 'BAD_POLICY', detail: fault });
  }
  const { reason, vkey } = input;
  const content = { origin, url, vkey, reason, ...(policy === undefined ? {} : { policy }) };
  return rulingOf([...reasons, ...more], [{ source: 'case-event', kind: KINDS.log, content }]);
}

/** A witness may be asked whose address can be asked, whose key makes cosignatures, and which is not asked already. */
export function mayAsk(input: ProposedOther, at: AtHand): Ruling {
  const { reasons, url } = examine(input, { types: COSIGNING, at, names: [] });
  const content = { url, vkey: input.vkey, reason: input.reason };
  return rulingOf(reasons, [{ source: 'case-event', kind: KINDS.witness, content }]);
}

/** Only what is in force can end; of a log it is kept what was known then. */
export function mayEnd(
  { reason }: { readonly reason: string },
  { state, known }: { readonly state: string | undefined; readonly known?: JsonObject | undefined },
): Ruling {
  if (state !== 'in-force') return refused('NOT_IN_FORCE', 'Nothing is in force by this case that could end.');
  const content = { reason, ...(known === undefined ? {} : { known }) };
  return { allowed: true, produces: [{ source: 'case-event', kind: KINDS.ended, content }] };
}

interface Examined {
  readonly reasons: readonly Reason[];
  readonly key?: NoteKey;
  /** As it is kept: one address has one spelling. */
  readonly url: string;
}

interface ExaminedBy {
  readonly types: readonly NoteKey['type'][];
  readonly at: AtHand;
  /** More names that the proposed one is not to be taken for. */
  readonly names: readonly string[];
}

function examine({ url: text, vkey }: ProposedOther, { types, at, names }: ExaminedBy): Examined {
  const reasons: Reason[] = [];
  const url = readAddress(text);
  if (url === undefined) {
    const detail = 'The address is https, or http on this machine itself, without user, query and fragment.';
    reasons.push({ code: 'BAD_ADDRESS', detail });
  } else if (at.known.some((each) => readAddress(each.url) === url)) {
    reasons.push({ code: 'ALREADY_CHOSEN', detail: `${url} is followed or asked already.` });
  }
  const key = readKey(vkey);
  if (typeof key === 'string') {
    reasons.push({ code: 'BAD_KEY', detail: `This is no verifier key: ${key}` });
    return { reasons, url: url ?? '' };
  }
  if (!types.includes(key.type)) {
    reasons.push({
      code: 'KEY_OF_OTHER_TYPE',
      detail: `The key is one of type ${key.type}, not ${types.join(' or ')}.`,
    });
  }
  if (at.ownKeys.some((own) => own.name === key.name || sameBytes(own.publicKey, key.publicKey))) {
    reasons.push({ code: 'OWN_KEY', detail: 'This is a log or a cosigner of this very node.' });
  }
  const isKnown = (each: KnownOther) => each.key.name === key.name || sameBytes(each.key.publicKey, key.publicKey);
  if (at.known.some(isKnown)) {
    reasons.push({ code: 'ALREADY_CHOSEN', detail: `${key.name} is followed or asked already.` });
  }
  const [fault] = logNameFaults(key.name);
  if (fault !== undefined) reasons.push({ code: 'BAD_LOG_NAME', detail: `The name in the key is none: ${fault}.` });
  const others = [at.node, ...at.ownKeys.map(({ name }) => name), ...at.known.map((each) => each.key.name), ...names];
  const alike = others.includes(key.name) ? undefined : logNameLike(key.name, others);
  if (alike !== undefined) reasons.push({ code: 'LOOKS_ALIKE', detail: takenFor(key.name, alike) });
  return { reasons, key, url: url ?? '' };
}

/** An address that the node may ask, in one spelling and without slashes at its end; undefined for every other. */
export function readAddress(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\/[!-~]+$/i.test(text)) return undefined;
  const { protocol, hostname, username, password, search, hash, href } = url;
  if (username !== '' || password !== '' || search !== '' || hash !== '' || /[?#]$/.test(text)) return undefined;
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
  if (protocol !== 'https:' && !isLoopback) return undefined;
  return href.replace(/\/+$/, '');
}

/** The key in a vkey, or what is wrong with it. */
function readKey(vkey: string): NoteKey | string {
  try {
    return parseVkey(nodeLogSuite, vkey);
  } catch (error) {
    if (error instanceof LogError) return error.message;
    throw error;
  }
}

/** What keeps a policy from saying anything about a log; undefined where nothing does. */
function policyFault(text: string, key: NoteKey): string | undefined {
  let policy: TlogPolicy;
  try {
    policy = parsePolicy(nodeLogSuite, text);
  } catch (error) {
    if (error instanceof LogError) return `This is no policy: ${error.message}`;
    throw error;
  }
  const isNamed = policy.logs.some((log) => log.key.name === key.name && sameBytes(log.key.publicKey, key.publicKey));
  return isNamed ? undefined : `The policy does not name the log ${key.name} with this key.`;
}
