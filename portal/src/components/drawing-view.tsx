// SPDX-License-Identifier: Apache-2.0
import type { Drawing, Mark, Tone } from '@touchstone/metrology/drawing';
import { useId } from 'react';

// Tailwind reads whole names only. What is light by day is dark by night, as everywhere (styles.css).
const STROKES: Readonly<Record<Tone, string>> = {
  ink: 'stroke-stone-900',
  muted: 'stroke-stone-600',
  grid: 'stroke-stone-200',
  curve: 'stroke-blue-700',
  bar: 'stroke-blue-700',
  reference: 'stroke-stone-700',
  acceptable: 'stroke-emerald-700',
  warning: 'stroke-amber-700',
  action: 'stroke-rose-700',
  own: 'stroke-purple-800',
};
const FILLS: Readonly<Record<Tone, string>> = {
  ink: 'fill-stone-900',
  muted: 'fill-stone-600',
  grid: 'fill-stone-200',
  curve: 'fill-blue-700',
  bar: 'fill-blue-700',
  reference: 'fill-stone-700',
  acceptable: 'fill-emerald-700',
  warning: 'fill-amber-700',
  action: 'fill-rose-700',
  own: 'fill-purple-800',
};

/** A drawing of the library on the page, as wide as it was drawn: its letters keep their size. */
export function DrawingView({ drawing }: { readonly drawing: Drawing }) {
  const id = useId();
  const { width, height, title, description, marks } = drawing;
  return (
    <figure aria-label={title} className="overflow-hidden">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-said`}
        width={width}
        height={height}
        className="block"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-said`}>{description}</desc>
        {marks.map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks have no names and never move
          <MarkView key={index} mark={mark} />
        ))}
      </svg>
    </figure>
  );
}

function MarkView({ mark }: { readonly mark: Mark }) {
  const points = 'points' in mark ? mark.points.map((point) => point.join(',')).join(' ') : '';
  switch (mark.mark) {
    case 'line': {
      const [[x1, y1], [x2, y2]] = [mark.from, mark.to];
      const dashes = mark.dashed === true ? { strokeDasharray: '5 4' } : {};
      return <line x1={x1} y1={y1} x2={x2} y2={y2} className={STROKES[mark.tone]} {...dashes} />;
    }
    case 'curve':
      return <polyline points={points} className={`fill-none ${STROKES[mark.tone]}`} strokeWidth="2" />;
    case 'area':
      return <polygon points={points} className={FILLS[mark.tone]} />;
    case 'bar': {
      const [x, y] = mark.at;
      return (
        <rect x={x} y={y} width={mark.width} height={mark.height} className={FILLS[mark.tone]}>
          {mark.title === undefined ? null : <title>{mark.title}</title>}
        </rect>
      );
    }
    case 'text': {
      const [x, y] = mark.at;
      const turned = mark.upwards === true ? { transform: `rotate(-90 ${x} ${y})` } : {};
      return (
        <text x={x} y={y} fontSize={mark.size} textAnchor={mark.anchor} className={FILLS[mark.tone]} {...turned}>
          {mark.text}
        </text>
      );
    }
  }
}
