// SPDX-License-Identifier: Apache-2.0
export { type OpenServer, openServer } from './open-server.ts';
export { YEARLY, YearlyLogs } from './yearly-logs.ts';
