// SPDX-License-Identifier: Apache-2.0
import type { Contender } from './contenders.ts';

/** Operations per second of CPU, one figure for each round. */
export interface Measured {
  readonly name: string;
  readonly perCpuSecond: readonly number[];
}

/** Middle, lowest and highest of some figures. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

const WARM_UP_MILLISECONDS = 1_500;

/**
 * Measures all contenders in turn, round after round, so that what the machine does meanwhile falls on all alike.
 * Time is that of the processor, of all threads of this process: collecting garbage counts.
 */
export async function measure(
  contenders: readonly Contender[],
  { rounds, millisecondsEach }: { readonly rounds: number; readonly millisecondsEach: number },
): Promise<readonly Measured[]> {
  const figures = contenders.map((): number[] => []);
  for (const contender of contenders) {
    await requireJudgement(contender);
    // Until the engine has compiled what is run often; a server is in that state after a minute.
    await perCpuSecond(contender, WARM_UP_MILLISECONDS);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      figures[index]?.push(await perCpuSecond(contender, millisecondsEach));
    }
  }
  return contenders.map(({ name }, index) => ({ name, perCpuSecond: figures[index] as number[] }));
}

/** Median, lowest and highest. Requires at least one figure. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] as number, min: sorted[0] as number, max: sorted.at(-1) as number };
}

async function perCpuSecond({ run, bytes }: Contender, milliseconds: number): Promise<number> {
  const begin = process.cpuUsage();
  let count = 0;
  let microseconds = 0;
  while (microseconds < milliseconds * 1_000) {
    for (let index = 0; index < 20; index += 1) {
      const answer = run(bytes);
      // An answer that is there at once is not waited for: waiting would be counted against it.
      if (answer instanceof Promise ? !(await answer) : !answer) throw new Error('a good credential was refused');
    }
    count += 20;
    const { user, system } = process.cpuUsage(begin);
    microseconds = user + system;
  }
  return (count / microseconds) * 1_000_000;
}

/** A contender that says yes to everything would be the fastest of all. */
async function requireJudgement({ name, run, bytes, tampered }: Contender): Promise<void> {
  if (!(await run(bytes))) throw new Error(`${name} refuses the good bytes`);
  if (await run(tampered)) throw new Error(`${name} accepts tampered bytes`);
}
