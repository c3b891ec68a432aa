// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from 'react';

/** How wide an element is on the screen, followed as it changes; drawings then keep their letters at reading size. */
export function useWidth<Shown extends HTMLElement>(first: number): readonly [RefObject<Shown | null>, number] {
  const shown = useRef<Shown>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = shown.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [shown, width];
}
