// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { nodeSuite } from '@touchstone/credentials/node';
import type { Dossier } from '@touchstone/dossier';
import { createReader, readingOnce, runCheck, type Verdict } from '@touchstone/evidence';
import type { CertificateVerdict } from '@touchstone/evidence/certificate';
import type { Instant } from '@touchstone/identifiers';
import { papersNotKnownBy, PROJECT_FOLDERS, readRequirements, readTrust, sourceKnownBy } from '@touchstone/local-files';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { doubtsOf, readEvidence } from './evidence-folders.ts';
import { exitCodeOf } from './exit-code.ts';
import { openDossier } from './open-dossier.ts';
import { printGrid } from './print-grid.ts';
import { dayAsked, instantAsked, now, placesAsked, ruleAsked } from './question.ts';
import { readOptions } from './read-options.ts';

/** `check DOSSIER`: dossier in, grid out, verdict written; answers the exit code. */
export async function check(args: readonly string[]): Promise<number> {
  const { path, options } = parse(args);
  const at = now();
  const on = dayAsked(options.on, at);
  const knownAt = instantAsked(options['known-at'], at);
  const read = readingOnce(createReader(nodeSuite));
  const rule = ruleAsked(options['decision-rule']);
  const trusted = options.trust ?? PROJECT_FOLDERS.demonstration;
  const evidence = await readEvidence(options.evidence ?? [], trusted);
  const [dossier, { requirements, digest }, trust] = await Promise.all([
    openDossier(path),
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(trusted, read, evidence.statements),
  ]);
  refuseLaterPapers(papersNotKnownBy(dossier.documents, { read, knownAt }), knownAt);
  const judged = await runCheck(
    dossier.claim,
    dossier,
    { places: placesAsked(options.markets, dossier.places), roots: trust.roots, on, knownAt, ...rule },
    {
      source: sourceKnownBy(trust.source, read),
      requirements,
      suite: nodeSuite,
      read,
      cut: { logs: evidence.logs, position: null, referenceData: digest, knownAt },
      logs: { suite: nodeLogSuite, ...trust.logs, ...doubtsOf(evidence) },
    },
  );
  const verdict = await judgedWith(judged, dossier, trusted);
  printGrid(verdict, { open: options.open === true, papers: dossier.papers.map(({ file }) => file) });
  const out = options.out ?? 'verdict.json';
  if (out !== '-') await write(out, `${JSON.stringify(verdict, null, 2)}\n`);
  return exitCodeOf(verdict);
}

/** A paper that was not there yet is told, and never passed over: the dossier is what the asker says was handed in. */
function refuseLaterPapers(later: ReturnType<typeof papersNotKnownBy>, knownAt: Instant): void {
  const [first] = later;
  if (first === undefined) return;
  throw new CommandError(
    `${first.file} is valid from ${first.validFrom} and cannot have been known at ${knownAt}; leave it out of the dossier or give a later --known-at`,
  );
}

/** Digital calibration certificates are documents like others; what reads them is loaded where there are any. */
async function judgedWith(verdict: Verdict, { certificates }: Dossier, trust: string): Promise<Verdict> {
  if (certificates.length === 0) return verdict;
  const [{ readCertificateJudge }, { withCertificates }] = await Promise.all([
    import('@touchstone/local-files/certificates'),
    import('@touchstone/evidence/certificate'),
  ]);
  const judgeOne = await readCertificateJudge({ trust, schemas: process.env.TOUCHSTONE_DCC_SCHEMAS });
  const judged: CertificateVerdict[] = [];
  for (const certificate of certificates) judged.push(await judgeOne(certificate, verdict.on));
  return withCertificates(verdict, judged);
}

interface CheckOptions {
  readonly markets?: string | undefined;
  readonly on?: string | undefined;
  readonly 'known-at'?: string | undefined;
  readonly out?: string | undefined;
  readonly 'decision-rule'?: string | undefined;
  readonly trust?: string | undefined;
  readonly evidence?: readonly string[] | undefined;
  readonly open?: boolean | undefined;
}

function parse(args: readonly string[]): { readonly path: string; readonly options: CheckOptions } {
  const { values, positionals } = readOptions(args, {
    markets: { type: 'string' },
    on: { type: 'string' },
    'known-at': { type: 'string' },
    out: { type: 'string' },
    'decision-rule': { type: 'string' },
    trust: { type: 'string' },
    evidence: { type: 'string', multiple: true },
    open: { type: 'boolean' },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new CommandError(
      'one dossier is needed, a folder or a .zip: ./touchstone check DOSSIER --markets CN-GD,HK,MO',
    );
  return { path, options: values };
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new CommandError(
      `the verdict could not be written to ${file}: ${cause instanceof Error ? cause.message : cause}; name another place with --out`,
      { cause },
    );
  }
  process.stdout.write(`written: ${file}\n`);
}
