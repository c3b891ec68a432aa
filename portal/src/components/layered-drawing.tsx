// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useMemo } from 'react';
import { curveThrough, type Layered, layOut } from './layered.ts';
import { type Mark, MarkIcon } from './marks.tsx';
import { TONES, type Tone } from './tones.ts';

/** How a link looks: colour, mark, word and the strokes of its line each tell the same. */
export interface LinkLook {
  readonly tone: Tone;
  readonly mark: Mark;
  readonly word: string;
  /** Lengths of strokes and gaps; an unbroken line when absent. */
  readonly dashes?: string;
}

/** One link of the drawing with what it is called when it is read aloud. */
export interface DrawnLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly look: LinkLook;
  readonly label: string;
}

const CARD = { width: 216, height: 92 } as const;
const SIGN = { width: 136, height: 30 } as const;
const ARROWS = { up: 'm-4.5 7 4.5-7 4.5 7', down: 'm-4.5-7 4.5 7 4.5-7' } as const;

/**
 * Cards in layers with a signed line for each link. A sign is a button that opens the link, where links open. Arrows point
 * upwards, to what a thing rests on, or downwards, to what follows from it.
 */
export function LayeredDrawing({
  label,
  nodes,
  links,
  opened,
  onOpen,
  arrows = 'up',
}: {
  readonly label: string;
  readonly nodes: readonly { readonly id: string; readonly card: ReactNode }[];
  readonly links: readonly DrawnLink[];
  readonly opened?: string | undefined;
  readonly onOpen?: (link: string) => void;
  readonly arrows?: 'up' | 'down';
}) {
  const layout = useMemo(() => layOut({ nodes, links } satisfies Layered, { card: CARD, sign: SIGN }), [nodes, links]);
  const { width, height } = layout;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <figure aria-label={label} tabIndex={0} className="overflow-x-auto rounded-md border border-stone-300 bg-stone-50">
      <div className="relative mx-auto my-3" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true" focusable="false" className="absolute inset-0">
          {links.map(({ id, look }) => {
            const placed = layout.links.get(id);
            const end = placed?.bends.at(arrows === 'up' ? -1 : 0);
            if (placed === undefined || end === undefined) return null;
            return (
              <g key={id} className={`fill-none ${STROKES[look.tone]}`}>
                <path
                  d={curveThrough(placed.bends)}
                  strokeWidth={id === opened ? 5 : 2.5}
                  {...(look.dashes === undefined ? {} : { strokeDasharray: look.dashes })}
                />
                <path d={ARROWS[arrows]} transform={`translate(${end.x} ${end.y})`} strokeWidth={2.5} />
              </g>
            );
          })}
        </svg>
        {nodes.map(({ id, card }) => {
          const at = layout.cards.get(id);
          return (
            <div key={id} data-node={id} className="absolute" style={{ ...CARD, left: at?.x, top: at?.y }}>
              {card}
            </div>
          );
        })}
        {links.map(({ id, look, label: name }) => {
          const at = layout.links.get(id)?.sign;
          if (at === undefined) return null;
          const style = { left: at.x, top: at.y };
          const className = `absolute inline-flex h-7 -translate-x-1/2 -translate-y-1/2 items-center gap-1 rounded-full border px-2 text-sm font-medium whitespace-nowrap aria-pressed:ring-2 aria-pressed:ring-blue-700 ${SIGNS[look.tone]}`;
          const sign = (
            <>
              <MarkIcon mark={look.mark} className="size-4" />
              {look.word}
            </>
          );
          return onOpen === undefined ? (
            <span key={id} data-link={look.word} style={style} className={className}>
              {sign}
            </span>
          ) : (
            <button
              key={id}
              type="button"
              data-link={look.word}
              aria-label={name}
              aria-pressed={id === opened}
              onClick={() => onOpen(id)}
              style={style}
              className={`${className} hover:underline`}
            >
              {sign}
            </button>
          );
        })}
      </div>
    </figure>
  );
}

const STROKES: Readonly<Record<Tone, string>> = {
  proved: 'stroke-emerald-700',
  refuted: 'stroke-rose-700',
  unknown: 'stroke-slate-500',
  contradicted: 'stroke-purple-800',
  quiet: 'stroke-stone-400',
  assured: 'stroke-blue-700',
  broken: 'stroke-amber-700',
};

// A heavy border on the left would bend the round ends.
const SIGNS = Object.fromEntries(
  Object.entries(TONES).map(([tone, classes]) => [tone, classes.replace(/ border-l-8| border-4| border-double/g, '')]),
) as Readonly<Record<Tone, string>>;
