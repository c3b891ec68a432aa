// SPDX-License-Identifier: Apache-2.0
// Verifying one credential, side by side with a peer and with the bare signature. Usage: node benchmarks/verify/run.ts [rounds]
import { cpus } from 'node:os';
import { contenders } from './contenders.ts';
import { fullConformityCredential, smallReport } from './credentials.ts';
import { type Measured, measure, type Spread, spreadOf } from './measure.ts';

const rounds = Number(process.argv[2] ?? 11);
const MILLISECONDS_EACH = 250;
const RAW = 'raw Ed25519 over the document bytes';
const PEER = '@digitalbazaar/vc eddsa-jcs-2022';

/** At 1 KB; each against the same round of what it is compared with. */
const TARGETS = [
  { name: 'ours eddsa-jcs-2022, all checks', against: PEER, atLeast: 5 },
  { name: 'ours eddsa-jcs-2022, all checks', against: RAW, atLeast: 0.55 },
  { name: 'ours vc+jwt, all checks', against: RAW, atLeast: 0.8 },
];

console.log(
  `Node ${process.versions.node}, OpenSSL ${process.versions.openssl}, ${cpus()[0]?.model}, ${rounds} interleaved rounds of ${MILLISECONDS_EACH} ms`,
);
console.log('per CPU-second: median [min–max]; × peer and × raw: median of the rounds\n');
const small = await report('small test report', smallReport);
await report('full conformity credential in the shape of UNTP 0.7.0', fullConformityCredential);
for (const { name, against, atLeast } of TARGETS) {
  const { median } = ratio(small, name, against);
  const word = median >= atLeast ? 'reached' : 'MISSED';
  console.log(`${word}: at 1 KB ${name} is ${median.toFixed(2)} × ${against}; target ${atLeast}`);
  if (median < atLeast) process.exitCode = 1;
}

async function report(title: string, body: typeof smallReport): Promise<readonly Measured[]> {
  const all = await contenders(body);
  const measured = await measure(all, { rounds, millisecondsEach: MILLISECONDS_EACH });
  const [document, token] = [RAW, 'ours vc+jwt, all checks'].map(
    (name) => all.find((one) => one.name === name)?.bytes.length,
  );
  console.log(`${title}: ${document} bytes with its proof, ${token} as vc+jwt`);
  for (const { name, perCpuSecond } of measured) {
    const { median, min, max } = spreadOf(perCpuSecond);
    const figure = `${Math.round(median)} [${Math.round(min)}–${Math.round(max)}]`;
    const [peer, raw] = [PEER, RAW].map((against) => ratio(measured, name, against).median.toFixed(2));
    console.log(
      `  ${name.padEnd(42)}${figure.padStart(24)}${`${peer} × peer`.padStart(16)}${`${raw} × raw`.padStart(14)}`,
    );
  }
  console.log('');
  return measured;
}

/** Round by round, for the machine is not the same from one minute to the next. */
function ratio(measured: readonly Measured[], name: string, against: string): Spread {
  const [own, other] = [name, against].map((wanted) => measured.find((one) => one.name === wanted)?.perCpuSecond ?? []);
  return spreadOf((own as number[]).map((figure, round) => figure / ((other as number[])[round] as number)));
}
