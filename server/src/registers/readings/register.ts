// SPDX-License-Identifier: Apache-2.0
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, openCase } from '../../http/case-routes.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { action, defineRegister } from '../../record-keeping/define-register.ts';
import { readings, readingsFold } from './fold.ts';
import { batch, inputs, type Reading, registration, revocation } from './record.ts';
import { type FindInstrument, readingsReads } from './routes.ts';
import { deviceOf, mayHandIn, mayRegister, mayRevoke, thousandOf } from './rules.ts';

const revoke = caseActions(deviceOf).alone({ name: 'revoke', input: inputs.revoke, rules: mayRevoke });

const handIn = action({
  name: 'hand-in',
  input: inputs.handIn,
  // The thousand is what is locked, so that two batches never both take a number.
  stream: ({ device, batch: { readings: given } }) => thousandOf(device, (given[0] as Reading).sequence),
  async facts(reads, { device, batch: { readings: given } }) {
    const known = await reads
      .rows(readings, {})
      .selectAll()
      .where('device', '=', device)
      .where(
        'sequence',
        'in',
        given.map(({ sequence }) => sequence),
      )
      .execute();
    return { device: deviceOf(await reads.facts(device)), known };
  },
  rules: (input, facts, actor, now) => mayHandIn(input, facts, { actor, now }),
});

const postReadings = actInCase({
  path: '/instrument-devices/:stream/readings',
  operation: 'post-instrument-readings',
  summary: 'A batch of readings, signed by the key of the device; what is on record already is not recorded again',
  access: WHO_MAY['post-instrument-readings'],
  body: batch,
  async act(context, stream, body) {
    const outcome = await context.act(handIn, { device: stream, batch: body });
    return { ...outcome, stream };
  },
});

const postRevocation = actInCase({
  path: '/instrument-devices/:stream/revocations',
  operation: 'revoke-instrument-device',
  summary: 'Revokes the key of a device at once; what was taken from a day on is shown as not relied upon',
  access: WHO_MAY['revoke-instrument-device'],
  body: revocation,
  act: (context, stream, given) => context.act(revoke, { stream, revocation: given }),
});

/** Readings of own instruments, signed by the keys of their devices; private to whoever has them. */
export function readingsRegister(findInstrument: FindInstrument) {
  const register = action({
    name: 'register',
    input: inputs.register,
    stream: ({ stream }) => stream,
    async facts(reads, { stream, registration: { instrument } }) {
      return { instrument: await findInstrument(reads, instrument), before: deviceOf(await reads.facts(stream)) };
    },
    rules: (input, facts, actor, now) => mayRegister(input, facts, { actor, now }),
  });
  const registerDevice = openCase({
    path: '/instrument-devices',
    operation: 'register-instrument-device',
    summary: 'Registers a device of an own instrument with the public key that signs its readings',
    access: WHO_MAY['register-instrument-device'],
    body: registration,
    act: (context, given) => context.act(register, { stream: context.newId(), registration: given }),
  });
  return defineRegister({
    name: 'readings',
    kinds: [],
    fold: readingsFold,
    actions: [register, revoke, handIn],
    routes: [...readingsReads(findInstrument), registerDevice, postRevocation, postReadings],
  });
}
