// SPDX-License-Identifier: Apache-2.0

/** The demonstration party whose statements are handed in. */
export const PARTY = 'did:web:publisher.demonstration.example';

/** Its account; the password guards nothing, the node lasts as long as the campaign. */
export const ACCOUNT = {
  login: 'campaign',
  person: 'campaign',
  displayName: 'Demonstration publisher',
  password: 'correct horse battery staple',
} as const;
