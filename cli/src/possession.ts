// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import {
  formatVkey,
  LogError,
  type NoteSigner,
  type PossessionChallenge,
  parsePossessionChallenge,
  possessionAnswerText,
  signNote,
} from '@touchstone/transparency-log';
import { nodeLogSuite, nodeNoteSigner } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { readTextFile } from './log-options.ts';
import { plain } from './paint.ts';
import { readOptions } from './read-options.ts';

const NEEDED =
  'a challenge and the party it must be about are needed: touchstone possession challenge.json --party did:web:laboratory.example --key log/key --out answer.note';

/**
 * `possession CHALLENGE --party DID`: what the key of a log signs so that a node registers the log for that party.
 * Answers the exit code.
 */
export async function possession(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    party: { type: 'string' },
    key: { type: 'string' },
    out: { type: 'string' },
  });
  const [path, ...more] = positionals;
  const { party, key, out } = values;
  if (path === undefined || party === undefined || more.length > 0) throw new CommandError(NEEDED);
  const note = readNote(await readTextFile(path), path);
  const challenge = readChallenge(note, path);
  // Whoever signs for another party gives the log away: what the file says must be what the person means.
  if (challenge.party !== party) {
    throw new CommandError(`${path}: it was given to ${challenge.party}, and not to ${party}: sign nothing`);
  }
  const text = possessionAnswerText(nodeLogSuite, note);
  const written = key === undefined ? text : await answer(text, await signerOf(key, challenge));
  if (out === undefined || out === '-') process.stdout.write(written);
  else await writeFile(out, written);
  process.stderr.write(`${plain(said(challenge, key !== undefined))}\n`);
  return 0;
}

/** The note itself, or the answer of `POST /api/laboratory-log-challenges` that has it. */
function readNote(text: string, path: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    const { challenge } = JSON.parse(text) as { readonly challenge?: unknown };
    if (typeof challenge === 'string') return challenge;
  } catch (cause) {
    throw new CommandError(`${path}: it is neither a challenge nor the answer of a node that has one`, { cause });
  }
  throw new CommandError(`${path}: it has no "challenge", as a node answers /api/laboratory-log-challenges`);
}

function readChallenge(note: string, path: string): PossessionChallenge {
  try {
    return parsePossessionChallenge(note);
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause;
    throw new CommandError(`${path}: ${cause.message}`, { cause });
  }
}

/** The key that was asked, among those of a file with a secret key a line. No message shows what is in it. */
async function signerOf(path: string, { vkey }: PossessionChallenge): Promise<NoteSigner> {
  const signers = (await readTextFile(path))
    .trim()
    .split('\n')
    .map((line) => {
      try {
        return nodeNoteSigner(line.trim());
      } catch {
        throw new CommandError(`${path}: each line is a secret key PRIVATE+KEY+name+id+key`);
      }
    });
  const asked = signers.find(({ key }) => formatVkey(key) === vkey);
  if (asked !== undefined) return asked;
  const names = signers.map(({ key }) => key.name).join(', ');
  throw new CommandError(`${path}: it has keys of ${names}, and the challenge asks that of ${vkey.slice(0, 200)}`);
}

function answer(text: string, signer: NoteSigner): Promise<string> {
  return signNote(text, [signer]);
}

function said({ asker, party, vkey, at }: PossessionChallenge, isSigned: boolean): string {
  const [name] = vkey.split('+');
  const act = isSigned ? 'signed' : 'to be signed by the key, as it signs a checkpoint';
  return `${act}: the log ${name} is that of ${party}, for ${asker}, as asked at ${at}`;
}
