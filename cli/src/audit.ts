// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditReport, auditLog, fileReplayPlace } from '@touchstone/log-keeping/audit';
import { MapFile, nodeDisk } from '@touchstone/log-keeping/map-file';
import { parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { logReaderAt, parseLogKey, readTextFile } from './log-options.ts';
import { readOptions } from './read-options.ts';

const EXIT = { sound: 0, unwitnessed: 2, unlinked: 2, contradicted: 3 } as const;

/** `audit ADDRESS`: a whole log from scratch, nothing believed but its key. Answers the exit code. */
export async function audit(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    log: { type: 'string', multiple: true },
    policy: { type: 'string' },
    known: { type: 'string', multiple: true },
    predecessor: { type: 'string' },
  });
  const [address, ...more] = positionals;
  const [first, ...others] = (values.log ?? []).map(parseLogKey);
  if (address === undefined || more.length > 0 || first === undefined) {
    throw new CommandError(
      'an address or a folder, and --log VKEY, are needed: touchstone audit https://log.example/ --log VKEY',
    );
  }
  const known = await Promise.all((values.known ?? []).map(async (from) => ({ from, note: await readTextFile(from) })));
  const policy = values.policy === undefined ? undefined : parsePolicy(suite, await readTextFile(values.policy));
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-audit-'));
  // The map of an audit is thrown away at its end: it need not survive a power cut.
  const map = await MapFile.open({ path: join(folder, 'map'), suite, disk: { ...nodeDisk, sync: async () => {} } });
  try {
    const keys = [first, ...others];
    const report = await auditLog(suite, {
      ...{ origin: first.name, keys: keys.filter(({ name }) => name === first.name), read: await logReaderAt(address) },
      ...{ map: fileReplayPlace(map), known },
      ...(policy === undefined ? {} : { policy }),
      ...(values.predecessor === undefined
        ? {}
        : { predecessor: { read: await logReaderAt(values.predecessor), keys } }),
      onProgress: ({ entries, size }) => process.stderr.write(`touchstone audit: ${entries} of ${size} entries\n`),
    });
    print(report);
    // What the log signed outweighs a file of ours that proves nothing.
    return report.unusable.length > 0 && report.outcome !== 'contradicted' ? COULD_NOT_RUN : EXIT[report.outcome];
  } finally {
    await map.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function print(report: AuditReport): void {
  const { outcome, origin, checkpoint, entries, tiles, indexRoots, known, fault, missing, unfit, unlinked } = report;
  const lines = [
    `${origin}: ${outcome}`,
    ...(checkpoint === undefined ? [] : [`  checkpoint: ${checkpoint.size} entries`]),
    `  held against what is made anew: ${entries} entries, ${tiles} tiles, ${indexRoots} map roots, ${known} known checkpoints`,
  ];
  if (fault !== undefined) lines.push(`  ${fault.at}`, `    is:    ${fault.what}`, `    right: ${fault.right}`);
  if (missing.length > 0) lines.push(`  no cosignature: ${missing.join(', ')}`);
  if (unfit.length > 0) lines.push(`  not counted, the signature does not fit: ${unfit.join(', ')}`);
  if (unlinked !== undefined) {
    lines.push(
      `  not audited: it goes on from ${unlinked.origin} at ${unlinked.size} entries; give --predecessor and its --log`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const { from, why } of report.unusable) {
    process.stderr.write(
      `touchstone audit: --known ${from}: ${why}; a checkpoint signed by the log is needed, such as the end of a receipt\n`,
    );
  }
}
