const UNUSABLE_FEEDBACK = /^a=rtcp-fb:\S+ (?:transport-cc|ccm fir)/;

/**
 * The session description as it goes to the browser: candidates of the chosen media address only (werift adds every
 * interface), and none of the feedback that werift echoes but cannot serve well (transport-cc starves publishers).
 * @param mediaAddress the IPv4 address to which sockets are bound
 * @param publicMediaAddress the IPv4 address that stands in the candidates instead
 */
export function filterSdp(sdp: string, mediaAddress: string, publicMediaAddress = mediaAddress): string {
  const lines: string[] = [];
  for (const line of sdp.split('\r\n')) {
    if (UNUSABLE_FEEDBACK.test(line)) continue;
    if (!line.startsWith('a=candidate:')) {
      lines.push(line);
      continue;
    }
    const fields = line.split(' ');
    if (fields[4] === mediaAddress) lines.push(fields.with(4, publicMediaAddress).join(' '));
  }
  return lines.join('\r\n');
}

/** Whether a browser could send anything to the author of this description. */
export function hasCandidate(sdp: string): boolean {
  return sdp.includes('\r\na=candidate:');
}

/** The ICE user name fragment of a description, which its candidates carry too. */
export function usernameFragment(sdp: string): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}

/** Whether a description with video offers VP8, the one video codec that is forwarded. */
export function offersForwardableVideo(sdp: string): boolean {
  return !/^m=video/m.test(sdp) || /^a=rtpmap:\d+ VP8\/90000/im.test(sdp);
}
