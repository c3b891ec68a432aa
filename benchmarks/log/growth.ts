// SPDX-License-Identifier: Apache-2.0
import { ourLog } from './contenders.ts';
import { randomEntry } from './load.ts';

const BATCH = 4_096;

/**
 * Cost of an append as a log grows to 10^exponent entries: each decade by itself, in CPU time and in wall time. A decade
 * that would not be over within so many minutes from the beginning is not begun.
 */
export async function growth(exponent: number, bytes: number, minutes: number): Promise<void> {
  const begun = performance.now();
  const log = await ourLog(0, 200);
  let size = 0;
  let last = 0;
  for (let power = 4; power <= exponent; power += 1) {
    // Ten times the entries of the decade before; the first says nothing yet.
    const ahead = (performance.now() - begun + (power > 5 ? last * 10 : 0)) / 60_000;
    if (ahead > minutes) {
      console.log(
        `  10^${power} is left out: it would be over after some ${Math.ceil(ahead)} minutes, of ${minutes} given`,
      );
      break;
    }
    const [from, cpu, start] = [size, process.cpuUsage(), performance.now()];
    while (size < 10 ** power) {
      const count = Math.min(BATCH, 10 ** power - size);
      const all = Array.from({ length: count }, () => log.append(randomEntry(bytes)));
      await Promise.all(all.map(({ durable }) => durable));
      size += count;
      // The disk publishes more slowly than batches become durable: without a halt the log would answer BUSY.
      if (size % (16 * BATCH) < BATCH || size === 10 ** power) await all.at(-1)?.published;
    }
    const { user, system } = process.cpuUsage(cpu);
    const each = ((user + system) / (size - from)).toFixed(1);
    last = performance.now() - start;
    const rate = Math.round(((size - from) / last) * 1_000);
    const memory = Math.round(process.memoryUsage().rss / 1e6);
    console.log(
      `  to 10^${power}: ${each} CPU-µs an entry, ${rate} published/s, ${memory} MB resident, ${Math.round(last / 1_000)} s`,
    );
  }
  await log.close();
}
