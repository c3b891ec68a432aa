// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import {
  createReader,
  type FollowedLog,
  type FollowedLogs,
  type FollowedWord,
  type OpenedText,
  readFollowedLogs,
  type StoredStatement,
} from '@touchstone/evidence';
import { readTrust } from '@touchstone/local-files';
import { type FollowedDescription, readLeaves } from '@touchstone/log-keeping/follow';
import { parseOpening } from '@touchstone/statements';
import { parsePolicy, parseTlogProof } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { now } from './question.ts';
import { openSignatures, readSignedText } from './read-signed-text.ts';

/** A folder that `follow` wrote, as read and not judged. */
export interface FollowedFolderText extends FollowedDescription {
  readonly folder: string;
  readonly statements: readonly StoredStatement[];
}

/** Followed folders judged together, and a line about each for people. */
export interface JudgedEvidence {
  readonly statements: readonly StoredStatement[];
  readonly notOpened: FollowedLogs['notOpened'];
  readonly lines: readonly string[];
}

type OpenedStatement = OpenedText & { readonly text: string };

/**
 * Holds the leaves of followed folders against their checkpoints and the statements against the leaves. A statement
 * opens its leaf only when its signature is verified by the asker's own keys: a withdrawal whose proof somebody took
 * off would otherwise be seen, and count for nothing. What is proved of status goes with each statement.
 */
export async function judgeFollowed(folders: readonly FollowedFolderText[], trust: string): Promise<JudgedEvidence> {
  const { logs } = await readTrust(trust, createReader(nodeSuite));
  const verify = await openSignatures({ trust, dids: [] });
  const read = await Promise.all(
    folders.map(async (folder) => {
      const opened = await Promise.all(folder.statements.map((stored) => openedOf(stored, verify)));
      return {
        folder,
        log: await logOf(
          folder,
          opened.flatMap((each) => each ?? []),
        ),
        opened,
      };
    }),
  );
  const found = readFollowedLogs(
    suite,
    read.map(({ log }) => log),
    { policies: logs.policies.map(({ text }) => parsePolicy(suite, text)), knownAt: now() },
  );
  const statements = read.flatMap(({ folder, opened }) =>
    folder.statements.map((stored, at) => {
      const own = opened[at];
      const document = own && { statement: own.statement, body: JSON.parse(own.text) as unknown };
      const statusKept = document && found.statusKept(folder.origin, document);
      return { ...stored, ...(statusKept === undefined ? {} : { statusKept }) };
    }),
  );
  return {
    statements,
    notOpened: found.notOpened,
    lines: found.words.map((word, at) => lineOf(word, folders[at] as FollowedFolderText)),
  };
}

async function logOf(folder: FollowedFolderText, opened: readonly OpenedText[]): Promise<FollowedLog> {
  const { origin, checkpoint, leaves, size, caught, withheld, erased, unverified, refused, closed } = folder;
  const common = { origin, checkpoint, opened, isCaught: caught !== undefined };
  if (leaves.entries === size && size > 0) {
    try {
      return { ...common, entries: await readLeaves(join(folder.folder, 'leaves'), leaves) };
    } catch (cause) {
      throw new CommandError(`--evidence ${folder.folder}: leaves: ${(cause as Error).message}`, { cause });
    }
  }
  // A folder of before: it lists no leaves, and where it left nothing out it is as silent as any folder.
  return withheld + erased + unverified + refused + closed > 0 ? common : { ...common, entries: [] };
}

async function openedOf(
  { text, receipt }: StoredStatement,
  verify: Awaited<ReturnType<typeof openSignatures>>,
): Promise<OpenedStatement | undefined> {
  try {
    const salt = parseOpening(parseTlogProof(receipt ?? '').extra ?? new Uint8Array());
    const { outcome } = await verify(text, undefined);
    return outcome === 'verified' ? { ...readSignedText(text), salt, text } : undefined;
  } catch {
    // Texts of strangers: what is none opens nothing, and the judge says why it is not believed.
    return undefined;
  }
}

const WHY: Readonly<Record<string, string>> = {
  'unknown-log': 'no log policy of the trust folder knows it',
  QUORUM_NOT_MET: 'its checkpoint lacks cosignatures of the log policy',
  undated: 'nobody has dated its checkpoint',
  'no-leaves': 'it does not list its leaves',
  'leaves-differ': 'its leaves are not those of its checkpoint',
  caught: 'the log was caught',
};

function lineOf({ notOpened, until, because = '' }: FollowedWord, folder: FollowedFolderText): string {
  const { origin, size, at, statements, caught, withheld, erased, unverified, refused, leaves } = folder;
  const hidden = leaves.entries === size ? notOpened : withheld + erased + unverified + refused;
  const parts = [
    `evidence: ${statements.length} statements of the log ${origin}, followed to ${size} entries on ${at}`,
    ...(hidden === 0
      ? []
      : [
          `${hidden} of its entries are withheld or signed by keys not at hand, and what they may concern is not known`,
        ]),
    ...(caught === undefined ? [] : [`it was caught: ${caught.join(', ')}`]),
    until === undefined
      ? `it proves no status by its silence (${WHY[because] ?? because})`
      : `no change of status is missing up to ${until} but those not opened`,
  ];
  return parts.join('; ');
}
