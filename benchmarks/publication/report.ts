// SPDX-License-Identifier: Apache-2.0
import type { Floor } from './floor.ts';
import type { Handed } from './hand-in.ts';

/** CPU-seconds so far, and the memory of the server. */
export interface Usage {
  readonly server: number;
  readonly postgres?: number;
  readonly megabytes: number;
}

const TARGET_PER_SECOND = 3_000;

/** Prints the rates, who spent the time, and whether the target was met. */
export function printReport(
  handed: Handed,
  used: { readonly before: Usage; readonly after: Usage; readonly client: number; readonly floor: Floor },
  load: string,
): void {
  const { statements, answered, published, checkpoints, longestGap } = handed;
  const rate = (milliseconds: number) => Math.round((statements / milliseconds) * 1_000);
  const latencies = [...handed.latencies].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0);
  const each = (seconds: number | undefined) =>
    seconds === undefined ? '-' : `${((seconds * 1e6) / statements).toFixed(0)} µs`;
  const postgres = used.after.postgres === undefined ? undefined : used.after.postgres - (used.before.postgres ?? 0);
  console.log(`answered   ${rate(answered)} statements/s; a request p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  console.log(`published  ${rate(published)} statements/s, until a checkpoint with its map root covered the last`);
  console.log(
    `checkpoints ${checkpoints} in ${(published / 1_000).toFixed(1)} s, at most ${Math.round(longestGap)} ms apart`,
  );
  console.log(
    `CPU a statement: server ${each(used.after.server - used.before.server)}, PostgreSQL ${each(postgres)}, client ${each(used.client)}; server ${used.after.megabytes} MB resident; load ${load}`,
  );
  const server = used.after.server - used.before.server;
  if (postgres !== undefined) printFloor(used.floor, ((server + postgres + used.client) * 1e6) / statements);
  const reached = rate(published) >= TARGET_PER_SECOND;
  console.log(`${reached ? 'reached' : 'MISSED '} ${TARGET_PER_SECOND} statements/s from the API to the checkpoint`);
}

/** What a statement costs beside the least that it can cost; ratios mean the same on a machine that others use too. */
function printFloor({ signature, row, log }: Floor, all: number): void {
  const parts = [`signature ${signature.toFixed(0)}`, `row ${row?.toFixed(0) ?? '-'}`, `log ${log.toFixed(0)}`];
  const least = signature + (row ?? 0) + log;
  console.log(`floor      ${parts.join(' + ')} = ${least.toFixed(0)} CPU-µs, each alone in the same minute`);
  console.log(
    `a statement costs ${all.toFixed(0)} CPU-µs: ${(all / least).toFixed(1)} times the floor, ${(all / signature).toFixed(1)} signatures`,
  );
}
