const UNUSABLE_FEEDBACK = /^a=rtcp-fb:\S+ (?:transport-cc|ccm fir)/;

/**
 * The session description as it goes to the browser: candidates of the chosen media address only (werift adds every
 * interface), and none of the feedback that werift echoes but cannot serve well (transport-cc starves publishers).
 * @param mediaAddress the IPv4 address to which browsers send media
 */
export function filterSdp(sdp: string, mediaAddress: string): string {
  const isWanted = (line: string): boolean => {
    if (line.startsWith('a=candidate:')) return line.split(' ')[4] === mediaAddress;
    return !UNUSABLE_FEEDBACK.test(line);
  };
  return sdp.split('\r\n').filter(isWanted).join('\r\n');
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
