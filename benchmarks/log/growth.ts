// SPDX-License-Identifier: Apache-2.0
import { ourLog } from './contenders.ts';
import { randomEntry } from './load.ts';

const BATCH = 4_096;

/** Cost of an append as a log grows to 10^exponent entries: each decade by itself, in CPU time and in wall time. */
export async function growth(exponent: number, bytes: number): Promise<void> {
  const log = await ourLog(0, 200);
  let size = 0;
  for (let power = 4; power <= exponent; power += 1) {
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
    const rate = Math.round(((size - from) / (performance.now() - start)) * 1_000);
    const memory = Math.round(process.memoryUsage().rss / 1e6);
    console.log(`  to 10^${power}: ${each} CPU-µs an entry, ${rate} published/s, ${memory} MB resident`);
  }
  await log.close();
}
