// SPDX-License-Identifier: Apache-2.0
import { list, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { type DocumentLink, type Reason, readLink, readReason } from '../../api/verdict.ts';

/** What stands against the issuer of a document, or against whom it is about, in one place. */
interface Against {
  readonly of: 'issuer' | 'subject';
  readonly standing: 'open' | 'noted' | 'none-known';
  readonly reasons: readonly Reason[];
  readonly rests: readonly DocumentLink[];
}

/** On which day it was in force, and as of when it was known. */
export interface KnownAgainst {
  readonly on: string;
  readonly knownAt: string;
  readonly parties: readonly Against[];
}

/** Reads what stands beside the links of one place. */
export const readAgainst: Read<KnownAgainst> = (value, path) => {
  const given = members(value, path);
  return {
    on: text(given.on, `${path}/on`),
    knownAt: text(given.knownAt, `${path}/knownAt`),
    parties: list((each, at): Against => {
      const one = members(each, at);
      return {
        of: oneOf(['issuer', 'subject'])(one.of, `${at}/of`),
        standing: oneOf(['open', 'noted', 'none-known'])(one.standing, `${at}/standing`),
        reasons: list(readReason)(one.reasons, `${at}/reasons`),
        rests: list(readLink)(one.rests, `${at}/rests`),
      };
    })(given.parties, `${path}/parties`),
  };
};
