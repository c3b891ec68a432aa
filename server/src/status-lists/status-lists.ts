// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@touchstone/credentials/formats';
import { statusListBody } from '@touchstone/credentials/issue';
import { gzipNode } from '@touchstone/credentials/node';
import {
  compareInstants,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  parseInstant,
} from '@touchstone/identifiers';
import type { Keeping, StatusListName } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type ListBasis, type ReadList, readBasis, readList } from './read-list.ts';

/** A list as it was signed. */
interface SignedList {
  readonly text: string;
  readonly jwt: string;
  readonly validFrom: Instant;
}

/** The status lists of the issuers whose keys are kept here. */
export interface StatusLists {
  /** The list as it stands now; undefined where there is none of that name. */
  current(name: StatusListName): Promise<SignedList | undefined>;
  /** The list as it stood at an earlier moment, by what was on record then. */
  at(name: StatusListName, moment: Instant): Promise<SignedList | undefined>;
}

/** What making lists takes. */
export interface StatusListParts {
  readonly keeping: Pick<Keeping, 'database' | 'node' | 'statusLists' | 'clock'>;
  /** Signs in the issuer's name with the key that this node holds for it; throws where it holds none. */
  readonly sign: (list: {
    readonly body: JsonObject;
    readonly issuer: string;
    readonly now: string;
  }) => Promise<{ readonly embedded: string; readonly jwt: string }>;
}

const HOUR = 3_600_000;
/** For how long a list is answered for: a paper is often looked at some days after it was packed. */
const VALID = 7 * 24 * HOUR;
/** A list is made anew after this time also where nothing changed, so that whoever asks gets days of validity. */
const FRESH = 24 * HOUR;
/** Milliseconds for which a copy may be used without asking again. W3C Bitstring Status List 1.0, 2.2. */
export const TIME_TO_LIVE = 300_000;
/** Lists that are kept ready; what is asked for beyond is made again. */
const READY_MAX = 256;

interface Ready extends ListBasis {
  readonly signed: SignedList;
  /** From then on it is no longer the newest word, whatever was asked since. */
  readonly until: Instant;
}

/** The list that is ready still, or what a new one is made of. */
type Looked =
  | { readonly kept: SignedList }
  | { readonly kept?: undefined; readonly basis: ListBasis; readonly list: ReadList };

/** Opens the lists. Nothing of them is stored: each is a fold over signed changes of status, made when it is asked for. */
export function openStatusLists({ keeping, sign }: StatusListParts): StatusLists {
  const { database, node, statusLists, clock } = keeping;
  const ready = new Map<string, Ready>();
  const signed = async (name: StatusListName, { bits }: ReadList, validFrom: Instant): Promise<SignedList> => {
    const url = statusLists?.address(name) ?? '';
    const validUntil = later(validFrom, VALID);
    const { issuer, purpose } = name;
    const made = statusListBody({ url, issuer, purpose, validFrom, validUntil, bits }, gzipNode);
    const body = { ...made, credentialSubject: { ...(made.credentialSubject as JsonObject), ttl: TIME_TO_LIVE } };
    const { embedded, jwt } = await sign({ body, issuer, now: clock() });
    return { text: embedded, jwt, validFrom };
  };
  return {
    async current(name) {
      if (statusLists === undefined) return undefined;
      const key = statusLists.address(name);
      const now = parseInstant(clock());
      const found = await withKeeper(database, async (transaction): Promise<Looked | undefined> => {
        const basis = await readBasis(transaction, { ...name, node });
        if (basis.places === 0) return undefined;
        const kept = ready.get(key);
        const isNewest = kept !== undefined && kept.places === basis.places && kept.newest === basis.newest;
        if (isNewest && compareInstants(now, kept.until) < 0) return { kept: kept.signed };
        return { basis, list: await readList(transaction, { ...name, node }, now) };
      });
      if (found === undefined) return undefined;
      if (found.kept !== undefined) return found.kept;
      const { basis, list } = found;
      const made = await signed(name, list, now);
      const fresh = later(now, FRESH);
      const { nextChange = fresh } = list;
      ready.delete(key);
      ready.set(key, { ...basis, signed: made, until: compareInstants(nextChange, fresh) < 0 ? nextChange : fresh });
      for (const oldest of ready.keys()) {
        if (ready.size <= READY_MAX) break;
        ready.delete(oldest);
      }
      return made;
    },
    async at(name, moment) {
      const list = await withKeeper(database, async (transaction) => {
        const { places } = await readBasis(transaction, { ...name, node });
        return places === 0 ? undefined : readList(transaction, { ...name, node }, moment);
      });
      return list === undefined || statusLists === undefined ? undefined : signed(name, list, moment);
    },
  };
}

function later(instant: Instant, milliseconds: number): Instant {
  return instantFromMilliseconds(instantMilliseconds(instant) + milliseconds);
}
