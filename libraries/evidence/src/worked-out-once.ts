// SPDX-License-Identifier: Apache-2.0

/**
 * `make`, worked out once for each object, in whatever place it is asked: for what no policy changes. What is read is
 * never changed, so that the answer stays; it goes when the object goes.
 */
export function workedOutOnce<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before.value;
    const value = make(of);
    known.set(of, { value });
    return value;
  };
}
