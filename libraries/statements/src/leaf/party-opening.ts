// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { ascendingDistinct, badLeaf, HASH_BYTES, requireLength, type Sha256 } from './bytes.ts';
import { encodeOpening, parseOpening } from './commitment.ts';
import { SUBJECT_KEY_BYTES } from './leaf.ts';
import { type Subjects, subjectKey } from './subject-key.ts';

/** What shows under which key a log keeps a person: the secret, or only the key of this one leaf as the log has it. */
export type PartyDisclosure =
  | { readonly party: string; readonly secret: Uint8Array }
  | { readonly party: string; readonly key: Uint8Array };

/** What opens a leaf: the salt of its commitment, and what is disclosed of parties whose keys are blinded. */
export interface LeafSecrets {
  readonly salt: Uint8Array;
  readonly parties: readonly PartyDisclosure[];
}

const SECRET = 1;
const KEY = 2;
const PARTIES_MAX = 255;
const NAME_BYTES_MAX = 2_000;

/**
 * opening = %x01 salt / %x02 salt u8(n) n*( (%x01 u16(length) name secret) / (%x02 u16(length) name key) )
 * Decision record 0047. The first form where nobody is blinded. A secret is for the person alone: who has it finds
 * everything about them in the log. A key says no more than the leaf itself, which lies open at its index.
 */
export function encodePartyOpening({ salt, parties }: LeafSecrets): Uint8Array<ArrayBuffer> {
  if (parties.length === 0) return encodeOpening(salt);
  if (parties.length > PARTIES_MAX) throw badLeaf('opening', `${PARTIES_MAX} parties at most, not ${parties.length}`);
  const rows = parties.map((each) => {
    const name = utf8Bytes(each.party);
    if (name.length > NAME_BYTES_MAX) throw badLeaf('opening', `a name has ${NAME_BYTES_MAX} bytes at most`);
    const head = Uint8Array.of('secret' in each ? SECRET : KEY, name.length >> 8, name.length & 0xff);
    const rest =
      'secret' in each
        ? requireLength(each.secret, HASH_BYTES, 'secret')
        : requireLength(each.key, SUBJECT_KEY_BYTES, 'key');
    return concatBytes(head, name, rest);
  });
  return concatBytes(Uint8Array.of(2), requireLength(salt, HASH_BYTES, 'salt'), Uint8Array.of(rows.length), ...rows);
}

/** What an opening discloses. BAD_LEAF for bytes that are none. */
export function parsePartyOpening(bytes: Uint8Array): LeafSecrets {
  if (bytes[0] !== 2) return { salt: parseOpening(bytes), parties: [] };
  let at = 1;
  const take = (length: number): Uint8Array => {
    const part = bytes.slice(at, at + length);
    at += length;
    return requireLength(part, length, 'opening');
  };
  const salt = take(HASH_BYTES);
  const [count = 0] = take(1);
  const parties = Array.from({ length: count }, (): PartyDisclosure => {
    const [kind, high = 0, low = 0] = take(3);
    if (kind !== SECRET && kind !== KEY) throw badLeaf('opening', `a disclosure of kind 1 or 2, not ${kind}`);
    const party = nameOf(take(high * 256 + low));
    return kind === SECRET ? { party, secret: take(HASH_BYTES) } : { party, key: take(SUBJECT_KEY_BYTES) };
  });
  if (at !== bytes.length || count === 0)
    throw badLeaf('opening', 'it ends behind its last disclosure, of one or more');
  return { salt, parties };
}

function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badLeaf('opening', 'a name is UTF-8');
  }
}

/** The keys of a leaf, where some of its parties are blinded and disclosed, ascending and distinct. */
export function disclosedSubjectKeys(
  sha256: Sha256,
  { parties, thing }: Subjects,
  disclosures: LeafSecrets['parties'],
): readonly Uint8Array[] {
  const byParty = new Map(disclosures.map((each) => [each.party, each]));
  return ascendingDistinct(
    parties.map((party) => {
      const known = byParty.get(party);
      if (known !== undefined && 'key' in known) return known.key;
      return subjectKey(sha256, { party, thing }, known?.secret);
    }),
  );
}
