// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { encodeMultibase } from '@touchstone/credentials/formats';
import { nodeSigner, publicMultikeyOf, secretMultikeyFromSeed } from '@touchstone/credentials/node';
import { readInstrumentList } from '@touchstone/dossier';
import { parseCalendarDay, utf8Bytes } from '@touchstone/identifiers';
import type { InstrumentRules } from '@touchstone/metrology/upkeep';
import type { NodeServices } from '../compose-node.ts';
import { dayAt } from '../record-keeping/local-day.ts';
import { MEANINGS as OWN_STANDARD_MEANINGS, ownStream } from '../registers/own-standards/rules.ts';
import { MEANINGS as READING_MEANINGS, signedText } from '../registers/readings/rules.ts';
import { duesOf, listStream } from '../registers/upkeep/rules.ts';
import type { Seed } from '../seeds.ts';
import { demonstrationDid, demonstrationKey } from './parties.ts';
import { act, plantStatement, uuidOf } from './planting.ts';
import {
  BALANCE_READINGS,
  OLD_READINGS,
  OWN_STANDARDS,
  PRACTICE,
  type PlannedReading,
  REVOCATION,
} from './practice-plan.ts';

/** What is needed of the reference data: what the law asks of instruments, and a workbook with a list of them. */
export interface PracticeParts {
  readonly rules: InstrumentRules;
  readonly list: string;
}

const LABORATORY = { label: 'laboratory' };
const BEGUN = '2026-09-01T00:00:00Z';

/** Readings that devices signed, a list that is kept, standards of a firm, a new edition: what people see who sign in. */
export function practiceSeed({ rules, list }: PracticeParts): Seed {
  return {
    name: 'demonstration-practice',
    async plant(services) {
      for (const label of ['laboratory', 'cn-authority', 'firm']) {
        const did = demonstrationDid(label);
        await services.keys.addKey({ controller: did, ...demonstrationKey(did), from: '2025-01-01T00:00:00Z' });
      }
      const references = new Map();
      for (const planned of PRACTICE) await plantStatement(services, planned, references);
      await plantDevice(services, { name: 'terminal', from: '2026-10-01', readings: BALANCE_READINGS });
      await plantDevice(services, { name: 'terminal (old)', from: '2026-09-01', readings: OLD_READINGS });
      await revokeOld(services);
      await declareStandards(services);
      await keepList(services, { rules, list });
    },
  };
}

interface PlannedDevice {
  readonly name: string;
  readonly from: string;
  readonly readings: readonly PlannedReading[];
}

const streamOf = (name: string) => uuidOf(`device ${name}`, BEGUN);

/** A device of the laboratory's balance, with a key made of its name: everybody knows it, and it proves nothing. */
async function plantDevice(services: NodeServices, { name, from, readings }: PlannedDevice): Promise<void> {
  const stream = streamOf(name);
  const seed = createHash('sha256').update(`touchstone demonstration device ${name}, known to everybody`).digest();
  const secret = secretMultikeyFromSeed('Ed25519', seed);
  const { multikey: key } = publicMultikeyOf(secret);
  const instrument = uuidOf('balance', '2026-01-12T00:00:00Z');
  const registration = { instrument, name, quantity: 'mass', unit: 'g', key, from };
  const registering = { ...LABORATORY, register: 'readings', meaning: READING_MEANINGS.register };
  await act(services, registering, 'register', { stream, registration }, ['ALREADY_THERE']);
  const text = signedText(stream, readings);
  const signature = encodeMultibase(await nodeSigner(key, secret).sign(utf8Bytes(text)));
  const input = { device: stream, batch: { readings, signature } };
  await act(services, { ...LABORATORY, register: 'readings' }, 'hand-in', input, ['KEY_REVOKED']);
}

async function revokeOld(services: NodeServices): Promise<void> {
  const revoking = { ...LABORATORY, register: 'readings', meaning: READING_MEANINGS.revoke };
  const input = { stream: streamOf('terminal (old)'), revocation: REVOCATION };
  await act(services, revoking, 'revoke', input, ['KEY_REVOKED']);
}

async function declareStandards(services: NodeServices): Promise<void> {
  const party = demonstrationDid('firm');
  for (const declaration of OWN_STANDARDS) {
    const { standard } = declaration.ownStandard;
    const declaring = { register: 'own-standards', label: 'firm', meaning: OWN_STANDARD_MEANINGS.declare };
    const input = { stream: ownStream(party, standard), id: uuidOf(`own standard ${standard}`, BEGUN), declaration };
    await act(services, declaring, 'declare', input, ['ALREADY_DECLARED']);
  }
}

/** The same list again is no fault: it takes the place of the one before. */
async function keepList(services: NodeServices, { rules, list }: PracticeParts): Promise<void> {
  const on = parseCalendarDay(dayAt(services.clock()));
  const { instruments } = await readInstrumentList(
    { path: basename(list), bytes: await readFile(list) },
    { on, rules },
  );
  if (instruments === undefined)
    throw new TypeError('the demonstration does not fit: its list of instruments has faults');
  const ratio = '1/3';
  const plain = JSON.parse(JSON.stringify(instruments));
  const stream = listStream(demonstrationDid(LABORATORY.label));
  const input = { stream, ratio, instruments: plain, dues: duesOf(instruments, { rules, on, ratio }) };
  await act(services, { ...LABORATORY, register: 'upkeep' }, 'keep', input);
}
