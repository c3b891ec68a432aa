// SPDX-License-Identifier: Apache-2.0

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The package.json of the compiled package: each export by its declarations and its JavaScript. */
export function manifestOfPackage(source: Manifest, engines: string): Record<string, unknown> {
  return {
    name: source.name,
    version: source.version,
    license: source.license,
    type: 'module',
    engines: { node: engines },
    sideEffects: false,
    files: ['dist'],
    exports: Object.fromEntries(
      Object.entries(source.exports).map(([name, path]) => {
        const compiled = path.replace(/^\.\/src\/(.*)\.ts$/, './dist/$1');
        return [name, { types: `${compiled}.d.ts`, default: `${compiled}.js` }];
      }),
    ),
    dependencies: source.dependencies,
  };
}
