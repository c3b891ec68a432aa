// SPDX-License-Identifier: Apache-2.0
// npm run demo:bay-area [-- --once]: three nodes on loopback, each with its own database, log of the year and witness,
// that follow and cosign each other; one witness of industry and one of consumers cosign all three. A certificate issued
// on one is judged on another; without the consumers no checkpoint counts; one node is stopped, and the others go on.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkExample, handIn, logState, until } from './bay-area/ask.ts';
import { type PlannedPlace, planPlace, type RunningPlace, startPlace } from './bay-area/place.ts';
import { planSide, type SideWitness, startSide } from './bay-area/side.ts';
import { PARTIES, type PartyLabel } from './examples/authorities.ts';
import { makeGrant } from './examples/competence.ts';

const PLACES = [
  ['CN-GD', 'CN'],
  ['HK', 'HK'],
  ['MO', 'MO'],
] as const;
/** Its laboratory's accreditation had lapsed: what is issued here is what it lacks. */
const EXAMPLE = 'wolfberry-leaf-lapsed-accreditation';

const isOnce = process.argv.includes('--once');
const root = await mkdtemp(join(tmpdir(), 'touchstone-bay-area-'));
const running = new Map<string, RunningPlace>();
const sidesRunning = new Map<string, () => Promise<void>>();

process.exitCode = await main().catch((error) => {
  process.stderr.write(`demo:bay-area: ${error instanceof Error ? error.message : error}\n`);
  return 1;
});
await Promise.all([
  ...[...running.values()].map((place) => place.stop()),
  ...[...sidesRunning.values()].map((stop) => stop()),
]);
await rm(root, { recursive: true, force: true });

async function main(): Promise<number> {
  say('Demonstration: none of these authorities, bodies and laboratories exists.');
  const planned = await Promise.all(PLACES.map(([place, jurisdiction]) => planPlace(root, place, jurisdiction)));
  const sides = await Promise.all(['industry', 'consumer'].map((side) => planSide(root, side)));
  const logKeys = planned.flatMap((place) => place.logKeys);
  say('Starting three nodes, each with a database, a log and a witness of its own, and two witnesses beside them …');
  await Promise.all([
    ...sides.map(async (side) => sidesRunning.set(side.side, await startSide(side, logKeys))),
    ...planned.map(async (place) => {
      running.set(place.place, await startPlace(place, { all: planned, sides }));
      say(`  ${place.place} is ready at ${place.url}`);
    }),
  ]);
  const [cn, hk, mo] = planned as [PlannedPlace, PlannedPlace, PlannedPlace];
  await until('every log is cosigned by all witnesses, and followed by the two others', async () => {
    const states = await Promise.all(planned.map(logState));
    return states.every(
      ({ witnesses, followed }) =>
        witnesses.length === 4 &&
        witnesses.every(({ cosignedAt, trouble }) => cosignedAt !== undefined && trouble === undefined) &&
        followed.every(({ size, trouble }) => size > 0 && trouble === undefined),
    );
  });
  for (const place of planned) await tellLog(place);

  const before = await checkExample(hk, EXAMPLE);
  say(`HK on the dossier ${EXAMPLE}: ${before.verdict}: ${before.open[0]}`);
  say('CN-GD: the accreditation body issues a certificate that covers the day of the test …');
  await issue(cn, 'lapsed', 'bay area 1');
  await until('HK judges by the certificate', async () => (await checkExample(hk, EXAMPLE)).verdict === 'proved');
  say('HK on the same dossier: proved, by the certificate that it found in the log of CN-GD, through the arrangement');

  await withoutConsumers(cn, () => startSide(sides[1] as SideWitness, logKeys));

  say('Stopping MO …');
  await running.get('MO')?.stop();
  running.delete('MO');
  const { counting } = await logState(cn);
  await issue(cn, 'oldScope', 'bay area 3');
  await until('CN-GD goes on, and says that MO does not answer', async () => {
    const state = await logState(cn);
    const missing = state.followed.find(({ origin }) => origin.startsWith('mo.'))?.trouble !== undefined;
    return state.counting > counting && missing && state.witnesses.some(({ trouble }) => trouble !== undefined);
  });
  await until('HK says that MO does not answer', async () =>
    (await logState(hk)).followed.some(({ origin, trouble }) => origin.startsWith('mo.') && trouble !== undefined),
  );
  await tellLog(cn);
  await tellLog(hk);
  say(`HK still answers: ${(await checkExample(hk, EXAMPLE)).verdict}; ${mo.place} is stopped`);
  if (isOnce) return 0;
  say('The other two go on until you stop them with Ctrl-C.');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  return 0;
}

/** While no consumers cosign, nothing that is logged since counts: the policy asks for all three sides. */
async function withoutConsumers(cn: PlannedPlace, restart: () => Promise<() => Promise<void>>): Promise<void> {
  say('Stopping the witness of the consumers …');
  await sidesRunning.get('consumer')?.();
  sidesRunning.delete('consumer');
  await issue(cn, 'lapsed', 'bay area 2');
  await until('CN-GD says that its newest checkpoint lacks the consumers', async () => {
    const { published, counting, quorum } = await logState(cn);
    return counting < published && quorum?.met === false && quorum.missing.join() === 'consumer';
  });
  say('CN-GD: its newest checkpoint does not count: consumer must cosign it yet');
  sidesRunning.set('consumer', await restart());
  await until('it counts again', async () => (await logState(cn)).quorum?.met === true);
  say('The witness of the consumers is back: it counts again');
}

/** The body in CN-GD accredits a laboratory; two of its people put the certificate on record at their own node. */
async function issue(cn: PlannedPlace, laboratory: PartyLabel, label: string): Promise<void> {
  const { embedded } = await makeGrant(PARTIES[laboratory], label);
  await handIn(cn, 'accreditation-one', embedded);
}

async function tellLog(place: PlannedPlace): Promise<void> {
  const { origin, published, witnesses, followed } = await logState(place);
  say(`${place.place}: ${origin}, ${published} entries published`);
  for (const { name, size, cosignedAt, trouble } of witnesses) {
    const state = trouble === undefined ? `at ${cosignedAt}` : `last at ${cosignedAt ?? 'no time'}; now: ${trouble}`;
    say(`    cosigned by ${name} (${size ?? 0} entries) ${state}`);
  }
  for (const { origin: other, size, trouble } of followed) {
    say(`    follows ${other}, ${size} entries${trouble === undefined ? '' : `; now: ${trouble}`}`);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
