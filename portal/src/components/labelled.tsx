// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** A control under its name. */
export function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="block min-w-0">
      <span className="block text-sm">{label}</span>
      {children}
    </label>
  );
}
