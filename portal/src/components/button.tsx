// SPDX-License-Identifier: Apache-2.0
import type { ComponentProps } from 'react';

/** A button; `primary` is the one thing to do next. */
export function Button({
  primary = false,
  className = '',
  ...rest
}: ComponentProps<'button'> & { readonly primary?: boolean }) {
  const look = primary
    ? 'bg-stone-900 text-white border-stone-900 hover:bg-stone-700 disabled:bg-stone-400 disabled:border-stone-400'
    : 'bg-white text-stone-900 border-stone-400 hover:bg-stone-100 disabled:text-stone-400';
  return (
    <button
      type="button"
      className={`min-h-11 rounded-md border px-4 py-2 text-base font-medium ${look} ${className}`}
      {...rest}
    />
  );
}
