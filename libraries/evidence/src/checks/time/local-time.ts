// SPDX-License-Identifier: Apache-2.0

/** UTC+08:00, the legal time of Mainland China, Hong Kong and Macao, by which an instant falls on a calendar day. */
export const LOCAL_OFFSET_MINUTES = 480;
