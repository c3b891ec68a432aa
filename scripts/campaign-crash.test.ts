// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { killLogAlone } from './campaign-crash/log-alone.ts';
import { areRoundsTried, openCampaign } from './campaign-crash/node-rounds.ts';
import { randomFrom } from './campaign-crash/random.ts';
import { killAtTurns } from './campaign-crash/year-rounds.ts';

const say = (text: string) => expect(text).toContain('0 lost');

// A few rounds of `npm run campaign:crash`, side by side, on a machine that may have other work.
describe.concurrent('kill -9 at a random instant', () => {
  it('costs the log alone nothing that it acknowledged', async () => {
    const { kills, lost, acknowledged } = await killLogAlone({ rounds: 4, random: randomFrom(11), say });
    expect([kills, lost]).toEqual([4, 0]);
    expect(acknowledged).toBeGreaterThan(0);
  });

  it('costs a node under load nothing that it acknowledged, and tiles, map and database agree', async () => {
    const campaign = await openCampaign({ random: randomFrom(3), say });
    try {
      let tried = 0;
      // Where other work takes the machine, a kill may come before anything was acknowledged: that round proves nothing.
      for (let runs = 0; runs < 5 && tried === 0; runs += 1) {
        // That later rounds find what earlier ones acknowledged is seen at the turns of years.
        const { lost, differences, acknowledged, ...of } = await campaign.run(1);
        expect([lost, differences, of.killsUnderLoad, of.killsIdle]).toEqual([0, 0, 1, 1]);
        expect(of.roundsTried > 0).toBe(acknowledged > 0);
        expect(of.roundsTried).toBeLessThanOrEqual(Math.min(1, acknowledged));
        tried += acknowledged;
      }
      expect(tried).toBeGreaterThan(0);
    } finally {
      await campaign.end();
    }
  });

  it.each(['files', 'objects'] as const)(
    'costs a node at the turn of a year nothing that it acknowledged, its log in %s',
    async (storage) => {
      const { kills, lost, differences, acknowledged } = await killAtTurns({
        rounds: 2,
        storage,
        random: randomFrom(5),
        say,
      });
      expect([kills, lost, differences]).toEqual([4, 0, 0]);
      expect(acknowledged).toBeGreaterThan(0);
    },
  );
});

describe('the rounds of a campaign', () => {
  it.each([
    [0, 0, true],
    [300, 150, true],
    [300, 149, false],
    [3, 1, false],
  ])('of %i rounds proves enough where %i acknowledged anything: %s', (killsUnderLoad, roundsTried, is) => {
    expect(areRoundsTried({ killsUnderLoad, roundsTried })).toBe(is);
  });
});
