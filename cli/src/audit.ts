// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditReport, auditLog, fileReplayPlace } from '@touchstone/log-keeping/audit';
import { httpOpened } from '@touchstone/log-keeping/follow';
import { MapFile, nodeDisk } from '@touchstone/log-keeping/map-file';
import { addressBeside } from '@touchstone/log-keeping/reader';
import { EMPTY_RANGE, type NoteKey, parsePolicy, rootOfRange } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { auditNode } from './audit-node.ts';
import { type AuditedPromise, auditPromises, isOwnAddress, linesOfPromise, seenAt } from './audit-promises.ts';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { logReaderAt, logReaderBeside, parseLogKey, readTextFile } from './log-options.ts';
import type { AuditedNode, NodeAudit } from './node-audit.ts';
import { plain } from './paint.ts';
import { type Predecessors, readPredecessors } from './predecessors.ts';
import { dayAsked, now } from './question.ts';
import { readOptions } from './read-options.ts';

/** The log is sound, and its node shows something else than the statements in it say. */
const NODE_DIFFERS = 4;
const OPEN = 2;
const EXIT = { sound: 0, unwitnessed: 2, unlinked: 2, incomplete: 2, behind: 2, contradicted: 3, damaged: 5 } as const;

/** `audit ADDRESS`: a whole log from scratch, nothing believed but its key. Answers the exit code. */
export async function audit(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    log: { type: 'string', multiple: true },
    policy: { type: 'string' },
    known: { type: 'string', multiple: true },
    promise: { type: 'string', multiple: true },
    predecessor: { type: 'string', multiple: true },
    node: { type: 'string' },
    on: { type: 'string' },
    'status-list': { type: 'string', multiple: true },
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
    const before = await readPredecessors(values.predecessor ?? [], keys);
    const report = await auditLog(suite, {
      ...{ origin: first.name, keys: keys.filter(({ name }) => name === first.name), read: await logReaderAt(address) },
      ...{ map: fileReplayPlace(map), known, knownAt: Math.floor(Date.parse(now()) / 1_000) },
      isOwnAddress: isOwnAddress(address, first.name),
      // Beside a copy there may be none: it is then not held against anything.
      successorAt: (at) => logReaderBeside(addressBeside(address, at)),
      ...(policy === undefined ? {} : { policy }),
      ...(before.newest === undefined ? {} : { predecessor: { read: before.newest.read, keys } }),
      onProgress: ({ entries, size }) => process.stderr.write(`touchstone audit: ${entries} of ${size} entries\n`),
    });
    print(report, before, address);
    const code = EXIT[report.outcome];
    // Of a log that is not known as a whole, nothing more can be said.
    if (report.fault !== undefined) return code;
    const promises = await heldPromises(values.promise ?? [], { address, keys, report });
    if (promises.some(({ state }) => state === 'broken')) return EXIT.contradicted;
    // What a node shows is held against its log only where that is worth something.
    const node =
      values.node === undefined
        ? undefined
        : await auditNode(await nodeAsked(values, { address, keys, report, before }));
    if (node !== undefined) printNode(node);
    // What the log signed, and what its node shows, outweigh a file of ours that proves nothing.
    if (node !== undefined && node.differences.length > 0) return NODE_DIFFERS;
    if (report.unusable.length > 0) return COULD_NOT_RUN;
    const isOpen =
      promises.some(({ state }) => state === 'elsewhere' || state === 'undated' || state === 'perhaps late') ||
      (node !== undefined && node.unseen.length > 0) ||
      before.missing !== undefined ||
      report.successor?.state === 'not-held';
    return isOpen ? OPEN : code;
  } finally {
    await map.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What was audited, with which keys. */
interface Audited {
  readonly address: string;
  readonly keys: readonly NoteKey[];
  readonly report: AuditReport;
  readonly before: Predecessors;
}

/** Says of each promise whether the tree that was audited keeps it. */
async function heldPromises(
  files: readonly string[],
  { address, keys, report }: Omit<Audited, 'before'>,
): Promise<readonly AuditedPromise[]> {
  const { origin, checkpoint, successor, dated } = report;
  if (checkpoint === undefined || files.length === 0) return [];
  const promises = await auditPromises(files, {
    ...{ origin, keys, tree: checkpoint, hasEnded: successor !== undefined, now: now() },
    ...{ seenAt: seenAt(address, { origin, now: now() }), dated },
    read: await logReaderAt(address),
  });
  process.stdout.write(promises.map((each) => `${linesOfPromise(each).map(plain).join('\n')}\n`).join(''));
  return promises;
}

async function nodeAsked(
  values: {
    readonly node?: string | undefined;
    readonly on?: string | undefined;
    readonly 'status-list'?: readonly string[] | undefined;
  },
  { address, report: { origin, checkpoint }, before }: Audited,
): Promise<AuditedNode> {
  const node = URL.parse(values.node ?? '');
  if (node === null || !/^https?:$/.test(node.protocol)) {
    throw new CommandError(`--node ${values.node}: an http(s) address is needed`);
  }
  const lists = values['status-list'] ?? [];
  const statusLists = await Promise.all(lists.map(async (from) => ({ from, text: await readTextFile(from) })));
  const ask = (of: string) => httpOpened(node.href, of);
  const { size, root } = checkpoint ?? { size: 0, root: rootOfRange(suite, EMPTY_RANGE) };
  const own = { origin, size, root, read: await logReaderAt(address), ask: ask(origin) };
  return {
    ...{ node, statusLists, on: dayAsked(values.on, now()), now: () => new Date().toISOString() },
    logs: [...before.logs.map((log) => ({ ...log, ask: ask(log.origin) })), own],
  };
}

function printNode({ opened, withheld, erased, rows, lists, bits, unseen, differences }: NodeAudit): void {
  const lines = [
    `  statements of the log: ${opened} opened, ${withheld} not given to everybody, ${erased} erased`,
    `  held against them: ${rows} rows of registers, ${lists} status lists, ${bits} bits; ${differences.length} differences`,
    ...unseen.map((each) => `  not held against the log: ${each}`),
    ...differences.flatMap(({ what, who, is, right }) => [
      `  ${what}: ${who}`,
      `    is:    ${is}`,
      `    right: ${right}`,
    ]),
  ];
  process.stdout.write(`${lines.map(plain).join('\n')}\n`);
}

/** By whom the files were served, which is whom they can charge. */
function servedBy(address: string, origin: string): string {
  if (isOwnAddress(address, origin)) return 'the log itself, at its own address';
  return /^https?:/.test(address) ? `${address}, which is not the log's own address` : 'a folder, a copy';
}

function linesOfBehind({ from, size }: NonNullable<AuditReport['behind']>, isOwn: boolean): readonly string[] {
  return isOwn
    ? [
        `  not shown yet: ${from} shows that the log has signed ${size} entries; it signs before it shows, so ask again`,
        '    it is charged with that an hour after the quorum of a --policy had cosigned those entries',
      ]
    : [`  an old copy: ${from} shows that the log has signed ${size} entries; nothing after this tree is known`];
}

/** Whom a fault charges, in words. */
const CHARGES = {
  signed: ['proved: the log signed what contradicts itself; whoever has its key can verify that from these files'],
  served: [
    'charged: the log itself serves at its own address what does not make the tree that it signed, or less than it signed',
    'only this audit saw that: keep a copy, and let others ask there too',
  ],
  damaged: [
    'the copy is damaged: these bytes are not what the log signed, and whoever keeps or carries them may have changed them',
    'nothing is proved against the log; it would be, if it served these bytes at its own address: ask there',
  ],
  incomplete: ['nothing is proved against the log: a copy may lack a file; ask at its own address'],
} as const;

function print(report: AuditReport, { missing: yearMissing }: Predecessors, address: string): void {
  const { outcome, origin, checkpoint, entries, tiles, indexRoots, known, fault } = report;
  const { behind, missing, unfit, unlinked, successor } = report;
  const lines = [
    `${origin}: ${outcome}`,
    `  served by: ${servedBy(address, origin)}`,
    ...(checkpoint === undefined ? [] : [`  checkpoint: ${checkpoint.size} entries`]),
    `  held against what is made anew: ${entries} entries, ${tiles} tiles, ${indexRoots} map roots, ${known} known checkpoints`,
  ];
  if (fault !== undefined) {
    const charge = fault.proof === 'nothing' ? (outcome === 'damaged' ? 'damaged' : 'incomplete') : fault.proof;
    lines.push(`  ${fault.at}`, `    is:    ${fault.what}`, `    right: ${fault.right}`);
    lines.push(...CHARGES[charge].map((each) => `  ${each}`));
  }
  if (behind !== undefined) {
    lines.push(...linesOfBehind(behind, isOwnAddress(address, origin)));
  }
  if (missing.length > 0) lines.push(`  no cosignature: ${missing.join(', ')}`);
  if (unfit.length > 0) lines.push(`  not counted, the signature does not fit: ${unfit.join(', ')}`);
  if (successor !== undefined) {
    const what =
      successor.state === 'goes-on'
        ? `goes on as ${successor.origin}, from exactly this tree; its key is ${successor.vkey}`
        : `the name of its successor was not held against anything: ${successor.why}`;
    lines.push(`  ${what}`);
  }
  if (unlinked !== undefined) {
    lines.push(
      `  not audited: it goes on from ${unlinked.origin} at ${unlinked.size} entries; give --predecessor and its --log`,
    );
  }
  if (yearMissing !== undefined) {
    const { by, origin: of } = yearMissing;
    lines.push(`  not audited: ${by} goes on from ${of}; give --predecessor and its --log for that too`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const { from, why } of report.unusable) {
    process.stderr.write(
      `touchstone audit: --known ${from}: ${why}; a checkpoint signed by the log is needed, such as the end of a receipt\n`,
    );
  }
}
