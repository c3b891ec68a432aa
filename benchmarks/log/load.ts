// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type Halts, watchHalts } from './halts.ts';

/** Something that takes entries: `durable` when nothing can lose one any more, `published` when others can prove it. */
export interface Contender {
  readonly name: string;
  readonly note: string;
  append(entry: Uint8Array): { readonly durable: Promise<unknown>; readonly published?: Promise<unknown> };
  close(): Promise<void>;
}

/** What came of a time under load. Rates per second, latencies in milliseconds. */
export interface Measured {
  readonly perSecond: number;
  readonly cpuMicrosecondsEach: number;
  readonly durable: Percentiles;
  readonly published: Percentiles | undefined;
  readonly halts: Halts;
}
/** Of latencies in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The time at first is not counted: files are made, code is compiled. */
const WARM_UP_MILLISECONDS = 1_000;

/** Clients that each wait until their entry is published (or durable, where that is all there is) before the next. */
export async function closedLoop(contender: Contender, load: { clients: number; milliseconds: number; bytes: number }) {
  const run = new Run(contender, load.bytes);
  const end = performance.now() + WARM_UP_MILLISECONDS + load.milliseconds;
  const client = async () => {
    while (performance.now() < end) await run.one();
  };
  setTimeout(() => run.begin(), WARM_UP_MILLISECONDS);
  await Promise.all(Array.from({ length: load.clients }, client));
  return run.end();
}

/**
 * So many entries a second, whatever becomes of those before: what a user meets who does not wait for others. Each
 * latency counts from the instant at which its entry was due, not from the one at which this process came to send it,
 * so that a halt of the process is part of what it delays (no coordinated omission).
 */
export async function openLoop(contender: Contender, load: { rate: number; milliseconds: number; bytes: number }) {
  const run = new Run(contender, load.bytes);
  const start = performance.now();
  const end = WARM_UP_MILLISECONDS + load.milliseconds;
  let sent = 0;
  setTimeout(() => run.begin(), WARM_UP_MILLISECONDS);
  for (let elapsed = 0; elapsed < end; elapsed = performance.now() - start) {
    for (; sent < (elapsed / 1_000) * load.rate; sent += 1) run.send(start + (sent / load.rate) * 1_000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await run.settled();
  return run.end(end - WARM_UP_MILLISECONDS);
}

class Run {
  readonly #contender: Contender;
  readonly #bytes: number;
  readonly #durable: number[] = [];
  readonly #published: number[] = [];
  #from: number | undefined;
  #under = 0;
  #cpu = process.cpuUsage();
  #halts: (() => Halts) | undefined;

  constructor(contender: Contender, bytes: number) {
    this.#contender = contender;
    this.#bytes = bytes;
  }

  begin(): void {
    this.#from = performance.now();
    this.#cpu = process.cpuUsage();
    this.#halts = watchHalts();
  }

  /** Sends an entry now and resolves when it is published, or durable where that is all there is. */
  async one(): Promise<void> {
    const { durable, published } = this.send(performance.now());
    await (published ?? durable);
  }

  /** Sends an entry that was due at `since`; it counts when that is after begin(). */
  send(since: number) {
    const sent = this.#contender.append(randomEntry(this.#bytes));
    this.#under += 1;
    const counts = this.#from !== undefined && since >= this.#from;
    sent.durable.then(() => {
      if (counts) this.#durable.push(performance.now() - since);
      if (sent.published === undefined) this.#under -= 1;
    });
    sent.published?.then(() => {
      if (counts) this.#published.push(performance.now() - since);
      this.#under -= 1;
    });
    return sent;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#under > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  end(milliseconds = performance.now() - (this.#from ?? 0)): Measured {
    const { user, system } = process.cpuUsage(this.#cpu);
    const halts = this.#halts?.() ?? { loopP99: 0, loopMax: 0, collections: 0, collectionMax: 0 };
    const count = this.#durable.length;
    return {
      perSecond: (count / milliseconds) * 1_000,
      cpuMicrosecondsEach: (user + system) / count,
      durable: percentilesOf(this.#durable),
      published: this.#published.length === 0 ? undefined : percentilesOf(this.#published),
      halts,
    };
  }
}

const pool = randomBytes(1 << 20);
let turn = 0;

/** Bytes that no disk compresses, without the time that fresh ones would take. */
export function randomEntry(bytes: number): Uint8Array {
  turn = (turn + 4_099) % (pool.length - bytes);
  return pool.subarray(turn, turn + bytes);
}

/** Of as many as there are; not a number of none. */
export function percentilesOf(all: readonly number[]): Percentiles {
  const sorted = Float64Array.from(all).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
