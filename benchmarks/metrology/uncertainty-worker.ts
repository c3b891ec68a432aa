// SPDX-License-Identifier: Apache-2.0
// One of several threads that share the trials of one run: a chunk in, its values out, without copying them.
import { parentPort } from 'node:worker_threads';
import { runTrials, type TrialRange } from '@touchstone/metrology/uncertainty';
import { gaugeBlock } from './uncertainty-model.ts';

parentPort?.on('message', (range: TrialRange) => {
  const trials = runTrials(gaugeBlock, range);
  parentPort?.postMessage(
    trials,
    trials.outputs.map(({ buffer }) => buffer as ArrayBuffer),
  );
});
