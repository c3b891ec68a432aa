// SPDX-License-Identifier: Apache-2.0

/** The party of the benchmark, which signs elsewhere: a demonstration. */
export const PARTY = 'did:web:publisher.benchmark.example';
/** The account of its editor. */
export const ACCOUNT = {
  login: 'editor',
  person: 'person editor',
  displayName: 'Benchmark editor',
  password: 'correct horse battery staple',
} as const;
