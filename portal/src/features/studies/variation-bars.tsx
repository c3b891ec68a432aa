// SPDX-License-Identifier: Apache-2.0
import type { GaugeStudy } from '@touchstone/metrology/control';
import { Plot } from '../../components/plot.tsx';
import { useWords } from '../../messages/use-words.ts';

const DRAWN = ['gauge', 'repeatability', 'reproducibility', 'partToPart'] as const;

/** Each component as a share of all variation: of standard deviations, which do not add up to a hundred. */
export function VariationBars({ anova }: { readonly anova: GaugeStudy }) {
  const { say } = useWords();
  const shareOf = (name: (typeof DRAWN)[number]) => (100 * anova[name]) / anova.total;
  return (
    <figure data-variation={DRAWN.length}>
      <Plot
        title={say('study.variation')}
        description={DRAWN.map((name) => `${say(`study.component.${name}`)} ${shareOf(name).toFixed(1)} %`).join('; ')}
        x={{ from: 0, to: DRAWN.length, name: say('study.component'), isNumbered: false }}
        y={{ from: 0, to: 105, name: '%' }}
        height={280}
      >
        {(room) =>
          DRAWN.map((name, at) => (
            <g key={name} data-component={name}>
              <rect
                x={room.x(at + 0.15)}
                y={room.y(shareOf(name))}
                width={room.x(at + 0.85) - room.x(at + 0.15)}
                height={Math.max(0, room.bottom - room.y(shareOf(name)))}
                className={name === 'partToPart' ? 'fill-stone-400' : 'fill-blue-700'}
              />
              <text x={room.x(at + 0.5)} y={room.y(shareOf(name)) - 4} textAnchor="middle" className="fill-stone-900">
                {shareOf(name).toFixed(1)}
              </text>
              <text x={room.x(at + 0.5)} y={room.bottom + 16} textAnchor="middle" className="fill-stone-900">
                {say(`study.short.${name}`)}
              </text>
            </g>
          ))
        }
      </Plot>
    </figure>
  );
}
