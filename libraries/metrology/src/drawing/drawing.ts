// SPDX-License-Identifier: Apache-2.0

/** What a mark means; whoever renders it gives each meaning a colour. No meaning is told by colour alone. */
export type Tone =
  | 'ink'
  | 'muted'
  | 'grid'
  | 'curve'
  | 'bar'
  | 'reference'
  | 'acceptable'
  | 'warning'
  | 'action'
  | 'own';

/** A point, in units of the drawing, x to the right and y downwards. */
export type Point = readonly [x: number, y: number];

/** One thing to draw. */
export type Mark =
  | { readonly mark: 'line'; readonly from: Point; readonly to: Point; readonly tone: Tone; readonly dashed?: boolean }
  | { readonly mark: 'curve'; readonly points: readonly Point[]; readonly tone: Tone }
  | {
      readonly mark: 'bar';
      readonly at: Point;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
      /** Told where it is pointed at. */
      readonly title?: string;
    }
  | { readonly mark: 'area'; readonly points: readonly Point[]; readonly tone: Tone }
  | {
      readonly mark: 'text';
      readonly at: Point;
      readonly text: string;
      readonly tone: Tone;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly size: number;
      /** Turned to be read from below to above. */
      readonly upwards?: boolean;
    };

/** A drawing as data: the same for a page, a screen and a PDF. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What it shows, for whoever hears it read. */
  readonly title: string;
  readonly description: string;
  readonly marks: readonly Mark[];
}
