// SPDX-License-Identifier: Apache-2.0
import type { Migration } from 'kysely/migration';
import { tenancy } from './0001-tenancy.ts';
import { sourcesOfTruth } from './0002-sources-of-truth.ts';
import { positionsAndFolds } from './0003-positions-and-folds.ts';
import { requests } from './0004-requests.ts';
import { access } from './0005-access.ts';
import { lookups } from './0006-lookups.ts';
import { attempts } from './0007-attempts.ts';
import { publication } from './0008-publication.ts';
import { followedLogs } from './0009-followed-logs.ts';
import { leafKeys } from './0010-leaf-keys.ts';
import { ownCopies } from './0011-own-copies.ts';
import { handedLogs } from './0012-handed-logs.ts';
import { foreignReceipts } from './0013-foreign-receipts.ts';
import { batches } from './0014-batches.ts';
import { statusPlaces } from './0015-status-places.ts';
import { erasures } from './0016-erasures.ts';
import { refusalsByKind } from './0017-refusals-by-kind.ts';
import { rowsByTheHundred } from './0018-rows-by-the-hundred.ts';
import { tombstones } from './0019-tombstones.ts';
import { placesOfLeaves } from './0020-places-of-leaves.ts';
import { personalFieldsOfEvents } from './0021-personal-fields-of-events.ts';
import { erasedBytes } from './0022-erased-bytes.ts';
import { erasedDrafts } from './0023-erased-drafts.ts';
import { notesByDigest } from './0024-notes-by-digest.ts';
import { possessionOfLogs } from './0028-possession-of-logs.ts';
import { thingsByAnySpelling } from './0029-things-by-any-spelling.ts';
import { wordsOfAuthorisations } from './0032-words-of-authorisations.ts';

/** Every migration, in the order of their names. One that was released is never changed again. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-tenancy': tenancy,
  '0002-sources-of-truth': sourcesOfTruth,
  '0003-positions-and-folds': positionsAndFolds,
  '0004-requests': requests,
  '0005-access': access,
  '0006-lookups': lookups,
  '0007-attempts': attempts,
  '0008-publication': publication,
  '0009-followed-logs': followedLogs,
  '0010-leaf-keys': leafKeys,
  '0011-own-copies': ownCopies,
  '0012-handed-logs': handedLogs,
  '0013-foreign-receipts': foreignReceipts,
  '0014-batches': batches,
  '0015-status-places': statusPlaces,
  '0016-erasures': erasures,
  '0017-refusals-by-kind': refusalsByKind,
  '0018-rows-by-the-hundred': rowsByTheHundred,
  '0019-tombstones': tombstones,
  '0020-places-of-leaves': placesOfLeaves,
  '0021-personal-fields-of-events': personalFieldsOfEvents,
  '0022-erased-bytes': erasedBytes,
  '0023-erased-drafts': erasedDrafts,
  '0024-notes-by-digest': notesByDigest,
  '0028-possession-of-logs': possessionOfLogs,
  '0029-things-by-any-spelling': thingsByAnySpelling,
  '0032-words-of-authorisations': wordsOfAuthorisations,
};
