import { expect, test } from 'vitest';
import { parseFinished } from './parse-finished.ts';

test('reads what avatars send, ours and the reference’s', () => {
  expect(parseFinished('{"playback_position":1.5,"interrupted":true}')).toEqual({
    heardSec: 1.5,
    interrupted: true,
  });
  const withTranscript =
    '{"playback_position":2,"interrupted":false,"synchronized_transcript":"hi"}';
  expect(parseFinished(withTranscript)).toEqual({ heardSec: 2, interrupted: false });
});

test('a report that makes no sense still ends a segment', () => {
  for (const payload of ['', 'null', '{}', '{"playback_position":-1,"interrupted":false}']) {
    expect(parseFinished(payload)).toEqual({ heardSec: undefined, interrupted: true });
  }
});
