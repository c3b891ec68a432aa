// SPDX-License-Identifier: Apache-2.0

/**
 * A declaration file whose relative imports name `.js`. The compiler rewrites them in the JavaScript only; older
 * compilers, and such as resolve like bundlers, do not find `./x.d.ts` by `./x.ts`.
 */
export function declarationImports(text: string): string {
  return text.replace(/(from |import\()(['"])(\.{1,2}\/[^'"\n]*)\.ts\2/g, '$1$2$3.js$2');
}
