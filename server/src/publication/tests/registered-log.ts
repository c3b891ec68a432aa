// SPDX-License-Identifier: Apache-2.0
// A laboratory's log as its keeper registers it: the node asks, the key answers, the signatory signs.
import { formatVkey, type NoteSigner, possessionAnswerText, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { type Answer, type Login, reauthentication, type TestNode } from '../../../tests/test-node.ts';
import { registrationMeaning } from '../laboratory-logs.ts';

/** What the node asks of a key for a login's party. */
export async function challengeOf(node: TestNode, { key }: NoteSigner, login: Login = 'signatory'): Promise<string> {
  const request = { method: 'POST', url: '/api/laboratory-log-challenges', body: { vkey: formatVkey(key) } } as const;
  const { body, text } = await node.send(login, request);
  if (typeof body.challenge !== 'string') throw new Error(`the node asked nothing: ${text}`);
  return body.challenge;
}

/** What the key signs of it. */
export function answerTo(challenge: string, signer: NoteSigner): Promise<string> {
  return signNote(possessionAnswerText(suite, challenge), [signer], { time: 1 });
}

/** Registers the log of a key that answers, for the party of a login. */
export async function registerLogAt(node: TestNode, signer: NoteSigner, login: Login = 'signatory'): Promise<Answer> {
  const challenge = await challengeOf(node, signer, login);
  return sendRegistration(node, { login, signer, challenge, answer: await answerTo(challenge, signer) });
}

/** Registers what is given, whoever it is from. */
export function sendRegistration(
  node: TestNode,
  given: {
    readonly login: Login;
    readonly signer: Pick<NoteSigner, 'key'>;
    readonly challenge: string;
    readonly answer: string;
  },
): Promise<Answer> {
  const { login, signer, challenge, answer } = given;
  const vkey = formatVkey(signer.key);
  const body = { vkey, challenge, answer, ...reauthentication(registrationMeaning(signer.key)) };
  return node.send(login, { method: 'POST', url: '/api/laboratory-logs', body });
}
