// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

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
}
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

/** So many entries a second, whatever becomes of those before: what a user meets who does not wait for others. */
export async function openLoop(contender: Contender, load: { rate: number; milliseconds: number; bytes: number }) {
  const run = new Run(contender, load.bytes);
  const start = performance.now();
  const under: Promise<void>[] = [];
  let sent = 0;
  setTimeout(() => run.begin(), WARM_UP_MILLISECONDS);
  for (let elapsed = 0; elapsed < WARM_UP_MILLISECONDS + load.milliseconds; elapsed = performance.now() - start) {
    for (; sent < (elapsed / 1_000) * load.rate; sent += 1) under.push(run.one());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const measured = run.end();
  await Promise.all(under);
  return measured;
}

class Run {
  readonly #contender: Contender;
  readonly #bytes: number;
  readonly #durable: number[] = [];
  readonly #published: number[] = [];
  #from: number | undefined;
  #cpu = process.cpuUsage();

  constructor(contender: Contender, bytes: number) {
    this.#contender = contender;
    this.#bytes = bytes;
  }

  begin(): void {
    this.#from = performance.now();
    this.#cpu = process.cpuUsage();
  }

  async one(): Promise<void> {
    const since = performance.now();
    const { durable, published } = this.#contender.append(randomEntry(this.#bytes));
    await durable;
    if (this.#from !== undefined) this.#durable.push(performance.now() - since);
    if (published === undefined) return;
    await published;
    if (this.#from !== undefined) this.#published.push(performance.now() - since);
  }

  end(): Measured {
    const seconds = (performance.now() - (this.#from ?? 0)) / 1_000;
    const { user, system } = process.cpuUsage(this.#cpu);
    const count = this.#durable.length;
    return {
      perSecond: count / seconds,
      cpuMicrosecondsEach: (user + system) / count,
      durable: percentilesOf(this.#durable),
      published: this.#published.length === 0 ? undefined : percentilesOf(this.#published),
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

function percentilesOf(all: readonly number[]): Percentiles {
  const sorted = Float64Array.from(all).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
