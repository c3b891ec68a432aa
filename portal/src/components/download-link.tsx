// SPDX-License-Identifier: Apache-2.0

/** A link to a file that the browser saves, as high as a finger needs it. */
export function DownloadLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <a href={href} download className="inline-flex min-h-11 items-center underline">
      {children}
    </a>
  );
}
