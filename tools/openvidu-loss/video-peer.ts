import { RTCPeerConnection, RTCRtpCodecParameters, useSdesMid } from 'werift';

const ADDRESS = '127.0.0.1';

/** A werift peer connection on the loopback address that speaks VP8 with retransmission, and nothing else. */
export function createVideoPeer(): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [ADDRESS],
    iceInterfaceAddresses: { udp4: ADDRESS },
    bundlePolicy: 'max-bundle',
    codecs: {
      audio: [],
      video: [
        new RTCRtpCodecParameters({
          mimeType: 'video/VP8',
          clockRate: 90_000,
          payloadType: 96,
          rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }],
        }),
        new RTCRtpCodecParameters({
          mimeType: 'video/rtx',
          clockRate: 90_000,
          payloadType: 97,
          parameters: 'apt=96',
        }),
      ],
    },
    headerExtensions: { audio: [], video: [useSdesMid()] },
  });
}

/** A description without the feedback that werift repeats but does not serve: publishers starve on its transport-cc. */
export function withoutTransportFeedback(sdp: string): string {
  return sdp.replaceAll(/^a=rtcp-fb:\S+ transport-cc\r\n/gm, '');
}
