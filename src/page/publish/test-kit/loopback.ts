/** A connection from this page to itself. */
export interface Loopback {
  readonly from: RTCPeerConnection;
  readonly to: RTCPeerConnection;
  close(): void;
}

/** Sends a track from one end to the other; `prepare` gets both ends before they talk to each other. */
export async function openLoopback(
  track: MediaStreamTrack,
  sendEncodings: RTCRtpEncodingParameters[] = [],
  prepare: (ends: Loopback) => void = () => undefined,
): Promise<Loopback> {
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const close = () => (from.close(), to.close());
  from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
  to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined);
  prepare({ from, to, close });
  from.addTransceiver(track, { sendEncodings });
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription!);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription!);
  return { from, to, close };
}
