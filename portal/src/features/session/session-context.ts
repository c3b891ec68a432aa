// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'react';
import type { Session } from './session.ts';

/** Whose page this is, and what becomes of it when its session ended and somebody signs in in the middle of it. */
export interface SessionOfPage {
  readonly session: Session;
  /** So many times the same account has signed in again: what waits for that then sends itself. */
  readonly renewals: number;
  /** The same account is back. */
  readonly renew: () => void;
  /** Gives the page up for another account. */
  readonly leave: () => void;
}

/** The session of the part of the page around; undefined where everybody may read. */
export const SessionContext = createContext<SessionOfPage | undefined>(undefined);
