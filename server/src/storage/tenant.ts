// SPDX-License-Identifier: Apache-2.0
/** Who a transaction speaks for; the database lets it see this party's rows, what was granted to it, and what is public. */
export interface Tenant {
  /** The party's DID, or undefined for the public at large. */
  readonly party: string | undefined;
  /** The jurisdiction under whose rules the party acts, such as `CN`, `HK` or `MO`. */
  readonly jurisdiction: string;
  /** The role in which it acts; kept with what it records. */
  readonly role: string;
}
