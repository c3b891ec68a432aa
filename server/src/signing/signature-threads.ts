// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packChecks, type SignatureCheck, verifyByOpenSsl } from './signature-check.ts';

/** Verifies Ed25519 signatures on threads beside the one that serves everybody. */
export interface SignatureThreads {
  /** Whether a signature is good. Never rejects: a thread that ends leaves the word to OpenSSL. */
  verify(check: SignatureCheck): Promise<boolean>;
  close(): Promise<void>;
}

interface Waiting {
  readonly check: SignatureCheck;
  readonly answer: (isGood: boolean) => void;
}

/** Enough for the way there and back to cost nothing, few enough that verifying begins while others are still read. */
const AT_ONCE = 64;
const PROGRAM = join(import.meta.dirname, 'signature-thread.ts');
/** It makes nothing that lasts. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };

/** Threads begin with the first signature. */
export function openSignatureThreads(program = PROGRAM, count = Math.min(2, availableParallelism())): SignatureThreads {
  const threads: SignatureThread[] = [];
  let waiting: Waiting[] = [];
  let isClosed = false;
  let seen = 0;
  // Whoever reads many lets others have their turn in between: as long as more come, a full batch is waited for.
  const handWhenNoMoreCome = () => {
    if (waiting.length === 0) return;
    if (waiting.length === seen) {
      hand();
      return;
    }
    seen = waiting.length;
    setImmediate(handWhenNoMoreCome);
  };
  const hand = () => {
    seen = 0;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    if (isClosed) {
      verifyHere(batch);
      return;
    }
    while (threads.length < count) threads.push(new SignatureThread(program));
    const [first, ...others] = threads as [SignatureThread, ...SignatureThread[]];
    others.reduce((least, each) => (each.load < least.load ? each : least), first).take(batch);
  };
  return {
    verify(check) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.push({ check, answer: resolve });
      if (waiting.length >= AT_ONCE) hand();
      else if (waiting.length === 1) setImmediate(handWhenNoMoreCome);
      return promise;
    },
    async close() {
      isClosed = true;
      hand();
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

function verifyHere(batch: readonly Waiting[]): void {
  for (const { check, answer } of batch) void verifyByOpenSsl(check).then(answer);
}

/** One thread and what it was given, which it answers in the order in which it got it. */
class SignatureThread {
  readonly #worker: Worker;
  #given: (readonly Waiting[])[] = [];
  #isOver = false;

  constructor(program: string) {
    this.#worker = new Worker(program, { resourceLimits: RESOURCE_LIMITS, execArgv: [], stdout: false, stderr: false });
    // A server that has nothing else to do ends.
    this.#worker.unref();
    this.#worker.on('message', (verdicts: Uint8Array) => this.#answer(verdicts));
    // The end follows, and says all that there is to do.
    this.#worker.on('error', () => {});
    this.#worker.on('exit', () => this.#end());
  }

  get load(): number {
    return this.#given.length;
  }

  take(batch: readonly Waiting[]): void {
    if (this.#isOver) {
      verifyHere(batch);
      return;
    }
    this.#given.push(batch);
    this.#worker.ref();
    const packed = packChecks(batch.map(({ check }) => check));
    this.#worker.postMessage(packed, [packed.buffer]);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(verdicts: Uint8Array): void {
    const batch = this.#given.shift() ?? [];
    if (this.#given.length === 0) this.#worker.unref();
    for (const [at, { answer }] of batch.entries()) answer(verdicts[at] === 1);
  }

  #end(): void {
    this.#isOver = true;
    const left = this.#given;
    this.#given = [];
    for (const batch of left) verifyHere(batch);
  }
}
