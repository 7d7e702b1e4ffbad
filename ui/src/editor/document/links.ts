/** Addresses that a link may have, as they are typed and pasted. Nothing here opens one. */

import { isLink } from './format';

/** An address as it stands, if a link may lead there. */
export function safeAddress(href: string | null | undefined): string | null {
  const address = href?.trim();
  return isLink(address) ? address : null;
}

/** What somebody typed as an address, completed where the beginning goes without saying; null if a link may not lead there. */
export function addressOf(typed: string): string | null {
  const address = typed.trim();
  if (address === '' || /\s/.test(address)) return null;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return safeAddress(`mailto:${address}`);
  // 'www.example.org/page' and 'example.org:8080' name no scheme, 'javascript:…' does.
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u.test(address)) return safeAddress(`https://${address}`);
  return safeAddress(address);
}
