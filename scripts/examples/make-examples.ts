// SPDX-License-Identifier: Apache-2.0
//
// Makes examples/ anew: the demonstration authorities' statements and every dossier with its expected grid.
// Run: node scripts/examples/make-examples.ts [folder to write to]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { demonstrationBasis, PARTIES } from './authorities.ts';
import { makeCompetence, makeKeyAuthorisations, makeNotices } from './competence.ts';
import { CHANGED_RESULTS, EXAMPLES, type Example } from './expected.ts';
import { RECALLED_LOT, WOLFBERRY } from './lots.ts';
import { didDocumentOf, type MadeStatement, make } from './parties.ts';
import { demonstrationLogPolicy, makeLogFiles } from './log.ts';
import { makeArrangements, makePlaces } from './places.ts';
import { makeStatusList, STATUS_ENTRIES } from './status-list.ts';
import { GROWER, makeCalibration, makeReport, makeSampling, type ReportChanges } from './trial-lot.ts';
import { makeUntp } from './untp.ts';

const ROOT = resolve(process.argv[2] ?? join(import.meta.dirname, '..', '..', 'examples'));

await main();

async function main(): Promise<void> {
  const calibration = await makeCalibration();
  const revoked = await revokedReport(calibration);
  const statements = [
    ...(await makePlaces()),
    ...(await makeArrangements()),
    ...(await makeCompetence()),
    ...(await makeKeyAuthorisations()),
    ...(await makeNotices()),
    calibration,
    await makeRevocation(revoked),
    await makeRecall(),
  ];
  await writeDemonstration(statements);
  for (const example of EXAMPLES) await writeExample(example, calibration);
}

async function writeDemonstration(statements: readonly MadeStatement[]): Promise<void> {
  const folder = join(ROOT, 'demonstration');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'statements'), { recursive: true });
  const roots = [
    { did: PARTIES.cn.did, places: ['CN-GD'] },
    { did: PARTIES.hk.did, places: ['HK'] },
    { did: PARTIES.mo.did, places: ['MO'] },
  ];
  const dids = Object.fromEntries(Object.values(PARTIES).map((party) => [party.did, didDocumentOf(party)]));
  await writeFile(
    join(folder, 'trust.json'),
    `${JSON.stringify({ note: 'Demonstration only: these organisations do not exist and everybody knows their keys.', roots, didDocuments: dids }, null, 2)}\n`,
  );
  await mkdir(join(folder, 'status-lists'));
  await writeFile(join(folder, 'status-lists', 'listing-laboratory-1.json'), await makeStatusList());
  await mkdir(join(folder, 'log-policies'));
  for (const place of ['CN-GD', 'HK', 'MO'])
    await writeFile(join(folder, 'log-policies', `${place}.tlog-policy`), demonstrationLogPolicy());
  const names = new Set<string>();
  for (const { kind, label, embedded, reference } of statements) {
    const short = `${kind}-${label}`
      .replaceAll(/did:web:|\.demonstration\.touchstone\.example/g, '')
      .replaceAll(/[^\w.-]+/g, '-')
      .toLowerCase();
    const issuer = reference.issuer.split(':')[2]?.split('.')[0] ?? '';
    const name = names.has(short) ? `${short}-${issuer}` : short;
    names.add(short);
    await writeFile(join(folder, 'statements', `${name}.json`), embedded);
  }
}

async function writeExample(example: Example, calibration: MadeStatement): Promise<void> {
  const folder = join(ROOT, example.folder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'documents'), { recursive: true });
  const { lot, substance } = example;
  const files: Record<string, string> = {
    'product.csv': csv([
      ['Product name', 'Food category'],
      [lot.name, lot.food],
    ]),
    'lot.csv': csv([
      ['Lot number', 'Produced on', 'Quantity', 'Quantity unit'],
      [lot.lotNumber, '2026-11-08', '500', 'kg'],
    ]),
    'route.csv': csv([
      ['Place', 'Imported on', 'First supplied on', 'Sold on'],
      ['CN-GD', '', '2026-11-20', '2026-11-20'],
      ['HK', '2026-11-21', '2026-11-21', '2026-11-21'],
      ['MO', '2026-11-21', '2026-11-21', '2026-11-21'],
    ]),
    'actors.csv': csv([
      ['Role', 'Name', 'Identifier', 'Demonstration'],
      ['producer', GROWER.name, GROWER.identifier, 'yes'],
      ['exporter', 'Demonstration Small Firm', 'DEMONSTRATION-FIRM-1', 'yes'],
    ]),
    'scope.csv': csv([
      ['Title', 'Kind', 'Substance'],
      [`${substance.name} only`, 'limit', substance.name],
    ]),
    'README.md': readmeOf(example),
    'expected.json': `${JSON.stringify({ on: '2026-11-22', markets: ['CN-GD', 'HK', 'MO'], topic: `limit:${substance.id}`, cells: example.cells, because: example.because ?? {}, exit: example.exit }, null, 2)}\n`,
    ...(await documentsOf(example, calibration)),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function documentsOf({ lot, defect }: Example, calibration: MadeStatement): Promise<Record<string, string>> {
  const sampling = await makeSampling(lot);
  const report = await makeReport(lot, sampling, calibration, changesOf(defect));
  // Its only paper, so that the example shows what such a credential leaves open.
  if (defect?.kind === 'untp') return { 'documents/untp-conformity-credential.json': await makeUntp(report) };
  const documents: Record<string, string> = {
    'documents/sampling-record.json': sampling.embedded,
    'documents/test-report.json': defect?.kind === 'tampered' ? tamper(report.embedded) : report.embedded,
  };
  if (defect?.kind === 'logged') {
    const names = [GROWER.identifier, 'DEMONSTRATION-FIRM-1'];
    const { receipt, completeness } = await makeLogFiles([sampling, report], names);
    documents['documents/test-report.tlog-proof'] = receipt;
    documents['documents/completeness.json'] = completeness;
  }
  if (defect?.kind === 'second-result') {
    const changes = {
      label: 'second-report',
      laboratory: PARTIES.second,
      results: CHANGED_RESULTS['second-result'],
      sample: `sample-${lot.lotNumber}-counter`,
    };
    const second = await makeReport(lot, sampling, calibration, changes);
    // As a token, so that both forms of a statement are among the examples.
    documents['documents/second-test-report.jwt'] = second.jwt;
  }
  return documents;
}

function changesOf(defect: Example['defect']): ReportChanges {
  switch (defect?.kind) {
    case 'unlinked':
      return { label: 'unlinked', unlinked: true };
    case 'laboratory':
      return { label: defect.laboratory, laboratory: PARTIES[defect.laboratory] };
    case 'method':
      return { label: 'in-house', results: CHANGED_RESULTS.method };
    case 'revoked':
      return { label: 'revoked' };
    case 'status-list':
      return {
        label: `status-${defect.entry}`,
        laboratory: PARTIES.listing,
        credentialStatus: STATUS_ENTRIES[defect.entry],
      };
    case 'untp':
    case 'tampered':
    case 'second-result':
    case 'logged':
    case undefined:
      return {};
  }
}

/** The number as somebody would like it to be: one digit less, the signature left as it is. */
function tamper(text: string): string {
  return text.replaceAll('"0.1432"', '"0.0432"');
}

async function revokedReport(calibration: MadeStatement): Promise<MadeStatement> {
  return makeReport(WOLFBERRY, await makeSampling(WOLFBERRY), calibration, { label: 'revoked' });
}

function makeRevocation(report: MadeStatement): Promise<MadeStatement> {
  return make(PARTIES.laboratory, 'StatusChange', 'revocation', {
    validFrom: '2026-11-18T08:00:00Z',
    subject: {
      id: 'urn:touchstone:demonstration:revocation',
      changes: report.reference,
      status: 'revoked',
      from: '2026-11-18T08:00:00Z',
      reason: 'demonstration: the sample was mixed up',
    },
  });
}

/** Macao's authority takes one lot back from its market. */
function makeRecall(): Promise<MadeStatement> {
  const { food, lotNumber } = RECALLED_LOT;
  return make(PARTIES.mo, 'Recall', 'recall', {
    validFrom: '2026-11-20T08:00:00Z',
    subject: {
      id: 'urn:touchstone:demonstration:recall',
      recallNumber: 'DEMO-RECALL-1',
      initiative: {
        kind: 'ordered',
        authority: { id: PARTIES.mo.did, name: PARTIES.mo.name, demonstration: true },
        legalBasis: demonstrationBasis('Recall rule'),
      },
      producer: GROWER,
      lots: [{ food, lotNumber }],
      places: ['MO'],
      hazard: { description: 'demonstration: a glass splinter was found', risk: 'serious' },
      measures: ['stop-sale', 'return'],
      unitsPlaced: 'not-provided',
      from: '2026-11-20',
    },
  });
}

function csv(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`;
}

function readmeOf({ title, lot, cells, because, exit }: Example): string {
  const rows = Object.entries(cells).map(
    ([place, verdict]) => `| ${place} | ${verdict} | ${because?.[place as keyof typeof cells] ?? ''} |`,
  );
  return `# ${title}\n\nA demonstration: the organisations do not exist, and no laboratory tested anything. ${lot.provenance}\n\n| place | expected | because |\n|---|---|---|\n${rows.join('\n')}\n\nExit code of \`./touchstone check\` on 2026-11-22: ${exit}.\n`;
}
