import { isUsableCandidate } from './ice-candidates';

/** The longest session description that is read, characters; Chromium's for one camera has some 8,000. */
export const MAXIMUM_LENGTH = 65_536;

/** A stream is one audio and one video at most, and openvidu-browser offers a section for each. */
export const MAXIMUM_SECTIONS = 2;

/** A browser has a few addresses; each candidate costs a check every 20 ms. */
export const MAXIMUM_CANDIDATES = 50;

/**
 * A browser's session description as werift may read it: bounded, because werift gives every section outside the bundle
 * a socket and compares every codec with every other one, and without the candidates that cannot be used, because it
 * would ask the network for the `.local` ones.
 * @param mediaAddress the IPv4 address to which sockets are bound
 * @throws Error where it is too long, or has too many sections or other ones than audio and video
 */
export function restrictRemoteSdp(sdp: string, mediaAddress: string): string {
  if (sdp.length > MAXIMUM_LENGTH) {
    throw new Error(`The SDP has ${sdp.length} characters; at most ${MAXIMUM_LENGTH} are read.`);
  }
  const sections = sdp.match(/^m=\S*/gm) ?? [];
  if (sections.length === 0) throw new Error('The SDP has no media section.');
  if (sections.length > MAXIMUM_SECTIONS) {
    throw new Error(`The SDP has ${sections.length} media sections; at most ${MAXIMUM_SECTIONS} are read.`);
  }
  if (!sections.every((section) => section === 'm=audio' || section === 'm=video')) {
    throw new Error('The SDP has a media section that is neither audio nor video.');
  }
  let candidates = 0;
  const isWanted = (line: string): boolean => {
    if (!line.startsWith('a=candidate:')) return true;
    if (!isUsableCandidate({ candidate: line.slice('a='.length) }, mediaAddress)) return false;
    return ++candidates <= MAXIMUM_CANDIDATES;
  };
  return sdp.split(/\r?\n/).filter(isWanted).join('\r\n');
}
