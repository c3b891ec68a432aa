// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { instantFromMilliseconds, makeUuidV7, parseDigest, parseInstant } from '@touchstone/identifiers';
import {
  commitmentOf,
  composeBody,
  encodeLeaf,
  parseOpening,
  parseStatement,
  statementLeaves,
  subjectKeysOf,
  subjectsOf,
} from '@touchstone/statements';
import {
  encodeBase64,
  hashLeaf,
  openNote,
  parseTlogProof,
  parseVkey,
  verifyTlogProof,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { submissionMeaning } from '../../server/src/record-keeping/submit-signed.ts';
import type { FileKeyStore } from '../../server/src/signing/file-key-store.ts';
import { ACCOUNT, PARTY } from './campaign-party.ts';

/** A statement that a node has acknowledged, with the promise that came with the answer. */
export interface Acknowledged {
  readonly id: string;
  readonly text: string;
  readonly digest: string;
  readonly promise: string;
}

let numbers = 0;

/** Hands in statements over HTTP, and looks whether they are there. */
export class NodeClient {
  readonly #url: string;
  readonly #keys: FileKeyStore;
  readonly #token: string;

  private constructor(url: string, keys: FileKeyStore, token: string) {
    this.#url = url;
    this.#keys = keys;
    this.#token = token;
  }

  static async signIn(url: string, keys: FileKeyStore): Promise<NodeClient> {
    const { login, password } = ACCOUNT;
    const response = await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password, as: 'token' }),
    });
    const { token } = (await response.json()) as { token: string };
    return new NodeClient(url, keys, token);
  }

  /** Hands in one after the other until the node no longer answers; notes what was acknowledged whole. */
  async handInUntilItDies(acknowledged: Acknowledged[]): Promise<void> {
    for (;;) {
      try {
        acknowledged.push(await this.handIn());
      } catch (error) {
        // An answer that did not come, or not whole, acknowledges nothing.
        if (error instanceof TypeError || error instanceof SyntaxError) return;
        throw error;
      }
    }
  }

  /** Hands in one statement. */
  async handIn(): Promise<Acknowledged> {
    const now = instantFromMilliseconds(Date.now());
    numbers += 1;
    const uuid = makeUuidV7(Date.now(), new Uint8Array(randomBytes(10)));
    const standard = `GB ${1_000 + Math.floor(numbers / 90)}.${1 + (numbers % 90)}-2020`;
    const subject = {
      id: `urn:uuid:${uuid}`,
      standard,
      title: 'Demonstration',
      status: 'in-force',
      from: '2024-03-06',
    };
    const body = composeBody('StandardNotice', { uuid, issuer: PARTY, validFrom: now, subject: subject as never });
    const signer = await this.#keys.signerOf(PARTY, now);
    const made = await issueStatement(body as never, signer, { created: parseInstant(now), suite: nodeSuite });
    const text = new TextDecoder().decode(made.embeddedBytes);
    const response = await fetch(`${this.#url}/api/statements`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.#token}`,
        'idempotency-key': `"${uuid}"`,
      },
      body: JSON.stringify({
        statement: text,
        reauthentication: { method: 'password', password: ACCOUNT.password, meaning: submissionMeaning(made.digest) },
      }),
    });
    const answer = (await response.json()) as { entries?: readonly { promise?: string }[] };
    const promise = answer.entries?.[0]?.promise;
    if (response.status !== 201 || promise === undefined)
      throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    return { id: `urn:uuid:${uuid}`, text, digest: made.digest, promise };
  }

  /** What the log says of itself. */
  async status(): Promise<{
    readonly vkey: string;
    readonly trouble?: string;
    readonly open: boolean;
    readonly origin: string;
    readonly shards: readonly { readonly vkey: string; readonly path: string }[];
  }> {
    return (await (await fetch(`${this.#url}/api/log`)).json()) as never;
  }

  /** The note by which the log of a path names its successor; undefined where it does not. */
  async successorOf(path: string): Promise<string | undefined> {
    const response = await fetch(`${this.#url}${path}/successor`);
    const text = await response.text();
    return response.status === 200 ? text : undefined;
  }

  /** What is wrong with a statement that was acknowledged: its bytes, its promise, its proof; undefined when nothing is. */
  async faultOf({ id, text, digest, promise }: Acknowledged): Promise<string | undefined> {
    const path = `${this.#url}/api/statements/${encodeURIComponent(PARTY)}/${id}`;
    const kept = await fetch(path);
    if (kept.status !== 200 || (await kept.text()) !== text) return `the statement is answered with ${kept.status}`;
    const receipt = await fetch(`${path}/receipt`);
    if (receipt.status !== 200) return `the receipt is answered with ${receipt.status}`;
    const proof = parseTlogProof(await receipt.text());
    // Of a log a year, each is known to the node's own reader.
    const logs = (await this.status()).shards.map(({ vkey }) => parseVkey(nodeLogSuite, vkey));
    if (openNote(nodeLogSuite, promise, logs).outcome !== 'accepted') return 'the promise is not signed by the log';
    const salt = parseOpening(proof.extra ?? new Uint8Array());
    const commitment = commitmentOf(nodeLogSuite.sha256, salt, parseDigest(digest));
    if (promise.split('\n')[1] !== encodeBase64(commitment)) return 'another leaf was promised';
    const { proof: _, ...body } = JSON.parse(text) as Record<string, unknown>;
    const keys = subjectKeysOf(nodeLogSuite.sha256, subjectsOf(parseStatement(body)));
    const [leaf] = statementLeaves(keys, commitment);
    if (leaf === undefined) return 'it has no leaf';
    const policy = { logs: logs.map((key) => ({ key })), witnesses: [], quorum: 'none' as const };
    const leafHash = hashLeaf(nodeLogSuite, encodeLeaf(leaf));
    const verdict = verifyTlogProof(nodeLogSuite, { proof, leafHash }, policy);
    return verdict.outcome === 'accepted' ? undefined : `the proof does not hold: ${verdict.detail}`;
  }
}
