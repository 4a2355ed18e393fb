import { TrackKind, TrackSource } from '@livekit/rtc-node';
import { expect, pictureFolder, test, untilState } from './kit/fixtures.ts';

test('joins, publishes both tracks at once and shows a living face', async ({
  agent,
  listener,
  openAvatar,
}) => {
  const page = await openAvatar();
  const status = await untilState(page, 'live', 'failed');
  expect(status.state).toBe('live');
  await agent.untilAvatarIsHere();
  await listener.untilSeeing(10);
  await listener.untilHearing();
  expect(new URL(page.url()).hash).toBe('');
  expect(
    listener.sources.map(({ kind, source }) => [kind, source]).toSorted(([a], [b]) => a! - b!),
  ).toEqual([
    [TrackKind.KIND_AUDIO, TrackSource.SOURCE_MICROPHONE],
    [TrackKind.KIND_VIDEO, TrackSource.SOURCE_CAMERA],
  ]);
  const { width, height } = listener.seen.at(-1)!;
  expect([width, height]).toEqual([640, 360]);
  await page.screenshot({ path: `${await pictureFolder()}/live.png` });
});
