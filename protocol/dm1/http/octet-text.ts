/** Octets of a head as text, one character each, so that indexes are bytes (the decoder named latin1 is windows-1252). */
export function octetText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STRIDE) text += String.fromCharCode(...bytes.subarray(at, at + STRIDE));
  return text;
}
const STRIDE = 4096;
