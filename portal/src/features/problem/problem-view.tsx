// SPDX-License-Identifier: Apache-2.0
import { use } from 'react';
import type { FailedProblem } from '../../app/use-check.ts';
import { SessionContext } from '../session/session-context.ts';
import { ProblemBox } from './problem-box.tsx';
import { SignInAgain } from './sign-in-again.tsx';

/** Why there is no answer; where only the session has ended, the form to sign in again, after which the same is sent. */
export function ProblemView({
  problem,
  onAgain,
}: {
  readonly problem: FailedProblem;
  readonly onAgain?: (() => void) | undefined;
}) {
  const page = use(SessionContext);
  if (problem.code === 'NOT_SIGNED_IN' && page !== undefined && problem.resend !== undefined)
    return <SignInAgain page={page} resend={problem.resend} />;
  return <ProblemBox problem={problem} onAgain={onAgain} />;
}
